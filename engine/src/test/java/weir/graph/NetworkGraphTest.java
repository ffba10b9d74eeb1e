package weir.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.request.InvalidRequestException;
import weir.topology.TopologyReader;

/** Ways through two spines, two leaves and two links between each, as the recorded fabric has them. */
class NetworkGraphTest {

    private static final NetworkGraph FABRIC = graph(
            "L1 leaf1:s0 spine1:49",
            "L2 leaf1:s1 spine1:50",
            "L3 leaf1:s2 spine2:51",
            "L4 leaf1:s3 spine2:52",
            "L5 leaf2:s0 spine2:49",
            "L6 leaf2:s1 spine2:50",
            "L7 leaf2:s2 spine1:51",
            "L8 leaf2:s3 spine1:52");

    private static NetworkGraph graph(String... links) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String link : links) {
            String[] parts = link.split("[ :]");
            members.put(parts[0], Map.of("node1", parts[1], "port1", parts[2], "node2", parts[3], "port2", parts[4]));
        }
        return new NetworkGraph(TopologyReader.read(Map.of("links", members, "nodes", Map.of("alone", Map.of()))));
    }

    private static List<String> links(List<Hop> way) {
        return way.stream().map(Hop::link).toList();
    }

    @Test
    void shortestWayHasItsPortsInTheDirectionItIsTaken() {
        assertThat(FABRIC.shortestPath("leaf1", "leaf2"))
                .containsExactly(
                        new Hop("L1", "leaf1", "s0", "spine1", "49"), new Hop("L7", "spine1", "51", "leaf2", "s2"));
        assertThat(FABRIC.shortestPath("leaf2", "leaf1"))
                .hasSize(2)
                .allMatch(hop -> !hop.startPort().isEmpty());
        assertThat(FABRIC.shortestPath("leaf1", "leaf1")).isEmpty();
        assertThat(FABRIC.shortestPath("leaf1", "alone")).isEmpty();
    }

    @Test
    void unknownNodeIsAMistake() {
        assertThatThrownBy(() -> FABRIC.shortestPath("leaf1", "leaf9"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("the topology has no node leaf9");
        assertThatThrownBy(() -> FABRIC.shortestPaths("leaf1", "leaf2", 1001, 9))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void linksSideBySideMakeWaysOfTheirOwn() {
        List<List<Hop>> ways = FABRIC.shortestPaths("leaf1", "leaf2", 1000, 2);
        assertThat(ways).hasSize(8).doesNotHaveDuplicates().allMatch(way -> way.size() == 2);
        assertThat(ways.stream().map(NetworkGraphTest::links))
                .contains(List.of("L1", "L7"), List.of("L2", "L8"), List.of("L4", "L5"), List.of("L3", "L6"));
        assertThat(FABRIC.shortestPaths("leaf1", "leaf2", 3, 9)).hasSize(3);
        assertThat(FABRIC.shortestPaths("leaf1", "alone", 3, 9)).isEmpty();
        assertThat(FABRIC.shortestPaths("leaf1", "leaf1", 3, 9)).isEmpty();
    }

    @Test
    void longerWaysComeAfterShorterOnes() {
        NetworkGraph square = graph("A a:1 b:1", "B b:2 c:1", "C c:2 d:1", "D a:2 c:3");
        assertThat(square.shortestPaths("a", "d", 10, 10).stream().map(NetworkGraphTest::links))
                .containsExactly(List.of("D", "C"), List.of("A", "B", "C"));
        assertThat(square.shortestPaths("a", "d", 10, 2)).hasSize(1);
    }

    @Test
    void treeConnectsAllNodesWithoutACircle() {
        assertThat(FABRIC.spanningTree()).hasSize(3).isSorted();
        assertThat(graph("A a:1 b:1", "B b:2 c:1", "C c:2 a:2").spanningTree()).hasSize(2);
    }

    @Test
    void diameterIsTheLongestOfTheShortestWays() {
        assertThat(FABRIC.diameter()).isEqualTo(2);
        assertThat(graph("A a:1 b:1", "B b:2 c:1", "C c:2 d:1").diameter()).isEqualTo(3);
        assertThat(graph().diameter()).isZero();
    }

    @Test
    void linkOfANodeToItselfDoesNoHarm() {
        NetworkGraph loop = graph("A a:1 a:2", "B a:3 b:1");
        assertThat(links(loop.shortestPath("a", "b"))).containsExactly("B");
        assertThat(loop.diameter()).isEqualTo(1);
        assertThat(loop.spanningTree()).containsExactly("B");
    }
}
