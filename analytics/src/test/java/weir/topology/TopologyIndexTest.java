package weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.metric.DataSourceId;
import weir.metric.Observatory;
import weir.metric.query.TopologyView.Part;
import weir.testing.DatagramBuilder;

class TopologyIndexTest {

    private final Observatory observatory = new Observatory();
    private final Announced announced = new Announced(observatory);
    private final Map<String, Object> nodes = new LinkedHashMap<>();
    private final Map<String, Object> links = new LinkedHashMap<>();

    @BeforeEach
    void twoSwitchesTellTheirNames() {
        announced.host("10.0.0.1", "leaf1");
        announced.port("10.0.0.1", 1, "swp1");
        announced.port("10.0.0.1", 2, "swp2");
        announced.host("10.0.0.2", "spine1");
        announced.port("10.0.0.2", 11, "swp1");
    }

    private TopologyIndex index() {
        return new TopologyIndex(TopologyReader.read(Map.of("nodes", nodes, "links", links)));
    }

    private Place place(String agent, long ifIndex) {
        return index().place(observatory.agent(agent), ifIndex);
    }

    private boolean contains(Part part, String agent, int sourceClass, long index) {
        return index().contains(part, observatory.agent(agent), DataSourceId.of(sourceClass, index));
    }

    private void link(String name, String node1, String port1, String node2, String port2) {
        links.put(name, Map.of("node1", node1, "port1", port1, "node2", node2, "port2", port2));
    }

    @Test
    void findsNodesByHostNameAndPortsByInterfaceName() {
        link("L1", "leaf1", "swp1", "spine1", "swp1");
        Place place = place("10.0.0.1", 1);
        assertThat(place.node()).hasToString("leaf1");
        assertThat(place.port()).hasToString("swp1");
        assertThat(place.link()).isNotNull().satisfies(end -> {
            assertThat(end.name()).hasToString("L1");
            assertThat(end.localNode()).hasToString("leaf1");
            assertThat(end.localPort()).hasToString("swp1");
            assertThat(end.remoteNode()).hasToString("spine1");
            assertThat(end.remotePort()).hasToString("swp1");
        });
        assertThat(place("10.0.0.2", 11).link())
                .isNotNull()
                .satisfies(end -> assertThat(end.remoteNode()).hasToString("leaf1"));
        Place edge = place("10.0.0.1", 2);
        assertThat(edge.node()).hasToString("leaf1");
        assertThat(edge.port()).hasToString("swp2");
        assertThat(edge.link()).isNull();
        assertThat(place("10.0.0.1", 99)).isEqualTo(new Place(true, edge.node(), null, null));
    }

    @Test
    void whatIsSaidOutrightWinsOverNames() {
        // The names are crossed: leaf1 is said to be the agent that calls itself spine1.
        nodes.put("leaf1", Map.of("agent", "10.0.0.2", "ports", Map.of("swp9", Map.of("ifindex", "11"))));
        nodes.put("spine1", Map.of("ports", Map.of("swp1", Map.of("ifindex", "2"))));
        link("L1", "leaf1", "swp9", "spine1", "swp1");
        assertThat(place("10.0.0.2", 11).node()).hasToString("leaf1");
        assertThat(place("10.0.0.2", 11).port()).hasToString("swp9");
        assertThat(place("10.0.0.2", 11).link()).isNotNull();
        assertThat(place("10.0.0.1", 1).inTopology())
                .as("leaf1 is somebody else")
                .isFalse();
        assertThat(place("10.0.0.1", 1).port()).as("its own name").hasToString("swp1");
    }

    @Test
    void agentThatIsNoAddressIsAHostName() {
        nodes.put("rack1", Map.of("agent", "leaf1"));
        assertThat(place("10.0.0.1", 1).node()).hasToString("rack1");
    }

    @Test
    void portWithAnIfIndexIsNotFoundByItsName() {
        nodes.put("leaf1", Map.of("ports", Map.of("swp1", Map.of("ifindex", "2"))));
        link("L1", "leaf1", "swp1", "spine1", "swp1");
        assertThat(place("10.0.0.1", 1).link()).isNull();
        assertThat(place("10.0.0.1", 2).link()).isNotNull();
        assertThat(place("10.0.0.1", 2).port()).hasToString("swp1");
    }

