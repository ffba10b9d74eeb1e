package weir.bench;

import java.util.List;
import java.util.Map;
import weir.flow.key.FlowDefinition;
import weir.meter.FlowDefinitions;

/** The twenty definitions of the benchmark, in their order; a scenario uses the first of them. */
final class FlowDefinitionsOfBench {

    private record Row(String keys, String value, String filter) {}

    private static final List<Row> ROWS = List.of(
            new Row("ipsource,ipdestination", "bytes", ""),
            new Row("ipsource,ipdestination,tcpsourceport,tcpdestinationport", "bytes", ""),
            new Row("ipdestination,udpsourceport", "frames", "ipprotocol=17"),
            new Row("macsource,macdestination", "bytes", ""),
            new Row("ip6source,ip6destination", "bytes", ""),
            new Row("ipsource", "frames", ""),
            new Row("ipdestination", "bytes", ""),
            new Row("ipprotocol", "frames", ""),
            new Row("vlan", "bytes", ""),
            new Row("ethernetprotocol", "bytes", ""),
            new Row("stack", "bytes", ""),
            new Row("tcpdestinationport", "bytes", ""),
            new Row("udpdestinationport", "frames", ""),
            new Row("ipsource,tcpflags", "frames", "tcpflags~.......1."),
            new Row("inputifindex,outputifindex", "bytes", ""),
            new Row("ipttl", "frames", ""),
            new Row("vxlanvni,ipsource.1,ipdestination.1", "bytes", ""),
            new Row("macsource", "count:ipsource", ""),
            new Row("mask:ipsource:24,mask:ipdestination:24", "bytes", ""),
            new Row("icmptype,ipdestination", "frames", ""));

    private FlowDefinitionsOfBench() {}

    /** The first of them, each with the 20 largest flows and a smoothing time of 2 s. */
    static FlowDefinitions first(int count) {
        FlowDefinitions definitions = FlowDefinitions.NONE;
        for (int i = 0; i < count; i++) {
            Row row = ROWS.get(i);
            definitions = definitions.with(FlowDefinition.of(
                    String.format("flow%02d", i + 1),
                    Map.of("keys", row.keys, "value", row.value, "filter", row.filter, "n", 20, "t", 2)));
        }
        return definitions;
    }
}
