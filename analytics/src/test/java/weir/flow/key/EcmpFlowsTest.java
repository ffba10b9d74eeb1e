package weir.flow.key;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.flow.key.Evaluation.definition;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weir.flow.key.Measured.Count;

/** Flows of the recorded leaf-spine fabric, against sflowtool's decode and the totals that are known of it. */
class EcmpFlowsTest {

    private static final String CAPTURE = "ecmp.pcap.gz";
    private static final int RATE = 20_000;

    @Test
    void everyConnectionAtEveryPortHasTheSamplesAndBytesThatSflowtoolReads() throws IOException {
        Map<String, Count> expected = new TreeMap<>();
        GoldenFlows.each("ecmp", (agent, sample) -> {
            if (sample.get("sampleType_tag").asString().equals("0:1")) {
                String source = sample.get("sourceId").asString();
                String key = String.join(
                        ",",
                        agent,
                        source.substring(source.indexOf(':') + 1),
                        sample.get("inputPort").asString(),
                        sample.get("outputPort").asString(),
                        GoldenFlows.field(sample, "srcIP"),
                        GoldenFlows.field(sample, "dstIP"),
                        GoldenFlows.field(sample, "TCPSrcPort"),
                        GoldenFlows.field(sample, "TCPDstPort"),
                        GoldenFlows.field(sample, "IPTTL"));
                double bytes = Double.parseDouble(GoldenFlows.field(sample, "sampledPacketSize"));
                expected.merge(key, Count.of(bytes * RATE), Count::plus);
            }
        });
        assertThat(expected).hasSizeGreaterThan(150);
        assertThat(Measured.flows(
                        CAPTURE,
                        definition(
                                "value",
                                "bytes",
                                "keys",
                                "agent,ds,inputifindex,outputifindex,ipsource,ipdestination,tcpsourceport,"
                                        + "tcpdestinationport,ipttl")))
                .isEqualTo(expected);
    }

    @Test
    void pairsConnectionsHopsAndDirectionsAreThoseThatAreKnown() {
        List<Map<String, Count>> found = Measured.flows(
                CAPTURE,
                List.of(
                        definition("value", "bytes", "keys", "ipsource,ipdestination"),
                        definition(
                                "value",
                                "frames",
                                "keys",
                                "ipsource,ipdestination,ipprotocol,tcpsourceport,tcpdestinationport",
                                "filter",
                                "tcpsourceport=5001|tcpdestinationport=5001"),
                        definition("value", "frames", "keys", "agent,ipttl", "filter", "ipsource~10\\.4\\..*"),
                        definition("value", "frames", "keys", "null:direction"),
                        definition("value", "frames"),
                        definition("value", "frames", "filter", "ip6source!=1"),
                        definition("value", "frames", "keys", "bogus,ipsource")));
        assertThat(found.get(0))
                .containsAllEntriesOf(Map.of(
                        "10.4.1.2,10.4.2.2", new Count(25_853, 784_835_960_000.0),
                        "10.4.3.2,10.4.4.2", new Count(24_649, 748_190_840_000.0),
                        "10.4.2.2,10.4.1.2", new Count(1201, 1_684_520_000.0),
                        "10.4.4.2,10.4.3.2", new Count(1082, 1_515_600_000.0)));
        assertThat(found.get(1)).hasSize(60);
        // The first leaf sees packets before a router did, the spines behind one, the last leaf behind two.
        assertThat(found.get(2).keySet())
                .contains("192.168.0.11,64", "192.168.0.12,64")
                .allMatch(key -> key.matches("192\\.168\\.0\\.1[12],6[24]|192\\.168\\.0\\.1[34],63"));
        assertThat(found.get(3)).isEqualTo(Map.of("ingress", new Count(52_785, 52_785.0 * RATE)));
        assertThat(found.get(4)).isEqualTo(Map.of("", new Count(52_785, 52_785.0 * RATE)));
        assertThat(found.get(5)).isEqualTo(found.get(4));
        assertThat(found.get(6)).isEmpty();
    }

    @Test
    void fullSegmentsGoOneWayAndAcknowledgementsTheOther() {
        Map<String, Count> found =
                Measured.flows(CAPTURE, definition("value", "frames", "keys", "ipsource,ipdestination,bytes,ipbytes"));
        Map<String, Count> most = new TreeMap<>();
        found.forEach((key, count) -> {
            String pair = key.substring(0, key.indexOf(',', key.indexOf(',') + 1));
            most.merge(pair, count, (a, b) -> a.samples() > b.samples() ? a : b);
        });
        assertThat(found.get("10.4.1.2,10.4.2.2,1518,1500")).isEqualTo(most.get("10.4.1.2,10.4.2.2"));
        assertThat(found.get("10.4.3.2,10.4.4.2,1518,1500")).isEqualTo(most.get("10.4.3.2,10.4.4.2"));
        assertThat(found.get("10.4.2.2,10.4.1.2,70,52")).isEqualTo(most.get("10.4.2.2,10.4.1.2"));
        assertThat(found.get("10.4.4.2,10.4.3.2,70,52")).isEqualTo(most.get("10.4.4.2,10.4.3.2"));
    }
}
