package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void aRunIsKeptAndTheShortFormIsNot() {
        assertThat(Options.of().record()).isTrue();
        assertThat(Options.of("--no-record").record()).isFalse();
        assertThat(Options.of("--short").record()).isFalse();
        assertThat(Options.of("--short", "--record").record()).isTrue();
    }

    @Test
    void partsAreChosenByName() {
        Options options = Options.of("--only", "decode,flows", "--pairs", "2", "--seconds", "1.5");
        assertThat(options.wants("flows")).isTrue();
        assertThat(options.wants("ladder")).isFalse();
        assertThat(options.pairs()).isEqualTo(2);
        assertThat(options.seconds()).isEqualTo(1.5);
        assertThat(Options.of().wants("ladder")).isTrue();
        assertThat(Options.of().definitions()).containsExactly(0, 1, 5, 20);
        assertThat(Options.of("--definitions", "5,20").definitions()).containsExactly(5, 20);
    }

    @Test
    void aMistakeIsNamed() {
        assertThatThrownBy(() -> Options.of("--fast")).hasMessage("unknown option --fast");
        assertThatThrownBy(() -> Options.of("--pairs", "many")).hasMessageContaining("--pairs wants a number above 0");
        assertThatThrownBy(() -> Options.of("--definitions", "5,x"))
                .hasMessageContaining("--definitions wants numbers");
        assertThatThrownBy(() -> Options.of("--only")).hasMessage("--only wants a value");
    }
}
