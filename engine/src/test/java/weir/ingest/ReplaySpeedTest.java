package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaySpeedTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "10", "0.5", "2.5", "max"})
    void readsWhatItWrites(String text) {
        assertThat(ReplaySpeed.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "fast", "Infinity", "NaN", "1e999", "MAX"})
    void readsNothingElse(String text) {
        assertThat(ReplaySpeed.parse(text)).isEmpty();
    }

    @Test
    void isMoreThanNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplaySpeed(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplaySpeed(Double.NaN));
    }
}
