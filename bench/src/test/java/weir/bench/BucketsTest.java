package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BucketsTest {

    private static JsonNode told(int count, int upTo1, int upTo20, int upTo50) {
        return new JsonMapper()
                .readTree("{\"count\": %d, \"buckets\": {\"1000\": %d, \"20000\": %d, \"50000\": %d}}"
                        .formatted(count, upTo1, upTo20, upTo50));
    }

    @Test
    void onlyWhatCameInBetweenCounts() {
        Buckets delays = Buckets.between(told(1000, 0, 0, 0), told(1100, 50, 90, 99));
        assertThat(delays.millis(0.25)).isEqualTo(0.5);
        assertThat(delays.millis(0.5)).isEqualTo(1);
        assertThat(delays.millis(0.9)).isEqualTo(20);
        assertThat(delays.millis(0.999)).isNaN();
        assertThat(delays.above(20)).isEqualTo(0.1);
    }
}
