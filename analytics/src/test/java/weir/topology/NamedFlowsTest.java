package weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.key.FlowDefinition;
import weir.lookup.HostFacts;
import weir.lookup.Label;
import weir.lookup.Lookups;
import weir.meter.FlowDefinitions;
import weir.meter.FlowUpdate;
import weir.meter.Meter;
import weir.meter.MeterInputs;
import weir.meter.MeterLimits;
import weir.meter.MeterListener;
import weir.metric.Observatory;
import weir.metric.TelemetryListeners;
import weir.sflow.StructureTable;

/** Flows whose keys are names: of nodes, ports and links of the recorded fabric, and of hosts of the test network. */
class NamedFlowsTest {

    private static final FlowKeyTable KEYS = FlowKeyTable.standard(StructureTable.standard());

    /** The fabric's links; names are found among those that its agents send. */
    static TopologyIndex fabric() {
        String[][] ends = {
            {"leaf1", "swp1s0", "spine1", "swp49"}, {"leaf1", "swp1s1", "spine1", "swp50"},
            {"leaf1", "swp1s2", "spine2", "swp51"}, {"leaf1", "swp1s3", "spine2", "swp52"},
            {"leaf2", "swp1s0", "spine2", "swp49"}, {"leaf2", "swp1s1", "spine2", "swp50"},
            {"leaf2", "swp1s2", "spine1", "swp51"}, {"leaf2", "swp1s3", "spine1", "swp52"},
        };
        Map<String, Object> links = new TreeMap<>();
        for (int i = 0; i < ends.length; i++) {
            String[] end = ends[i];
            links.put("L" + (i + 1), Map.of("node1", end[0], "port1", end[1], "node2", end[2], "port2", end[3]));
        }
        return new TopologyIndex(TopologyReader.read(Map.of("links", links)));
    }

