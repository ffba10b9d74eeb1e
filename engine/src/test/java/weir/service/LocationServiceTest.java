package weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.enginetest.CaptureFile;
import weir.ingest.CaptureInput;
import weir.ingest.ReplaySpeed;
import weir.metric.query.Cell;
import weir.net.IpAddress;
import weir.service.NetworkService.AgentInterface;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** Where the hosts of the recorded leaf-spine network are, and what its interfaces are called. */
class LocationServiceTest {

    private static final Path DEMO = Path.of("..", "demo", "leafspine.pcap.gz");

    private static Engine engine;

    private static Engine replayed(int shards) throws InterruptedException {
        var input = new CaptureInput(DEMO, 6343, ReplaySpeed.parse("max").orElseThrow(), false, false);
        Engine engine = new Engine(new EngineConfiguration(input, shards, 400, 1000, StructureTable.standard()));
        Map<String, Object> links = new TreeMap<>();
        String[][] ends = {
            {"leaf1", "swp3", "spine1", "swp1"}, {"leaf1", "swp4", "spine2", "swp1"},
            {"leaf2", "swp3", "spine1", "swp2"}, {"leaf2", "swp4", "spine2", "swp2"}
        };
        for (String[] end : ends) {
            links.put(
                    end[0] + "-" + end[2], Map.of("node1", end[0], "port1", end[1], "node2", end[2], "port2", end[3]));
        }
        engine.topology().install(Map.of("links", links));
        engine.start();
        engine.awaitEnd();
        return engine;
    }