    @Test
    void severalNodesOfOneAgentAreToldApartByTheirPorts() {
        nodes.put("s1", Map.of("agent", "10.0.0.1", "ports", Map.of("s1-eth1", Map.of("ifindex", 1L))));
        nodes.put("s2", Map.of("agent", "10.0.0.1", "ports", Map.of("s2-eth1", Map.of("ifindex", 2L))));
        link("L1", "s1", "s1-eth1", "s2", "s2-eth1");
        assertThat(place("10.0.0.1", 1).node()).hasToString("s1");
        assertThat(place("10.0.0.1", 2).node()).hasToString("s2");
        Place neither = place("10.0.0.1", 3);
        assertThat(neither.node()).isNull();
        assertThat(neither.inTopology()).isTrue();
        assertThat(index().isNode("s1", observatory.agent("10.0.0.1"))).isTrue();
        assertThat(index().isNode("s2", observatory.agent("10.0.0.1"))).isTrue();
        assertThat(index().isNode("leaf1", observatory.agent("10.0.0.1"))).isFalse();
    }

    @Test
    void firstOfTwoLinksOfAPortCounts() {
        link("L2", "leaf1", "swp1", "spine1", "swp1");
        link("L1", "leaf1", "swp1", "spine2", "swp1");
        assertThat(place("10.0.0.1", 1).link())
                .isNotNull()
                .satisfies(end -> assertThat(end.name()).hasToString("L2"));
    }

    @Test
    void halfALinkIsAnEndAllTheSame() {
        links.put("L1", Map.of("node1", "leaf1", "port1", "swp1", "node2", "spine1"));
        assertThat(place("10.0.0.1", 1).link()).isNotNull().satisfies(end -> {
            assertThat(end.remoteNode()).hasToString("spine1");
            assertThat(end.remotePort()).hasToString("");
        });
        assertThat(place("10.0.0.2", 11).link()).as("its port is not named").isNull();
        assertThat(place("10.0.0.2", 11).inTopology()).isFalse();
    }

    @Test
    void partsAreLinksEdgesAndBoth() {
        link("L1", "leaf1", "swp1", "elsewhere", "swp1");
        assertThat(contains(Part.CORE, "10.0.0.1", 0, 1)).isTrue();
        assertThat(contains(Part.EDGE, "10.0.0.1", 0, 1)).isFalse();
        assertThat(contains(Part.EDGE, "10.0.0.1", 0, 2)).isTrue();
        assertThat(contains(Part.CORE, "10.0.0.1", 0, 2)).isFalse();
        assertThat(contains(Part.EDGE, "10.0.0.1", 2, 1)).as("the host itself").isTrue();
        assertThat(contains(Part.CORE, "10.0.0.1", 2, 1)).isFalse();
        for (Part part : Part.values()) {
            assertThat(contains(part, "10.0.0.2", 0, 11))
                    .as(part + " of another")
                    .isFalse();
            assertThat(TopologyIndex.NONE.contains(
                            part, observatory.agent("10.0.0.1"), DataSourceId.of(DataSourceId.INTERFACE, 1)))
                    .isFalse();
        }
        assertThat(contains(Part.TOPOLOGY, "10.0.0.1", 0, 1)).isTrue();
        assertThat(contains(Part.TOPOLOGY, "10.0.0.1", 0, 2)).isTrue();
    }

    @Test
    void agentWithoutANameIsFoundByItsAddressOnly() {
        observatory.datagram(new DatagramBuilder().agent("10.0.0.3"));
        nodes.put("leaf3", Map.of("agent", "10.0.0.3", "ports", Map.of("swp1", Map.of("ifindex", "5"))));
        assertThat(place("10.0.0.3", 5).port()).hasToString("swp1");
        assertThat(place("10.0.0.3", 6))
                .isEqualTo(new Place(true, place("10.0.0.3", 5).node(), null, null));
    }

    @Test
    void oddIfIndexesAreNoIfIndexes() {
        nodes.put(
                "leaf1",
                Map.of(
                        "ports",
                        Map.of("swp1", Map.of("ifindex", "x"), "swp2", Map.of("ifindex", "99999999999999999999"))));
        link("L1", "leaf1", "swp1", "leaf1", "swp2");
        assertThat(place("10.0.0.1", 1).link()).as("found by name").isNotNull();
        assertThat(place("10.0.0.1", 2).link()).isNotNull();
    }
}