    /** Keys of a definition over a capture, each with the number of samples. */
    private static SortedMap<String, Integer> keys(String capture, TopologyIndex topology, Map<String, String> flow) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        ShardPlaces places = new ShardPlaces();
        places.use(topology);
        LocalHosts hosts = new LocalHosts();
        NewestHosts newest = new NewestHosts(hosts);
        Lookups lookups = Lookups.NONE.withPorts(places).withHosts(newest);
        FlowDefinitions definitions = FlowDefinitions.NONE.with(FlowDefinition.of("named", flow));
        MeterListener listener = new MeterListener() {
            @Override
            public void onFlow(FlowUpdate update) {
                counts.merge(update.flow().key().text(), 1, Integer::sum);
            }
        };
        Meter meter = new Meter(
                new MeterInputs(() -> definitions, () -> lookups, () -> places), KEYS, MeterLimits.UNBOUNDED, listener);
        meter.refresh();
        new Observatory(new TelemetryListeners(places, hosts, meter)).capture(capture);
        return counts;
    }

    /** All that was said so far, at once. */
    private static final class NewestHosts implements HostFacts {
        private final LocalHosts hosts;
        private HostTable table = HostTable.EMPTY;

        NewestHosts(LocalHosts hosts) {
            this.hosts = hosts;
        }

        private HostTable table() {
            hosts.changes().ifPresent(changed -> table = HostTable.of(List.of(changed)));
            return table;
        }

        @Override
        public @Nullable Label byMac(long mac, String metric) {
            return table().byMac(mac, metric);
        }

        @Override
        public @Nullable Label byAddress(boolean v6, long high, long low, String metric) {
            return table().byAddress(v6, high, low, metric);
        }
    }

    @Test
    void nodesShowThePathOfAFlow() {
        SortedMap<String, Integer> keys = keys(
                "ecmp.pcap.gz",
                fabric(),
                Map.of("keys", "node:inputifindex,ipsource,ipdestination,ipttl", "value", "bytes"));
        assertThat(keys.keySet())
                .containsExactlyInAnyOrder(
                        "leaf1,10.4.1.2,10.4.2.2,64",
                        "spine1,10.4.1.2,10.4.2.2,63",
                        "spine2,10.4.1.2,10.4.2.2,63",
                        "leaf2,10.4.1.2,10.4.2.2,62",
                        "leaf1,10.4.3.2,10.4.4.2,64",
                        "spine1,10.4.3.2,10.4.4.2,63",
                        "spine2,10.4.3.2,10.4.4.2,63",
                        "leaf2,10.4.3.2,10.4.4.2,62",
                        "leaf2,10.4.2.2,10.4.1.2,64",
                        "spine1,10.4.2.2,10.4.1.2,63",
                        "spine2,10.4.2.2,10.4.1.2,63",
                        "leaf1,10.4.2.2,10.4.1.2,62",
                        "leaf2,10.4.4.2,10.4.3.2,64",
                        "spine1,10.4.4.2,10.4.3.2,63",
                        "spine2,10.4.4.2,10.4.3.2,63",
                        "leaf1,10.4.4.2,10.4.3.2,62");
        assertThat(keys.values().stream().mapToInt(Integer::intValue).sum())
                .as("samples of the four pairs, less those of agents that had not told their names")
                .isBetween(52_000, 52_785);
    }

    @Test
    void linksAreThoseThatThePacketsCrossed() {
        SortedMap<String, Integer> keys = keys(
                "ecmp.pcap.gz",
                fabric(),
                Map.of(
                        "keys",
                        "link:inputifindex,node:inputifindex,ifname:inputifindex",
                        "value",
                        "bytes",
                        "filter",
                        "ipsource=10.4.1.2,10.4.3.2"));
        // Samples entering each end, as counted in the description of the capture: both directions there, one here.
        assertThat(keys.keySet())
                .containsExactlyInAnyOrder(
                        "L2,spine1,swp50",
                        "L3,spine2,swp51",
                        "L4,spine2,swp52",
                        "L6,leaf2,swp1s1",
                        "L7,leaf2,swp1s2",
                        "L8,leaf2,swp1s3");
    }

    @Test
    void packetsCountOnceWhereTheyEnter() {
        SortedMap<String, Integer> keys = keys(
                "ecmp.pcap.gz",
                fabric(),
                Map.of(
                        "keys", "node:inputifindex,ifname:inputifindex,ipsource,ipdestination",
                        "value", "bytes",
                        "filter", "direction=ingress&link:inputifindex=null"));
        assertThat(keys.keySet())
                .containsExactlyInAnyOrder(
                        "leaf1,swp32s0,10.4.1.2,10.4.2.2",
                        "leaf1,swp32s1,10.4.3.2,10.4.4.2",
                        "leaf2,swp32s0,10.4.2.2,10.4.1.2",
                        "leaf2,swp32s1,10.4.4.2,10.4.3.2");
    }

    @Test
    void networkTableHoldsWhatEntersAtTheEdge() {
        SortedMap<String, Integer> network = keys(
                "ecmp.pcap.gz",
                fabric(),
                Map.of("keys", "ipsource,ipdestination", "value", "bytes", "aggMode", "EDGE"));
        SortedMap<String, Integer> entering = keys(
                "ecmp.pcap.gz",
                fabric(),
                Map.of(
                        "keys", "ipsource,ipdestination",
                        "value", "bytes",
                        "filter", "node:inputifindex!=null&link:inputifindex=null"));
        assertThat(network).hasSize(4).isEqualTo(entering);
        assertThat(network.get("10.4.1.2,10.4.2.2"))
                .as("a third of the samples of three places on the path")
                .isBetween(8_500, 8_700);
        assertThat(keys(
                        "ecmp.pcap.gz",
                        TopologyIndex.NONE,
                        Map.of("keys", "ipsource", "value", "bytes", "aggMode", "EDGE")))
                .isEmpty();
    }

    @Test
    void interfaceNamesNeedNoTopology() {
        SortedMap<String, Integer> keys = keys(
                "ecmp.pcap.gz",
                TopologyIndex.NONE,
                Map.of("keys", "agent,inputifindex,ifname:inputifindex,null:[node:inputifindex]:-", "value", "bytes"));
        assertThat(keys.keySet()).contains("192.168.0.11,37,swp32s0,-").hasSizeLessThan(17);
    }

    @Test
    void hostsAreNamedByTheirAdapters() {
        SortedMap<String, Integer> keys = keys(
                "ecmp.pcap.gz",
                TopologyIndex.NONE,
                Map.of("keys", "macsource,host:macsource,host:macsource:os_name", "value", "bytes"));
        assertThat(keys.keySet())
                .as("the two switches whose adapter lists have an address that forwards")
                .containsExactlyInAnyOrder("6C641A001A80,leaf1,linux", "6C641A0017FB,leaf2,linux");
        assertThat(keys.get("6C641A001A80,leaf1,linux")).isBetween(16_000, 16_809);
        assertThat(keys.get("6C641A0017FB,leaf2,linux")).isBetween(600, 746);
    }

    @Test
    void hostOfAnAgentIsFoundByItsAddress() {
        SortedMap<String, Integer> keys = keys(
                "testbed-leafspine.pcap", TopologyIndex.NONE, Map.of("keys", "agent,host:agent", "value", "bytes"));
        assertThat(keys.keySet())
                .containsExactlyInAnyOrder(
                        "10.255.0.1,spine1",
                        "10.255.0.2,spine2",
                        "10.255.0.11,leaf1",
                        "10.255.0.12,leaf2",
                        "10.255.0.101,host1",
                        "10.255.0.102,host2",
                        "10.255.0.103,host3",
                        "fd00:ff::104,host4");
    }
}
