package weir.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.request.InvalidRequestException;
import weir.topology.Topology.Link;
import weir.topology.Topology.Node;
import weir.topology.Topology.Port;

class TopologyReaderTest {

    @Test
    void readsNodesPortsLinksAndTags() {
        Topology topology = TopologyReader.read(Map.of(
                "nodes",
                Map.of(
                        "leaf1",
                        Map.of(
                                "agent",
                                "10.0.0.1",
                                "dpid",
                                "0000000000000003",
                                "tags",
                                Map.of("site", "a"),
                                "ports",
                                Map.of(
                                        "swp1",
                                        Map.of(
                                                "ifindex",
                                                "3",
                                                "ofport",
                                                "1",
                                                "dpid",
                                                "3",
                                                "tags",
                                                Map.of("s", "10G"))))),
                "links",
                Map.of(
                        "L1",
                        Map.of(
                                "node1",
                                "leaf1",
                                "port1",
                                "swp1",
                                "node2",
                                "spine1",
                                "port2",
                                "swp49",
                                "tags",
                                Map.of("type", "fabric")))));
        Port port = new Port(Optional.of("3"), Optional.of("1"), Optional.of("3"), Map.of("s", "10G"));
        assertThat(topology.nodes())
                .isEqualTo(Map.of(
                        "leaf1",
                        new Node(
                                Optional.of("10.0.0.1"),
                                Optional.of("0000000000000003"),
                                Map.of("site", "a"),
                                Map.of("swp1", port))));
        assertThat(topology.links())
                .isEqualTo(Map.of(
                        "L1",
                        new Link(
                                Optional.of("leaf1"),
                                Optional.of("swp1"),
                                Optional.of("spine1"),
                                Optional.of("swp49"),
                                Map.of("type", "fabric"))));
    }

    @Test
    void takesNumbersAsTextAndDropsWhatItDoesNotKnow() {
        Topology topology = TopologyReader.read(Map.of(
                "version",
                7L,
                "extra",
                List.of(1),
                "nodes",
                Map.of("s1", Map.of("tag", "old", "ports", Map.of("eth1", Map.of("ifindex", 3L, "ofport", 1L)))),
                "links",
                Map.of("L1", Map.of("node1", "s1", "ifindex1", "3", "name", "x"))));
        assertThat(topology.isInstalled()).isFalse();
        assertThat(topology.nodes().get("s1").ports().get("eth1").ifIndex()).contains("3");
        assertThat(topology.links().get("L1"))
                .isEqualTo(new Link(Optional.of("s1"), Optional.empty(), Optional.empty(), Optional.empty(), Map.of()));
    }

    @Test
    void readsNothingAsAnEmptyTopology() {
        assertThat(TopologyReader.read(Map.of()).sameAs(Topology.NONE)).isTrue();
        assertThat(TopologyReader.read(Map.of()).after(Topology.NONE).version()).isZero();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesWhatIsWrong(String place, Map<String, ?> members) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> TopologyReader.read(members))
                .withMessageContaining(place);
    }

    static List<Arguments> mistakes() {
        return List.of(
                mistake("nodes must be an object", Map.of("nodes", List.of("leaf1"))),
                mistake("links must be an object", Map.of("links", "L1")),
                mistake("nodes.leaf1 must be an object", Map.of("nodes", Map.of("leaf1", "10.0.0.1"))),
                mistake(
                        "nodes.leaf1.agent must be a string",
                        Map.of("nodes", Map.of("leaf1", Map.of("agent", List.of("10.0.0.1"))))),
                mistake(
                        "nodes.leaf1.ports.swp1 must be an object",
                        Map.of("nodes", Map.of("leaf1", Map.of("ports", Map.of("swp1", 3L))))),
                mistake(
                        "links.L1.tags.type must be a string",
                        Map.of("links", Map.of("L1", Map.of("tags", Map.of("type", Map.of()))))),
                mistake("links.L1.node1 has", Map.of("links", Map.of("L1", Map.of("node1", "x".repeat(1001))))),
                mistake("links has", Map.of("links", Map.of("x".repeat(1001), Map.of()))));
    }

    private static Arguments mistake(String place, Map<String, ?> members) {
        return Arguments.of(place, members);
    }

    @Test
    void refusesMoreThanItHasRoomFor() {
        Map<String, Object> links = new HashMap<>();
        for (int i = 0; i <= TopologyReader.MOST; i++) {
            links.put("L" + i, Map.of());
        }
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> TopologyReader.read(Map.of("links", links)))
                .withMessageContaining("500000");
    }
}