    @BeforeAll
    static void replay() throws InterruptedException {
        engine = replayed(2);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /** Node, port and ifIndex of each location. */
    private static List<String> places(List<HostLocation> locations) {
        return locations.stream()
                .map(location -> location.node().orElse("?") + " "
                        + location.port().orElse("?") + " " + location.host().ifIndex())
                .toList();
    }

    @Test
    void hostsAreAtThePortsOfTheirLeaves() {
        LocationService locations = engine.locations();
        assertThat(places(locations.locateAddress(address("10.1.1.10")))).containsExactly("leaf1 swp1 301");
        assertThat(places(locations.locateAddress(address("10.1.2.10")))).containsExactly("leaf1 swp2 302");
        assertThat(places(locations.locateAddress(address("10.2.1.10")))).containsExactly("leaf2 swp1 401");
        assertThat(places(locations.locateAddress(address("10.2.2.10")))).containsExactly("leaf2 swp2 402");
        assertThat(places(locations.locateAddress(address("fd00:1:1::10")))).containsExactly("leaf1 swp1 301");
        assertThat(places(locations.locateAddress(address("fd00:2:2::10")))).containsExactly("leaf2 swp2 402");
        assertThat(locations.locateAddress(address("10.9.9.9"))).isEmpty();
    }

    @Test
    void macAddressesLeadToTheSamePlaces() {
        LocationService locations = engine.locations();
        assertThat(locations.locatedMacs(Optional.empty(), Optional.empty()))
                .hasSize(4)
                .isSorted();
        List<String> atPort = locations.locatedMacs(Optional.of(address("10.255.0.11")), Optional.of(301L));
        assertThat(atPort).hasSize(1).allMatch(mac -> mac.matches("[0-9A-F]{12}"));
        assertThat(locations.locatedMacs(Optional.of(address("10.255.0.11")), Optional.empty()))
                .hasSize(2)
                .containsAll(atPort);
        long mac = LocationService.mac(atPort.getFirst()).orElseThrow();
        assertThat(places(locations.locateMac(mac))).containsExactly("leaf1 swp1 301");
        assertThat(locations.locateMac(mac + 1000)).isEmpty();
        assertThat(LocationService.mac("02:00:00-00.00:0a")).contains(0x02000000000aL);
        assertThat(LocationService.mac("0200000000")).isEmpty();
        assertThat(LocationService.mac("host")).isEmpty();
    }

    @Test
    void agentsOfHostsLeadThereByTheAddressesThatTheyName(@TempDir Path folder) throws InterruptedException {
        long second = 1_000_000_000L;
        byte[] uuid = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        byte[] frame = new PacketBuilder()
                .hex("0200000000FF0200000000AA")
                .u16(0x0800)
                .ipv4(6, "10.1.1.1", "10.9.9.9")
                .build();
        CaptureFile capture = new CaptureFile();
        for (int i = 1; i <= 4; i++) {
            long number = i;
            capture.datagram(
                    i * second,
                    new DatagramBuilder()
                            .agent("10.0.0.9")
                            .sequence(number)
                            .counters(sample -> sample.sequence(number)
                                    .source(2, 1)
                                    .record(
                                            0,
                                            2000,
                                            out -> out.string("host1")
                                                    .fixed(uuid)
                                                    .u32s(3, 2)
                                                    .string("6.1"))
                                    .record(0, 2001, out -> out.u32s(1, 5, 1).mac("0200000000AA")))
                            .build());
            capture.datagram(
                    i * second + 1,
                    new DatagramBuilder()
                            .agent("10.0.0.1")
                            .sequence(number)
                            .flow(sample -> sample.sequence(number)
                                    .source(0, 7)
                                    .rate(10)
                                    .pool(10 * number)
                                    .input(7)
                                    .output(8)
                                    .header(1000, frame))
                            .build());
        }
        var input = new CaptureInput(
                capture.in(folder), 6343, ReplaySpeed.parse("max").orElseThrow(), false, false);
        try (Engine small = new Engine(new EngineConfiguration(input, 2, 400, 1000, StructureTable.standard()))) {
            small.topology()
                    .install(Map.of(
                            "nodes",
                            Map.of(
                                    "leaf",
                                    Map.of("agent", "10.0.0.1", "ports", Map.of("p7", Map.of("ifindex", "7"))))));
            small.start();
            small.awaitEnd();
            LocationService locations = small.locations();
            assertThat(places(locations.locateAgent(address("10.0.0.9")))).containsExactly("leaf p7 7");
            assertThat(places(locations.locateUuid("01020304-0506-0708-090A-0B0C0D0E0F10")))
                    .containsExactly("leaf p7 7");
            assertThat(locations.hostWithMac(0x0200000000AAL).orElseThrow().agent())
                    .isEqualTo(address("10.0.0.9"));
            assertThat(locations
                            .hostWithAddress(address("10.0.0.9"))
                            .orElseThrow()
                            .dataSource())
                    .hasToString("2.1");
            assertThat(locations.hostWithMac(1)).isEmpty();
            assertThat(locations.locateAgent(address("10.0.0.1"))).isEmpty();
            assertThat(locations.locateUuid("no uuid")).isEmpty();
        }
    }

    @Test
    void locationsDoNotDependOnTheNumberOfShards() throws InterruptedException {
        try (Engine other = replayed(4)) {
            assertThat(all(other)).isEqualTo(all(engine)).hasSize(4);
        }
    }

    private static List<HostLocation> all(Engine of) {
        List<HostLocation> all = new ArrayList<>();
        of.locations()
                .locatedMacs(Optional.empty(), Optional.empty())
                .forEach(mac -> all.addAll(
                        of.locations().locateMac(LocationService.mac(mac).orElseThrow())));
        return all;
    }

    @Test
    void interfacesAndNamesLeadToEachOther() {
        NetworkService network = engine.network();
        assertThat(network.nodeNames()).containsExactlyInAnyOrder("leaf1", "leaf2", "spine1", "spine2");
        assertThat(network.portNames("leaf1")).containsExactly("swp3", "swp4");
        assertThat(network.agentOf("leaf1")).contains(address("10.255.0.11"));
        assertThat(network.agentOf("leaf9")).isEmpty();
        assertThat(network.nodesOf(address("10.255.0.1"))).containsExactly("spine1");
        assertThat(network.nodesOf(address("10.255.0.101"))).isEmpty();
        assertThat(network.interfaceOf("leaf1", "swp1"))
                .as("a port that no link names")
                .isEqualTo(new AgentInterface(Optional.of(address("10.255.0.11")), Optional.of("301")));
        assertThat(network.portOf(address("10.255.0.11"), 302).orElseThrow().port())
                .contains("swp2");
        assertThat(network.portOf(address("10.9.9.9"), 1)).isEmpty();
        var link = network.linkOf(address("10.255.0.11"), 303).orElseThrow();
        assertThat(link.end().name()).hasToString("leaf1-spine1");
        assertThat(link.remote()).isEqualTo(new AgentInterface(Optional.of(address("10.255.0.1")), Optional.of("101")));
        assertThat(network.linkOf(address("10.255.0.11"), 301)).isEmpty();
        var ends = network.interfacesOf("leaf2-spine2").orElseThrow();
        assertThat(ends.first().ifIndex()).contains("404");
        assertThat(ends.second().ifIndex()).contains("202");
        assertThat(network.interfacesOf("nothing")).isEmpty();
        assertThat(network.links("spine1"))
                .extracting(end -> end.remoteNode().toString())
                .containsExactly("leaf1", "leaf2");
        assertThat(network.links("nothing")).isEmpty();
    }

    @Test
    void metricsOfALinkAreThoseOfItsEndsInTheOrderAskedFor() {
        NetworkService network = engine.network();
        List<Optional<Cell>> cells = network.linkMetrics(
                        "leaf1-spine1", List.of("ifname", "nothing", "ifinoctets"), "leaf1")
                .orElseThrow();
        assertThat(cells).hasSize(6);
        assertThat(cells.get(0).orElseThrow().value()).isEqualTo("swp3");
        assertThat(cells.get(1)).isEmpty();
        assertThat(cells.get(2).orElseThrow().dataSource()).hasToString("303");
        assertThat(cells.get(3).orElseThrow().value()).isEqualTo("swp1");
        assertThat(cells.get(3).orElseThrow().agent()).isEqualTo(address("10.255.0.1"));
        List<Optional<Cell>> turned =
                network.linkMetrics("leaf1-spine1", List.of("ifname"), "spine1").orElseThrow();
        assertThat(turned.getFirst().orElseThrow().value()).isEqualTo("swp1");
        assertThat(network.linkMetrics("nothing", List.of("ifname"), "")).isEmpty();
    }

    @Test
    void topologyThatIsTheSameKeepsItsVersionWhenAskedTo() {
        TopologyService topology = new TopologyService();
        Map<String, Object> some = Map.of("links", Map.of("L", Map.of("node1", "a", "node2", "b")));
        assertThat(topology.installIfOther(some).version()).isZero();
        assertThat(topology.installIfOther(some).version()).isZero();
        assertThat(topology.graph().diameter()).isEqualTo(1);
        assertThat(topology.install(some).version()).isEqualTo(1);
        assertThat(topology.installIfOther(Map.of()).version()).isEqualTo(2);
        assertThat(topology.graph().size()).isZero();
    }
}
