package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import weir.metric.SentRecords.Port;
import weir.testing.DatagramBuilder;
import weir.testing.SampleBuilder;

/** Samples that are kept whole make the same metrics as those whose records are kept one by one. */
class SentRowTest {

    private final Observatory whole = new Observatory();
    private final Observatory parted = new Observatory();
    private final Port port = new Port();
    private long errors;

    private Consumer<SampleBuilder> both() {
        return sample -> {
            port.addTo(sample);
            ethernet(sample);
        };
    }

    private void ethernet(SampleBuilder sample) {
        sample.record(0, 2, to -> to.u32s(errors, 2 * errors, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, errors));
    }

    private void advance(long step) {
        port.inOctets += 100 * step;
        port.outOctets += 50 * step;
        port.inUnicast += step;
        errors += step;
    }

    private static Map<String, Object> port(Observatory observatory) {
        Map<String, Object> values = Observatory.values(observatory.row(0, 7));
        values.remove("ifname");
        return values;
    }

    @Test
    void haveTheSameMetricsAsRecordsKeptOneByOne() {
        for (int i = 0; i < 6; i++) {
            whole.at(10 * i).counters(both());
            parted.at(10 * i).counters(sample -> {
                both().accept(sample);
                sample.record(0, 1005, SentRecords.portName("swp7"));
            });
            assertThat(port(whole)).isEqualTo(port(parted));
            advance(i % 3 == 2 ? -3 : 10 + i);
        }
        assertThat(whole.row(0, 7)).isInstanceOf(SentRow.class);
        assertThat(parted.row(0, 7)).isNotInstanceOf(SentRow.class);
        assertThat(port(whole)).containsKeys("ifinoctets", "eth_fcserrors");
    }

    @Test
    void areComparedWithRecordsThatFollowInAnotherLayout() {
        whole.at(0).counters(both());
        advance(10);
        whole.at(10).counters(both());
        advance(20);
        whole.at(20).counters(port::addTo);
        assertThat(whole.row(0, 7).number("ifinoctets")).isEqualTo(200);
        assertThat(whole.row(0, 7).number("eth_fcserrors")).isEqualTo(2);
        advance(30);
        whole.at(30).counters(both());
        assertThat(whole.row(0, 7).number("ifinoctets")).isEqualTo(300);
        assertThat(whole.row(0, 7).number("eth_fcserrors")).isEqualTo(5);
    }

    @Test
    void areNotComparedAcrossTheStartOfACapture() {
        whole.at(0).counters(both());
        advance(10);
        whole.at(10).counters(both()).startPass();
        advance(10);
        whole.at(20).counters(both());
        assertThat(whole.row(0, 7).number("ifinoctets")).isNaN();
        advance(10);
        whole.at(30).counters(both());
        assertThat(whole.row(0, 7).number("ifinoctets")).isEqualTo(100);
    }

    @Test
    void areNotKeptWholeWhenTwoSubAgentsSendAboutOnePort() {
        for (int i = 0; i < 4; i++) {
            for (int subAgent = 0; subAgent < 2; subAgent++) {
                int number = i;
                whole.at(10 * i + subAgent)
                        .datagram(new DatagramBuilder()
                                .subAgent(subAgent)
                                .sequence(1 + i)
                                .uptime(10_000L * i)
                                .counters(sample -> both().accept(sample.sequence(1 + number))));
            }
            assertThat(whole.row(0, 7).size()).isEqualTo(2);
            advance(10);
        }
        assertThat(whole.row(0, 7).number("ifinoctets")).isEqualTo(100);
        assertThat(whole.row(0, 7)).isNotInstanceOf(SentRow.class);
    }

    @Test
    void areNotKeptWholeWhenARecordIsFarLongerThanItsFields() {
        whole.at(0)
                .counters(sample -> sample.source(0, 7).record(0, 1, to -> {
                    port.write(to);
                    for (int i = 0; i < 1000; i++) {
                        to.u32(i);
                    }
                }));
        assertThat(whole.row(0, 7)).isNotInstanceOf(SentRow.class);
        assertThat(whole.row(0, 7).number("ifspeed")).isEqualTo(1e9);
    }

    @Test
    void areKeptWholeForABoundedNumberOfLayouts() {
        for (int i = 0; i < CounterSamples.MAX_LAYOUTS + 1; i++) {
            int words = i;
            whole.counters(sample -> sample.source(0, words).record(0, 1, to -> {
                port.write(to);
                for (int k = 0; k < words; k++) {
                    to.u32(k);
                }
            }));
        }
        assertThat(whole.row(0, CounterSamples.MAX_LAYOUTS - 1)).isInstanceOf(SentRow.class);
        assertThat(whole.row(0, CounterSamples.MAX_LAYOUTS)).isNotInstanceOf(SentRow.class);
        assertThat(whole.row(0, CounterSamples.MAX_LAYOUTS).number("ifspeed")).isEqualTo(1e9);
    }
}
