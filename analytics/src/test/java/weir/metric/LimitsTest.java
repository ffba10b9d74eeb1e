package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.metric.Refusals.Refusal;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;

/** Bounds on what agents can fill, and what happens to text that is none. */
class LimitsTest {

    private final Observatory observatory =
            new Observatory(StructureTable.standard(), new MetricLimits(3, 2, 4, 5, 16, 3, 3));

    @Test
    void boundsAgents() {
        for (int i = 1; i <= 5; i++) {
            int number = i;
            observatory.datagram(new DatagramBuilder().agent("10.0.0." + i).flow(sample -> sample.source(0, number)));
        }
        assertThat(observatory.directory().agents()).hasSize(3);
        assertThat(observatory.refusals().get(Refusal.AGENTS)).isEqualTo(2);
        observatory.at(700).sweep();
        observatory.datagram(new DatagramBuilder().agent("10.0.0.9"));
        assertThat(observatory.findAgent("10.0.0.9")).isNotNull();
    }

    @Test
    void boundsSubAgentsAndDataSources() {
        for (int subAgent = 0; subAgent < 4; subAgent++) {
            DatagramBuilder datagram = new DatagramBuilder().subAgent(subAgent);
            for (int port = 0; port < 3; port++) {
                int index = 10 * subAgent + port;
                datagram.flow(sample -> sample.source(0, index));
            }
            observatory.datagram(datagram);
        }
        assertThat(observatory.agent().dataSources()).hasSize(4);
        assertThat(observatory.refusals().get(Refusal.SUB_AGENTS)).isEqualTo(2);
        assertThat(observatory.refusals().get(Refusal.DATA_SOURCES)).isEqualTo(2);
        assertThat(observatory.status().datagrams().received()).isEqualTo(4);
    }

    @Test
    void boundsBlocksAndLists() {
        observatory.counters(sample -> {
            sample.source(0, 1);
            for (int queue = 0; queue < 5; queue++) {
                long index = queue;
                sample.record(0, 1003, to -> to.u32s(index, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            }
        });
        assertThat(observatory.row(0, 1).size()).isEqualTo(3);
        assertThat(observatory.refusals().get(Refusal.BLOCKS)).isEqualTo(2);
        observatory.counters(sample -> sample.source(0, 2)
                .record(4413, 2, to -> to.u32s(1, 2, 3, 4).list(1, 2, 3, 4, 5).list(1)));
        assertThat(Observatory.values(observatory.row(0, 2)))
                .containsKeys("bst_port_egress_queue_uc_2", "bst_port_egress_queue_mc_0")
                .doesNotContainKey("bst_port_egress_queue_uc_3");
        assertThat(observatory.refusals().get(Refusal.LIST_LENGTH)).isEqualTo(1);
    }

    @Test
    void boundsLayoutsThatNumbersOnTheWireAskFor() {
        Observatory wide = new Observatory();
        for (int i = 0; i < StructureSchemas.MAX_SCHEMAS + 10; i++) {
            long queue = i;
            long port = i / 100;
            wide.counters(sample ->
                    sample.source(0, port).record(0, 1003, to -> to.u32s(queue, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        }
        assertThat(wide.refusals().get(Refusal.BLOCKS)).isEqualTo(10);
    }

    @Test
    void cutsLongText() {
        observatory.counters(
                sample -> sample.source(0, 1).record(0, 1005, to -> to.string("interface-with-a-long-name")));
        assertThat(observatory.row(0, 1).text("ifname")).isEqualTo("interface-with-a");
        assertThat(observatory.refusals().get(Refusal.TEXT_LENGTH)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "6c65616631, leaf1",
        "6c656166310000, leaf1",
        "6c65006166, le\uFFFDaf",
        "610a62, a\uFFFDb",
        "611b5b306d, a\uFFFD[0m",
        "c3a47a, äz",
        "61ff62, a\uFFFDb",
        "c285, '\uFFFD'",
        "7f, '\uFFFD'",
        "6161616161616161616161616161c3a4, aaaaaaaaaaaaaaä",
        "616161616161616161616161616161c3a4, aaaaaaaaaaaaaaa",
    })
    void makesTextHarmless(String hex, String expected) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        assertThat(read(bytes)).isEqualTo(expected);
    }

    @Test
    void hasNoTextWhereNothingButZerosWasSent() {
        assertThat(read(new byte[0])).isNull();
        assertThat(read(new byte[8])).isNull();
    }

    @Test
    void cutsWhateverIsNoTextSomewhere() {
        byte[] continuations = new byte[40];
        Arrays.fill(continuations, (byte) 0x80);
        assertThat(read(continuations)).isEqualTo("\uFFFD".repeat(16));
        byte[] wide = "𝄞".repeat(10).getBytes(StandardCharsets.UTF_8);
        assertThat(read(wide)).isEqualTo("𝄞".repeat(4));
    }

    private static @Nullable String read(byte[] bytes) {
        return new WireText(16, new Refusals()).read(bytes, 0, bytes.length);
    }

    @Test
    void refusesABoundOfNothing() {
        assertThatThrownBy(() -> MetricLimits.DEFAULT.withAgents(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(MetricLimits.DEFAULT.withAgents(7).agents()).isEqualTo(7);
    }
}
