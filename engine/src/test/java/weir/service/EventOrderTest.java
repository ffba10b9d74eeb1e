package weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.event.Threshold;
import weir.flow.key.FlowDefinition;
import weir.ingest.CaptureInput;
import weir.ingest.ReplaySpeed;
import weir.sflow.StructureTable;
import weir.testing.SharedData;

/** With definitions made before the first datagram, both logs are the same from their first entry to their last. */
class EventOrderTest {

    private static final int RUNS = 20;
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
            flow("agents", Map.of("keys", "ipdestination", "value", "bytes", "aggMode", "AGENT", "log", true)));

    private static final List<Threshold> THRESHOLDS = List.of(
            threshold("elephant", Map.of("metric", "pair", "value", 125_000, "byFlow", true, "timeout", 1)),
            threshold("largest", Map.of("metric", "pair", "value", 100_000, "timeout", 5)),
            threshold("agent", Map.of("metric", "agents", "value", 100_000, "byFlow", true, "timeout", 0.5)),
            threshold("busy", Map.of("metric", "ifinoctets", "value", 10_000, "timeout", 20)),
            threshold(
                    "named",
                    Map.of("metric", "ifinoctets", "value", 1, "filter", Map.of("host_name", List.of("leaf*", "h*")))));

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
    void twentyRunsAtDifferentSpeedsOnDifferentNumbersOfShardsLogTheSame(String name) throws InterruptedException {
        Path capture = SharedData.path(name);
        List<String> first = logged(capture, "max", 1);
        assertThat(first).hasSizeGreaterThan(500);
        for (Threshold threshold : THRESHOLDS) {
            assertThat(first).anyMatch(entry -> entry.contains("threshold=" + threshold.name() + ","));
        }
        for (FlowDefinition flow : FLOWS) {
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
