package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import weir.sflow.DecodeCounts.Decoded;
import weir.testing.DatagramBuilder;
import weir.testing.XdrWriter;

class DatagramDecoderTest {

    @Test
    void readsTheHeadOfADatagram() {
        byte[] bytes = new DatagramBuilder()
                .agent("10.0.0.90")
                .subAgent(100_000)
                .sequence(0xFFFF_FFFFL)
                .uptime(0xFFFF_FFFEL)
                .build();
        DecodeCounts counts = new DecodeCounts();
        boolean readable = new DatagramDecoder(StructureTable.standard(), counts)
                .decode(bytes, 0, bytes.length, new SampleListener() {
                    @Override
                    public void onDatagram(DatagramHeader header) {
                        assertThat(header.agent()).hasToString("10.0.0.90");
                        assertThat(header.agentV6()).isFalse();
                        assertThat(header.agentLow()).isEqualTo(0x0A00_005AL);
                        assertThat(header.subAgent()).isEqualTo(100_000);
                        assertThat(header.sequence()).isEqualTo(0xFFFF_FFFFL);
                        assertThat(header.uptime()).isEqualTo(0xFFFF_FFFEL);
                        assertThat(header.sampleCount()).isZero();
                    }
                });
        assertThat(readable).isTrue();
        assertThat(counts.decoded(Decoded.DATAGRAMS)).isEqualTo(1);
    }

    @Test
    void readsDatagramsOfAgentsWithIpv6AddressesToTheEnd() {
        Recording r = Recording.of(new DatagramBuilder()
                .agent("fd00:ff::104")
                .expandedFlow(s -> s.record(0, 1029, x -> x.u32(7)))
                .build());
        assertThat(r.agent).isEqualTo("fd00:ff::104");
        assertThat(r.flows.getFirst().common().records().getFirst().number("vni"))
                .isEqualTo(7);
    }

