package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.flow.ActiveFlow;
import weir.flow.AggMode;
import weir.flow.FlowTotals;

/** Flows of recorded networks. */
class MeterCaptureTest {

    private static final String FABRIC = "ecmp.pcap.gz";
    /** So long that nothing that was seen has gone by the end. */
    private static final String LONG = "600";

    private static List<String> keys(List<ActiveFlow> flows) {
        return flows.stream().map(flow -> flow.key().text()).toList();
    }

    @Test
    void findsThePairsOfTheRecordedFabric() {
        Metering metering = new Metering()
                .define("pair", Map.of("keys", "ipsource,ipdestination", "value", "bytes", "t", LONG))
                .define(
                        "five",
                        Map.of(
                                "keys",
                                "ipsource,ipdestination,ipprotocol,tcpsourceport,tcpdestinationport",
                                "value",
                                "bytes",
                                "t",
                                LONG))
                .define("ttl", Map.of("keys", "ipttl,agent", "value", "frames", "t", LONG))
                .define("all", Map.of("value", "frames", "filter", "direction=ingress", "t", LONG))
                .define("sizes", Map.of("keys", "ipsource", "value", "avg:bytes", "values", "avg:ipbytes", "t", LONG))
                .define(
                        "total",
                        Map.of(
                                "keys",
                                "ipsource,ipdestination",
                                "value",
                                "bytes",
                                "log",
                                "true",
                                "activeTimeout",
                                "3600"));
        metering.listening = false;
        metering.capture(FABRIC);
        List<ActiveFlow> pairs = metering.flows("pair");
        assertThat(keys(pairs))
                .containsExactlyInAnyOrder(
                        "10.4.1.2,10.4.2.2", "10.4.3.2,10.4.4.2", "10.4.2.2,10.4.1.2", "10.4.4.2,10.4.3.2");
        assertThat(keys(pairs).subList(0, 2)).containsExactlyInAnyOrder("10.4.1.2,10.4.2.2", "10.4.3.2,10.4.4.2");
        assertThat(pairs).allSatisfy(flow -> assertThat(flow.flowN()).isEqualTo(7));
        assertThat(metering.flows("five")).hasSize(60);
        Map<String, Set<String>> agents = new HashMap<>();
        metering.flows("ttl")
                .forEach(flow -> agents.computeIfAbsent(flow.key().fields().getFirst(), none -> new TreeSet<>())
                        .add(flow.key().fields().get(1)));
        assertThat(agents.get("64")).containsExactly("192.168.0.11", "192.168.0.12");
        assertThat(agents.get("63")).containsExactly("192.168.0.13", "192.168.0.14");
        assertThat(agents.get("62")).containsExactly("192.168.0.11", "192.168.0.12");
        assertThat(agents).containsOnlyKeys("64", "63", "62");
        assertThat(metering.flows("all", AggMode.SUM)).hasSize(1);
        Map<String, ActiveFlow> sizes = metering.flows("sizes").stream()
                .collect(Collectors.toMap(flow -> flow.key().text(), flow -> flow));
        assertThat(sizes.get("10.4.2.2").value()).isCloseTo(70, within(0.5));
        assertThat(sizes.get("10.4.2.2").values().getFirst()).isCloseTo(52, within(0.5));
        assertThat(sizes.get("10.4.1.2").value()).isCloseTo(1518, within(1.0));
        metering.end();
        Map<String, Double> totals = metering.records.stream()
                .collect(Collectors.groupingBy(
                        record -> record.key().text(), Collectors.summingDouble(FlowTotals::value)));
        assertThat(totals)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "10.4.1.2,10.4.2.2", 784835960000.0,
                        "10.4.3.2,10.4.4.2", 748190840000.0,
                        "10.4.2.2,10.4.1.2", 1684520000.0,
                        "10.4.4.2,10.4.3.2", 1515600000.0));
    }

    @Test
    void listsTheKeysOfTheRecordedFabric() {
        Metering metering = new Metering();
        metering.capture(FABRIC);
        assertThat(metering.meter.seenKeys().keySet())
                .containsExactly(("agent bytes direction ds eth_offset ethernetprotocol frames inputifindex ip_offset"
                                + " ipbytes ipdestination ipdscp ipdscpname ipecn ipflags ipfragoffset ipid"
                                + " ipoptionslength ipprotocol ipsource iptos ipttl isbroadcast ismulticast isunicast"
                                + " macdestination macsource outputifindex samplingrate stack stripped tcp_offset"
                                + " tcpackno tcpdestinationport tcpflags tcpoffset tcpoptbytes tcpopts tcppayloadbytes"
                                + " tcpseqno tcpsourceport tcpwindow")
                        .split(" "));
    }

    @Test
    void measuresWhatAnApplicationGaveToItsAgent() {
        Metering metering = new Metering().define("requests", Map.of("keys", "ds", "value", "requests", "log", "true"));
        metering.listening = false;
        metering.capture("testbed-app.pcap").end();
        Map<String, Double> totals = metering.records.stream()
                .collect(Collectors.groupingBy(
                        record -> record.key().text(), Collectors.summingDouble(FlowTotals::value)));
        // 342 sampled operations, 1 in 1, and 68 custom flows, 1 in 10.
        assertThat(totals).isEqualTo(Map.of("3.150000", 342.0, "probe1", 680.0));
        assertThat(metering.meter.seenKeys()).containsKeys("requests", "appoperation", "appstatus", "ds", "label");
    }
}
