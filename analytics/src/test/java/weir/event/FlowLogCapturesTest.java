package weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.meter.MeterLimits;
import weir.testing.SharedData;

/** What the flow log adds up to over recordings, beside what the traffic sources themselves reported. */
class FlowLogCapturesTest { // CLM-05

    /** Sums of records: bytes and packets. */
    private static final class Sum {
        private double bytes;
        private double packets;
    }

    private static Map<String, Sum> sums(List<FlowRecord> records) {
        Map<String, Sum> sums = new HashMap<>();
        for (FlowRecord record : records) {
            String place = record.source().agent().orElseThrow() + " "
                    + record.source().dataSource().orElseThrow();
            Sum sum = sums.computeIfAbsent(
                    record.name() + " " + record.totals().key().text() + " " + place, key -> new Sum());
            sum.bytes += record.totals().value();
            sum.packets += record.totals().values().getFirst();
        }
        return sums;
    }

    private static WatchedShard shard() {
        return new WatchedShard(MeterLimits.UNBOUNDED);
    }

    private static void logged(WatchedShard shard, String name, String keys, String filter) {
        shard.flow(
                name,
                "keys",
                keys,
                "value",
                "bytes",
                "values",
                "frames",
                "filter",
                filter,
                "log",
                true,
                "activeTimeout",
                10);
    }

    @Test
    void pairsOfTheRecordedFabricAddUpToItsSamples() { // RTM: golden facts of ecmp.pcap
        WatchedShard shard = shard();
        logged(shard, "pair", "ipsource,ipdestination", "");
        shard.capture(SharedData.path("ecmp.pcap.gz")).end();
        Map<String, Double> bytes = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        sums(shard.records).forEach((key, sum) -> {
            String pair = key.split(" ")[1];
            bytes.merge(pair, sum.bytes, Double::sum);
            places.merge(pair, 1, Integer::sum);
        });
        assertThat(bytes)
                .isEqualTo(Map.of(
                        "10.4.1.2,10.4.2.2", 784_835_960_000.0,
                        "10.4.3.2,10.4.4.2", 748_190_840_000.0,
                        "10.4.2.2,10.4.1.2", 1_684_520_000.0,
                        "10.4.4.2,10.4.3.2", 1_515_600_000.0));
        assertThat(places.values()).containsOnly(7);
        assertThat(shard.records.size()).as("records of ten seconds each").isGreaterThan(4 * 7 * 10);
        for (FlowRecord record : shard.records) {
            assertThat(record.totals().end() - record.totals().start()).isBetween(0L, 10_000L);
        }
    }

    @Test
    void evictionLosesNothingFromTheLog() {
        WatchedShard shard = new WatchedShard(new MeterLimits(1, Long.MAX_VALUE));
        logged(shard, "five", "ipsource,ipdestination,tcpsourceport,tcpdestinationport,tcpseqno", "");
        shard.capture(SharedData.path("ecmp.pcap.gz")).end();
        double bytes = shard.records.stream()
                .mapToDouble(record -> record.totals().value())
                .sum();
        assertThat(bytes).isEqualTo(784_835_960_000.0 + 748_190_840_000.0 + 1_684_520_000.0 + 1_515_600_000.0);
        assertThat(shard.records.size()).isGreaterThan(50_000);
    }

