package weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.event.Threshold;
import weir.flow.key.FlowDefinition;
import weir.ingest.CaptureInput;
import weir.ingest.ReplaySpeed;
import weir.sflow.StructureTable;
import weir.testing.SharedData;

/**
 * With definitions made before the first datagram, both logs are the same from their first entry to their last.
 *
 * <p>{@code mvn test -Devents.runs=20} takes more runs than every day.
 */
class EventOrderTest {

    private static final int RUNS = Integer.getInteger("events.runs", 6);
    private static final List<String> SPEEDS = List.of("max", "3000", "max", "1000", "300");

    private static final List<FlowDefinition> FLOWS = List.of(
            flow(
                    "pair",
                    Map.of(
                            "keys",
                            "ipsource,ipdestination",
                            "value",
                            "bytes",
                            "values",
                            "avg:bytes,count:tcpsourceport",
                            "log",
                            true,
                            "activeTimeout",
                            10)),
            flow(
                    "begins",
                    Map.of(
                            "keys",
                            "ipsource,or:tcpsourceport:udpsourceport",
                            "value",
                            "frames",
                            "log",
                            true,
                            "flowStart",
                            true)),
            flow("network", Map.of("keys", "ipsource,ipdestination", "value", "bytes", "aggMode", "EDGE")),
            flow("agents", Map.of("keys", "ipdestination", "value", "bytes", "aggMode", "AGENT", "log", true)));

    private static final List<Threshold> THRESHOLDS = List.of(
            threshold("elephant", Map.of("metric", "pair", "value", 125_000, "byFlow", true, "timeout", 1)),
            threshold("largest", Map.of("metric", "pair", "value", 100_000, "timeout", 5)),
            threshold("agent", Map.of("metric", "agents", "value", 100_000, "byFlow", true, "timeout", 0.5)),
            threshold("whole", Map.of("metric", "network", "value", 150_000, "byFlow", true, "timeout", 1)),
            threshold("total", Map.of("metric", "network", "value", 150_000, "timeout", 10)),
            threshold("busy", Map.of("metric", "ifinoctets", "value", 10_000, "timeout", 20)),
            threshold(
                    "named",
                    Map.of("metric", "ifinoctets", "value", 1, "filter", Map.of("host_name", List.of("leaf*", "h*")))));

    private static final Map<String, List<String>> LINKS = Map.of(
            "ecmp.pcap.gz",
            List.of(
                    "leaf1 swp1s0 spine1 swp49",
                    "leaf1 swp1s1 spine1 swp50",
                    "leaf1 swp1s2 spine2 swp51",
                    "leaf1 swp1s3 spine2 swp52",
                    "leaf2 swp1s0 spine2 swp49",
                    "leaf2 swp1s1 spine2 swp50",
                    "leaf2 swp1s2 spine1 swp51",
                    "leaf2 swp1s3 spine1 swp52"),
            "testbed-leafspine.pcap",
            List.of(
                    "leaf1 swp3 spine1 swp1",
                    "leaf1 swp4 spine2 swp1",
                    "leaf2 swp3 spine1 swp2",
                    "leaf2 swp4 spine2 swp2"));

    private static Map<String, Object> topology(String capture) {
        Map<String, Object> links = new TreeMap<>();
        for (String link : LINKS.getOrDefault(capture, List.of())) {
            String[] end = link.split(" ");
            links.put("L" + links.size(), Map.of("node1", end[0], "port1", end[1], "node2", end[2], "port2", end[3]));
        }
        return Map.of("links", links);
    }

    private static FlowDefinition flow(String name, Map<String, ?> attributes) {
        return FlowDefinition.of(name, attributes);
    }

    private static Threshold threshold(String name, Map<String, ?> attributes) {
        return Threshold.of(name, attributes);
    }

    private static List<String> logged(Path capture, String speed, int shards) throws InterruptedException {
        var input = new CaptureInput(capture, 6343, ReplaySpeed.parse(speed).orElseThrow(), false, true);
        List<String> logged = new ArrayList<>();
        try (Engine engine = new Engine(new EngineConfiguration(input, shards, 400, 1000, StructureTable.standard()))) {
            // One thread appends to both logs.
            engine.events().events().listen(event -> logged.add(event.toString()));
            engine.events().flows().listen(flow -> logged.add(flow.toString()));
            engine.topology().install(topology(capture.getFileName().toString()));
            FLOWS.forEach(engine.flows()::define);
            THRESHOLDS.forEach(engine.events()::define);
            engine.start();
            engine.replay().start();
            engine.awaitEnd();
            assertThat(engine.status().eventsDropped()).isZero();
            assertThat(engine.status().eventsGenerated() + engine.status().flowsGenerated())
                    .isEqualTo(logged.size());
            assertThat(engine.status().faults()).isZero();
        }
        return logged;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecmp.pcap.gz", "testbed-leafspine.pcap"})
    void runsAtDifferentSpeedsOnDifferentNumbersOfShardsLogTheSame(String name) throws InterruptedException {
        Path capture = SharedData.path(name);
        List<String> first = logged(capture, "max", 1);
        assertThat(first).hasSizeGreaterThan(500);
        for (Threshold threshold : THRESHOLDS) {
            assertThat(first).anyMatch(entry -> entry.contains("threshold=" + threshold.name() + ","));
        }
        for (FlowDefinition flow : FLOWS.stream().filter(FlowDefinition::log).toList()) {
            assertThat(first).anyMatch(entry -> entry.contains("name=" + flow.name() + ","));
        }
        for (int run = 1; run < RUNS; run++) {
            String speed = SPEEDS.get(run % SPEEDS.size());
            int shards = 1 + run % 4;
            List<String> again = logged(capture, speed, shards);
            assertThat(again)
                    .as("run %d at speed %s on %d shards", run, speed, shards)
                    .isEqualTo(first);
        }
    }
}
