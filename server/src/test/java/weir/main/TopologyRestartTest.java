package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topology outlives the engine when a file is named for it. */
class TopologyRestartTest {

    private static final String TOPOLOGY =
            "{nodes:{leaf1:{agent:'10.0.0.1',ports:{swp1:{ifindex:3,tags:{speed:'1G'}}},tags:{site:'ä'}}},"
                    + "links:{L1:{node1:'leaf1',port1:'swp1',node2:'spine1',port2:'swp1'}}}";

    @TempDir
    private Path home;

    private RunningProduct start(Path file) {
        return new RunningProduct(Map.of("topology.file", file.toString()));
    }

    @Test
    void topologyIsThereAfterARestart() throws IOException {
        Path file = home.resolve("kept/topology.json");
        try (RunningProduct first = start(file)) {
            assertThat(first.get("/topology/json").body()).isEqualTo("{}");
            assertThat(first.send("PUT", "/topology/json", TOPOLOGY).statusCode())
                    .isEqualTo(204);
            assertThat(first.send("PUT", "/topology/json", TOPOLOGY).statusCode())
                    .isEqualTo(204);
            assertThat(first.json("/topology/json").get("version").asInt()).isEqualTo(1);
        }
        try (RunningProduct second = start(file)) {
            var topology = second.json("/topology/json");
            assertThat(topology.at("/nodes/leaf1/tags/site").asString()).isEqualTo("ä");
            assertThat(topology.at("/nodes/leaf1/ports/swp1/ifindex").asString())
                    .isEqualTo("3");
            assertThat(topology.at("/links/L1/node2").asString()).isEqualTo("spine1");
            assertThat(topology.get("version").asInt()).isZero();
        }
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatCannotBeWrittenIsInForceAndTold() throws IOException {
        Path folder = Files.createDirectory(home.resolve("topology.json"));
        Files.createFile(folder.resolve("in the way"));
        Path file = home.resolve("free.json");
        try (RunningProduct product = start(file)) {
            Files.createDirectories(file.resolve("now a folder"));
            var answer = product.send("PUT", "/topology/json", TOPOLOGY);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("topology.file");
            assertThat(product.json("/topology/json").has("links")).isTrue();
        }
    }

    @Test
    void halfWrittenFileOfAnotherTimeDoesNoHarm() throws IOException {
        Path file = home.resolve("topology.json");
        Files.writeString(home.resolve(".topology.json.next"), "{\"links\":{\"L1\":{\"no");
        try (RunningProduct product = start(file)) {
            assertThat(product.get("/topology/json").body()).isEqualTo("{}");
            assertThat(product.send("PUT", "/topology/json", TOPOLOGY).statusCode())
                    .isEqualTo(204);
        }
        assertThat(Files.readString(file)).contains("spine1");
    }

    @Test
    void fileThatIsNoTopologyStopsTheStart() throws IOException {
        Path file = Files.writeString(home.resolve("topology.json"), "{links: 7}");
        assertThatThrownBy(() -> start(file))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("topology.file")
                .hasMessageContaining("links must be an object");
    }
}