    @Test
    void everyFlowOfTheLeafSpineTestbedIsWithinItsSamplingError() throws IOException {
        WatchedShard shard = shard();
        String ports = "or:tcpsourceport:udpsourceport,or:tcpdestinationport:udpdestinationport";
        logged(shard, "v4", "ipsource,ipdestination," + ports, "");
        logged(shard, "v6", "ip6source,ip6destination," + ports, "");
        shard.capture(SharedData.path("testbed-leafspine.pcap")).end();
        Map<String, Sum> sums = sums(shard.records);
        int checked = 0;
        for (JsonNode flow : truth("testbed-leafspine.truth.json")) {
            boolean v6 = flow.get("src").asString().contains(":");
            Map<String, List<Sum>> points = new HashMap<>();
            for (JsonNode reference : flow.get("reference_estimate")) {
                Sum all = new Sum();
                for (JsonNode port : flow.get("src_ports")) {
                    String key = (v6 ? "v6 " : "v4 ") + flow.get("src").asString() + ","
                            + flow.get("dst").asString() + "," + port.asInt() + ","
                            + flow.get("dst_port").asInt();
                    Sum sum = sums.getOrDefault(key + " " + place(reference), new Sum());
                    all.bytes += sum.bytes;
                    all.packets += sum.packets;
                }
                assertThat(all.bytes)
                        .as("%s at %s", flow.get("id"), place(reference))
                        .isCloseTo(reference.get("estimated_bytes").asDouble(), within(1e-6 * all.bytes));
                points.computeIfAbsent(point(flow, reference), name -> new ArrayList<>())
                        .add(all);
            }
            double truth = wireBytes(flow, v6 ? 90 : 70, v6 ? 66 : 46);
            for (Map.Entry<String, List<Sum>> point : points.entrySet()) {
                check(flow, point.getKey(), point.getValue(), samples(flow, point.getKey()), truth);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(41);
    }

    /** Flow F4 is spread over both spines: what enters or leaves by either counts together. */
    private static String point(JsonNode flow, JsonNode reference) {
        String place = place(reference);
        if (!flow.get("id").asString().equals("F4")) {
            return place;
        }
        return switch (reference.get("datasource").asInt()) {
            case 303, 304 -> "leaf1 uplinks";
            case 403, 404 -> "leaf2 uplinks";
            case 102, 202 -> "spines";
            default -> place;
        };
    }

    private static double samples(JsonNode flow, String point) {
        return flow.get("reference_estimate")
                .valueStream()
                .filter(reference -> point(flow, reference).equals(point))
                .mapToInt(reference -> reference.get("samples").asInt())
                .sum();
    }

    /** Bytes on the wire: headers for each packet, and for TCP what was sent again. */
    private static double wireBytes(JsonNode flow, int tcpHeaders, int udpHeaders) {
        double payload = flow.get("app_bytes_sent").asDouble();
        if (flow.get("protocol").asString().equals("UDP")) {
            return payload + flow.get("datagrams_sent").asDouble() * udpHeaders;
        }
        double segment = flow.get("tcp_mss").asDouble();
        return (payload / segment + flow.get("retransmits").asDouble()) * (segment + tcpHeaders);
    }

    private static void check(JsonNode flow, String point, List<Sum> sums, double samples, double truth) {
        double estimate = sums.stream().mapToDouble(sum -> sum.bytes).sum();
        assertThat(estimate / truth)
                .as("%s at %s, %s samples", flow.get("id"), point, samples)
                .isCloseTo(1, within(3 * Math.sqrt(1 / samples)));
    }

    /** How a flow of the tunnel testbed is named and what its packets carry besides the payload, with checksum. */
    private record Tunnel(String keys, String filter, String suffix, int headers) {}

    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;
    private static final int IPV6 = 40;
    private static final int UDP = 8;
    private static final int TCP = 32;
    private static final int VXLAN = 8;
    private static final int CHECKSUM = 4;

    private static final Map<String, Tunnel> TUNNELS = Map.of(
            "TV1",
            new Tunnel(
                    "ipsource.1,ipdestination.1,tcpsourceport,tcpdestinationport,vxlanvni",
                    "",
                    "5001",
                    2 * ETHERNET + 2 * IPV4 + UDP + VXLAN + TCP + CHECKSUM),
            "TV2",
            new Tunnel(
                    "ipsource.1,ipdestination.1,tcpsourceport,tcpdestinationport,greprotocoltype",
                    "suffix:stack:.:5=ip.gre.eth.ip.tcp",
                    "25944",
                    2 * ETHERNET + 2 * IPV4 + 8 + TCP + CHECKSUM),
            "TV3",
            new Tunnel(
                    "ipsource.1,ipdestination.1,udpsourceport.1,udpdestinationport.1,genevevni",
                    "",
                    "6001",
                    2 * ETHERNET + 2 * IPV4 + 2 * UDP + 8 + CHECKSUM),
            "TV4",
            new Tunnel(
                    "ipsource,ipdestination,tcpsourceport,tcpdestinationport,vlan",
                    "vlan.1=null",
                    "100",
                    ETHERNET + 4 + IPV4 + TCP + CHECKSUM),
            "TV5",
            new Tunnel(
                    "ipsource,ipdestination,tcpsourceport,tcpdestinationport,vlan,vlan.1",
                    "",
                    "300,200",
                    ETHERNET + 8 + IPV4 + TCP + CHECKSUM),
            "TV6",
            new Tunnel(
                    "ipsource,ipdestination,tcpsourceport,tcpdestinationport,mplslabels",
                    "",
                    "24001-16016",
                    ETHERNET + 8 + IPV4 + TCP + CHECKSUM),
            "TV7",
            new Tunnel(
                    "ip6source.1,ip6destination.1,tcpsourceport,tcpdestinationport,vxlanvni",
                    "",
                    "5006",
                    2 * ETHERNET + 2 * IPV6 + UDP + VXLAN + TCP + CHECKSUM),
            "TK1",
            new Tunnel(
                    "ipsource.1,ipdestination.1,tcpsourceport,tcpdestinationport,vxlanvni",
                    "",
                    "10010",
                    2 * ETHERNET + 2 * IPV4 + UDP + VXLAN + TCP + CHECKSUM),
            "TK2",
            new Tunnel(
                    "ipsource,ipdestination,tcpsourceport,tcpdestinationport,vxlanvni",
                    "first:stack:.:ip:ip6=ip6",
                    "10020",
                    2 * ETHERNET + IPV6 + IPV4 + UDP + VXLAN + TCP + CHECKSUM),
            "TK3",
            new Tunnel(
                    "ip6source,ip6destination,udpsourceport.1,udpdestinationport.1,vxlanvni",
                    "first:stack:.:ip:ip6=ip",
                    "10010",
                    2 * ETHERNET + IPV4 + IPV6 + 2 * UDP + VXLAN + CHECKSUM));

    @Test
    void everyFlowInATunnelIsFoundByItsInnerAddressesWithinItsSamplingError() throws IOException {
        WatchedShard shard = shard();
        TUNNELS.forEach((id, tunnel) -> logged(shard, id, tunnel.keys, tunnel.filter));
        shard.capture(SharedData.path("testbed-tunnels.pcap")).end();
        Map<String, Sum> sums = sums(shard.records);
        int checked = 0;
        for (JsonNode flow : truth("testbed-tunnels.truth.json")) {
            String id = flow.get("id").asString();
            Tunnel tunnel = TUNNELS.get(id);
            String key = id + " " + flow.get("src").asString() + ","
                    + flow.get("dst").asString() + ","
                    + flow.get("src_ports").get(0).asInt() + ","
                    + flow.get("dst_port").asInt() + "," + tunnel.suffix;
            for (JsonNode reference : flow.get("reference_estimate")) {
                Sum sum = sums.getOrDefault(key + " " + place(reference), new Sum());
                assertThat(sum.bytes)
                        .as("%s at %s", key, place(reference))
                        .isCloseTo(reference.get("estimated_bytes").asDouble(), within(1e-6 * sum.bytes));
                double frame = sum.bytes / sum.packets;
                double packets = flow.get("protocol").asString().equals("UDP")
                        ? flow.get("datagrams_sent").asDouble()
                        : flow.get("app_bytes_sent").asDouble() / (frame - tunnel.headers)
                                + flow.get("retransmits").asDouble();
                check(
                        flow,
                        place(reference),
                        List.of(sum),
                        reference.get("samples").asInt(),
                        packets * frame);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(26);
    }

    private static String place(JsonNode reference) {
        String agent = reference.get("agent").asString();
        return (agent.startsWith("fd") ? "fd00:ff::104" : agent) + " "
                + reference.get("datasource").asInt();
    }

    private static List<JsonNode> truth(String name) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(SharedData.path(name)))
                .get("flows")
                .valueStream()
                .toList();
    }
}
