package weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.lookup.Label;
import weir.metric.DataSourceId;
import weir.metric.Observatory;
import weir.metric.query.TopologyView.Part;
import weir.testing.Allocation;

class ShardPlacesTest {

    private static final long LEAF = 0x0A000001;

    private final ShardPlaces places = new ShardPlaces();
    private final Observatory observatory = new Observatory(places);
    private final Announced announced = new Announced(observatory);

    @BeforeEach
    void leafTellsItsNames() {
        announced.host("10.0.0.1", "leaf1");
        announced.port("10.0.0.1", 1, "swp1");
        announced.port("10.0.0.1", 2, "swp2");
    }

    private static TopologyIndex link(String node, String port) {
        return new TopologyIndex(TopologyReader.read(Map.of(
                "links", Map.of("L1", Map.of("node1", node, "port1", port, "node2", "spine1", "port2", "swp1")))));
    }

    private String ask(long ifIndex) {
        return places.node(false, 0, LEAF, ifIndex) + " "
                + places.interfaceName(false, 0, LEAF, ifIndex) + " "
                + places.link(false, 0, LEAF, ifIndex);
    }

    @Test
    void answersForTheAgentOfTheDatagramAtHand() {
        places.use(link("leaf1", "swp1"));
        assertThat(ask(1)).isEqualTo("leaf1 swp1 L1");
        assertThat(ask(2)).isEqualTo("leaf1 swp2 null");
        assertThat(ask(3)).isEqualTo("leaf1 null null");
        announced.port("10.0.0.9", 1, "swp1");
        assertThat(ask(1)).as("another agent is at hand").isEqualTo("null null null");
        announced.port("10.0.0.1", 1, "swp1");
        assertThat(ask(1)).isEqualTo("leaf1 swp1 L1");
    }

    @Test
    void knowsInterfaceNamesWithoutATopology() {
        assertThat(ask(1)).isEqualTo("null swp1 null");
        assertThat(ask(3)).isEqualTo("null null null");
    }

    @Test
    void topologyInForceCounts() {
        places.use(link("leaf1", "swp1"));
        assertThat(ask(1)).isEqualTo("leaf1 swp1 L1");
        places.use(link("leaf1", "swp2"));
        assertThat(ask(1)).isEqualTo("leaf1 swp1 null");
        places.use(TopologyIndex.NONE);
        assertThat(ask(1)).isEqualTo("null swp1 null");
    }

    @Test
    void followsNamesThatChange() {
        places.use(link("leaf1", "swp1"));
        assertThat(ask(1)).isEqualTo("leaf1 swp1 L1");
        assertThat(ask(4)).isEqualTo("leaf1 null null");
        observatory.at(20);
        announced.port("10.0.0.1", 4, "swp1");
        assertThat(ask(4))
                .as("a port that was asked for before it told its name")
                .isEqualTo("leaf1 swp1 L1");
        observatory.at(30);
        announced.port("10.0.0.1", 1, "swp9");
        assertThat(ask(1)).isEqualTo("leaf1 swp9 null");
        observatory.at(40);
        announced.host("10.0.0.1", "leaf7");
        assertThat(ask(4)).isEqualTo("null swp1 null");
        observatory.at(50);
        announced.host("10.0.0.1", "leaf1");
        assertThat(ask(4)).isEqualTo("leaf1 swp1 L1");
    }

    @Test
    void forgetsAgentsThatAreGone() {
        places.use(link("leaf1", "swp1"));
        assertThat(ask(1)).isEqualTo("leaf1 swp1 L1");
        observatory.at(1000).sweep();
        assertThat(ask(1)).isEqualTo("null null null");
        announced.port("10.0.0.1", 1, "swp2");
        assertThat(ask(1)).as("it has not told its name yet").isEqualTo("null swp2 null");
    }

    @Test
    void partsAreThoseOfTheTopology() {
        places.use(link("leaf1", "swp1"));
        for (Part part : Part.values()) {
            for (DataSourceId source : java.util.List.of(
                    DataSourceId.of(0, 1), DataSourceId.of(0, 2), DataSourceId.of(2, 1), DataSourceId.named("s"))) {
                assertThat(places.contains(part, observatory.agent("10.0.0.1"), source))
                        .as(part + " " + source)
                        .isEqualTo(link("leaf1", "swp1").contains(part, observatory.agent("10.0.0.1"), source));
            }
        }
        assertThat(places.contains(Part.CORE, observatory.agent("10.0.0.1"), DataSourceId.of(0, 1)))
                .isTrue();
    }

    @Test
    void asksWithoutAllocation() {
        places.use(link("leaf1", "swp1"));
        var agent = observatory.agent("10.0.0.1");
        var port = DataSourceId.of(0, 1);
        Label[] last = new Label[1];
        assertThat(Allocation.ofWarm(1000, () -> {
                    for (int i = 0; i < 1000; i++) {
                        last[0] = places.node(false, 0, LEAF, i % 40);
                        last[0] = places.link(false, 0, LEAF, 1);
                        places.contains(Part.EDGE, agent, port);
                    }
                }))
                .isZero();
        assertThat(last[0]).hasToString("L1");
    }

    @Test
    void boundsWhatItRemembers() {
        places.use(link("leaf1", "swp1"));
        for (long ifIndex = 0; ifIndex < 3L * AgentPlaces.MOST; ifIndex++) {
            assertThat(places.node(false, 0, LEAF, ifIndex)).isNotNull();
        }
        assertThat(ask(1)).isEqualTo("leaf1 swp1 L1");
        assertThat(ask(0xFFFF_FFFFL)).isEqualTo("leaf1 null null");
    }
}
