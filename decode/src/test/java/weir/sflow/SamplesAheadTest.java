package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import weir.testing.DatagramBuilder;

/** What is told of the samples of a datagram before they are read. */
class SamplesAheadTest {

    /** Compares what was told with what comes. */
    private static final class Comparing implements SampleListener {

        private final SamplesAhead[] ahead = new SamplesAhead[1];
        private int compared;

        @Override
        public void onAhead(SamplesAhead samples) {
            ahead[0] = samples;
        }

        @Override
        public void onFlow(DatagramHeader header, FlowSample sample) {
            compare(sample, false);
        }

        @Override
        public void onCounters(DatagramHeader header, CounterSample sample) {
            compare(sample, true);
        }

        private void compare(Sample sample, boolean counters) {
            if (sample.number() >= SamplesAhead.MOST) {
                return;
            }
            assertThat(sample.number()).isLessThan(ahead[0].count());
            assertThat(ahead[0].sourceClass(sample.number())).isEqualTo(sample.sourceClass());
            assertThat(ahead[0].sourceIndex(sample.number())).isEqualTo(sample.sourceIndex());
            assertThat(ahead[0].isCounters(sample.number())).isEqualTo(counters);
            compared++;
        }
    }

    private final Comparing listener = new Comparing();
    private final DatagramDecoder decoder = new DatagramDecoder(StructureTable.standard(), new DecodeCounts());

    private static DatagramBuilder mixed() {
        return new DatagramBuilder()
                .flow(sample -> sample.source(0, 7).header(100, new byte[61]))
                .counters(sample -> sample.source(2, 1))
                .sample(9, 9, to -> to.u32(1))
                .discarded(sample -> sample.reason(1))
                .rtmetric("s", metrics -> metrics.gauge32("a", 1))
                .expandedFlow(sample -> sample.source(3, 0xFFFF_FFFFL).header(100, new byte[3]))
                .expandedCounters(sample -> sample.source(0, 1L << 31))
                .flow(sample -> sample.source(1, 0xFF_FFFF));
    }

    @Test
    void agreesWithTheSamplesThatFollow() {
        byte[] bytes = mixed().build();
        decoder.decode(bytes, 0, bytes.length, listener);
        assertThat(listener.compared).isEqualTo(5);
        assertThat(listener.ahead[0].count()).isEqualTo(8);
        assertThat(listener.ahead[0].sourceIndex(2)).isEqualTo(-1);
    }

    @Test
    void agreesWithWhatIsLeftOfADatagramCutAnywhere() {
        byte[] whole = mixed().build();
        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            decoder.decode(cut, 0, length, listener);
        }
        assertThat(listener.compared).isGreaterThan(whole.length);
    }

    @Test
    void isBounded() {
        var datagram = new DatagramBuilder();
        for (int i = 0; i < SamplesAhead.MOST + 10; i++) {
            int index = i;
            datagram.flow(sample -> sample.source(0, index));
        }
        byte[] bytes = datagram.build();
        decoder.decode(bytes, 0, bytes.length, listener);
        assertThat(listener.ahead[0].count()).isEqualTo(SamplesAhead.MOST);
        assertThat(listener.compared).isEqualTo(SamplesAhead.MOST);
    }
}
