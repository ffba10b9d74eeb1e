package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Entries of which nothing is left make way for new ones. */
class FadingTest {

    /** With t = 2 s: 64 half-lives, and a second. */
    private static final double FADED = 64 * 0.6931471805599453 * 2 + 1;

    private static String key(int number) {
        return String.format(Locale.ROOT, "%04d", number);
    }

    @Test
    void flowsThatComeOnceDoNotPileUp() {
        var flows = new Flows(FlowSettings.rates());
        for (int i = 0; i < 3000; i++) {
            flows.add(i, 7, key(i), 100);
        }
        // Within 89 s come 89 flows.
        assertThat(flows.cache.size()).isBetween(89, 256);
        assertThat(flows.cache.counts().evicted()).isZero();
    }

    @Test
    void flowsThatAreAliveStayWithTheirValues() {
        var flows = new Flows(FlowSettings.rates());
        for (int i = 0; i < 3000; i++) {
            flows.add(i, 7, key(i), 100);
            flows.add(i, 7, "live", 20);
        }
        // One sample a second from the beginning on: a geometric series.
        double ratio = Math.exp(-0.5);
        assertThat(flows.value(2999, 7, "live")).isCloseTo(20 / 2.0 / (1 - ratio), within(1e-9));
    }

    @Test
    void whatCameLatelyStaysHoweverMuchComes() {
        var flows = new Flows(FlowSettings.rates());
        for (int i = 0; i < 600; i++) {
            flows.add(FADED * i / 600 / 2, 7, key(i), 100);
        }
        assertThat(flows.cache.size()).isEqualTo(600);
    }

    @Test
    void aFlowWhoseRecordIsOpenStays() {
        var flows = new Flows(FlowSettings.rates().logging(3600));
        for (int i = 0; i < 300; i++) {
            flows.add(i, 7, key(i), 100);
        }
        assertThat(flows.cache.size()).isEqualTo(300);
        assertThat(flows.records).isEmpty();
    }

    @Test
    void otherDataSourcesAreLeftAlone() {
        var flows = new Flows(FlowSettings.rates());
        for (int i = 0; i < 20; i++) {
            flows.add(0, 3, key(i), 100);
        }
        for (int i = 0; i < 1000; i++) {
            flows.add(FADED + i, 7, key(i), 100);
        }
        assertThat(flows.cache
                        .at(Flows.nanos(FADED + 300))
                        .flowValue(3, key(19))
                        .isPresent())
                .isTrue();
    }
}