    @Test
    void showsCompactAndExpandedFlowSamplesAlike() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.sequence(9)
                        .source(2, 1001)
                        .rate(64)
                        .pool(640)
                        .drops(3)
                        .input(5)
                        .output(6))
                .expandedFlow(s -> s.sequence(9)
                        .source(2, 1001)
                        .rate(64)
                        .pool(640)
                        .drops(3)
                        .input(5)
                        .output(6))
                .build());
        Recording.Flow compact = r.flows.get(0);
        Recording.Flow expanded = r.flows.get(1);
        assertThat(compact.common().format()).isEqualTo("0:1");
        assertThat(expanded.common().format()).isEqualTo("0:3");
        for (Recording.Flow flow : r.flows) {
            assertThat(flow.common().sequence()).isEqualTo(9);
            assertThat(flow.common().source()).isEqualTo("2:1001");
            assertThat(flow.rate()).isEqualTo(64);
            assertThat(flow.pool()).isEqualTo(640);
            assertThat(flow.drops()).isEqualTo(3);
            assertThat(flow.input()).isEqualTo(5);
            assertThat(flow.output()).isEqualTo(6);
        }
    }

    @Test
    void tellsWhatInputAndOutputMean() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.input(0x3FFF_FFFF).output(2, 7))
                .flow(s -> s.input(0).output(1, 258))
                .expandedFlow(s -> s.input(0xFFFF_FFFFL).output(2, 0))
                .expandedFlow(s -> s.input(0x3FFF_FFFF).output(1, 0xFFFF_FFFFL))
                .build());
        assertThat(r.flows)
                .extracting(
                        Recording.Flow::inFormat,
                        Recording.Flow::input,
                        Recording.Flow::outFormat,
                        Recording.Flow::output)
                .containsExactly(
                        tuple(Interface.IF_INDEX, Interface.INTERNAL, Interface.MULTIPLE, 7L),
                        tuple(Interface.IF_INDEX, 0L, Interface.DISCARDED, 258L),
                        tuple(Interface.IF_INDEX, Interface.INTERNAL, Interface.MULTIPLE, 0L),
                        tuple(Interface.IF_INDEX, Interface.INTERNAL, Interface.DISCARDED, 0xFFFF_FFFFL));
    }

    @Test
    void showsCompactAndExpandedCounterSamplesAlike() {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.sequence(4).source(3, 100_001).record(0, 1005, x -> x.string("eth0")))
                .expandedCounters(s -> s.sequence(4).source(3, 100_001).record(0, 1005, x -> x.string("eth0")))
                .build());
        assertThat(r.counters).hasSize(2).allSatisfy(sample -> {
            assertThat(sample.sequence()).isEqualTo(4);
            assertThat(sample.source()).isEqualTo("3:100001");
            assertThat(sample.records().getFirst().text("name")).isEqualTo("eth0");
        });
    }

    @Test
    void readsADropNoticeWithItsRecords() {
        Recording r = Recording.of(new DatagramBuilder()
                .discarded(s -> s.sequence(8)
                        .source(0, 3)
                        .drops(2)
                        .input(4)
                        .output(0)
                        .reason(0xFFFF_FFF0L)
                        .header(64, new byte[60])
                        .record(0, 1041, x -> x.string("l2_drops").string("blackhole_route")))
                .build());
        Recording.Discard discard = r.discards.getFirst();
        assertThat(discard.common().source()).isEqualTo("0:3");
        assertThat(discard.common().formats()).containsExactly("0:1", "0:1041");
        assertThat(discard.drops()).isEqualTo(2);
        assertThat(discard.input()).isEqualTo(4);
        assertThat(discard.output()).isZero();
        assertThat(discard.reason()).isEqualTo(0xFFFF_FFF0L);
        assertThat(r.counts.decoded(Decoded.NOTIFICATION_SAMPLES)).isEqualTo(1);
    }

    @Test
    void readsCustomMetricsOfAllTypes() {
        Recording r = Recording.of(new DatagramBuilder()
                .rtmetric(
                        "sensors",
                        m -> m.string("state", "ok")
                                .counter32("c32", 0xFFFF_FFFFL)
                                .counter64("c64", -1)
                                .gauge32("g32", 7)
                                .gauge64("g64", 8)
                                .gaugeFloat("tempC", 48.5)
                                .gaugeDouble("exact", 0.1))
                .build());
        Recording.Custom custom = r.metrics.getFirst();
        assertThat(custom.source()).isEqualTo("sensors");
        assertThat(custom.rate()).isEqualTo(1);
        assertThat(custom.entries())
                .extracting(Recording.Entry::name)
                .containsExactly("state", "c32", "c64", "g32", "g64", "tempC", "exact");
        assertThat(custom.entries().get(0).bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("ok");
        assertThat(custom.entries().get(1).value()).isEqualTo(0xFFFF_FFFFL);
        assertThat(custom.entries().get(2).value()).isEqualTo(-1);
        assertThat(Double.longBitsToDouble(custom.entries().get(5).value())).isEqualTo(48.5);
        assertThat(Double.longBitsToDouble(custom.entries().get(6).value())).isEqualTo(0.1);
    }

    @Test
    void readsCustomFlowsOfAllTypes() {
        Recording r = Recording.of(new DatagramBuilder()
                .rtflow(
                        "probe1",
                        10,
                        3,
                        f -> f.string("label", "L5")
                                .entry("srcmac", 1, w -> w.mac("020000000005"))
                                .entry("ip", 2, w -> w.ip("10.9.8.5"))
                                .entry("ip6", 3, w -> w.ip("fd00::5"))
                                .entry("i32", 4, w -> w.u32(0xFFFF_FFFBL))
                                .entry("i64", 5, w -> w.u64(25_000_000_000L))
                                .entry("f", 6, w -> w.f32(2.5))
                                .entry("d", 7, w -> w.f64(0.1)))
                .build());
        Recording.Custom custom = r.customFlows.getFirst();
        assertThat(custom.rate()).isEqualTo(10);
        assertThat(custom.pool()).isEqualTo(3);
        assertThat(custom.entries()).hasSize(8);
        assertThat(custom.entries().get(1).bytes()).isEqualTo(new byte[] {2, 0, 0, 0, 0, 5});
        assertThat(custom.entries().get(2).bytes()).isEqualTo(new byte[] {10, 9, 8, 5});
        assertThat(custom.entries().get(3).bytes())
                .isEqualTo(new XdrWriter().ip("fd00::5").bytes());
        assertThat(custom.entries().get(4).value()).isEqualTo(0xFFFF_FFFBL);
        assertThat(Double.longBitsToDouble(custom.entries().get(6).value())).isEqualTo(2.5);
    }

    @Test
    void keepsTheEntriesBeforeAnUnknownTypeInACustomSample() {
        Recording r = Recording.of(new DatagramBuilder()
                .rtmetric(
                        "s",
                        m -> m.gauge32("a", 1).entry("b", 99, w -> w.u32(1)).gauge32("c", 2))
                .counters(s -> s.sequence(2))
                .build());
        assertThat(r.metrics.getFirst().entries())
                .extracting(Recording.Entry::name)
                .containsExactly("a");
        assertThat(r.errors()).containsOnlyKeys("customType");
        assertThat(r.counters).hasSize(1);
    }

    @Test
    void callsInTheOrderOfTheWire() {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.sequence(1))
                .flow(s -> s.sequence(1))
                .rtmetric("s", m -> m.gauge32("a", 1))
                .sample(9, 9, w -> w.u32(1))
                .discarded(s -> s.reason(1))
                .rtflow("p", 1, 0, f -> f.string("a", "b"))
                .build());
        assertThat(r.calls)
                .containsExactly(
                        "datagram", "counters", "flow", "metrics", "unknown 9:9", "discard", "customFlow", "end");
    }
}
