package weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import weir.event.Threshold;
import weir.flow.ActiveFlow;
import weir.flow.AggMode;
import weir.flow.key.FlowDefinition;
import weir.ingest.CaptureInput;
import weir.ingest.ReplaySpeed;
import weir.sflow.StructureTable;
import weir.testing.SharedData;

/**
 * Event log, flow log and all tables at the end of a replay, as one hash: the same in every run and for 1, 2 and 4 shards.
 *
 * <p>{@code -Dreplay.runs=100} makes it a hundred runs; each tells how long the replay itself took.
 */
class ReplayHashTest {

    private static final int RUNS = Integer.getInteger("replay.runs", 6);
    private static final int[] SHARDS = {1, 2, 4};

    private static final List<FlowDefinition> FLOWS = List.of(
            flow("pairs", "ipsource,ipdestination", "bytes", ""),
            flow("five", "ipsource,ipdestination,tcpsourceport,tcpdestinationport", "bytes", ""),
            flow("udp", "ipdestination,udpsourceport", "frames", "ipprotocol=17"),
            flow("macs", "macsource,macdestination", "bytes", ""),
            flow("six", "ip6source,ip6destination", "bytes", ""));

    private static final List<Threshold> THRESHOLDS = List.of(
            Threshold.of("elephant", Map.of("metric", "five", "value", 125_000, "byFlow", true, "timeout", 1)),
            Threshold.of("busy", Map.of("metric", "ifinoctets", "value", 10_000, "timeout", 5)));

    private record Outcome(String hash, int logged, long millis) {}

    private static FlowDefinition flow(String name, String keys, String value, String filter) {
        return FlowDefinition.of(
                name, Map.of("keys", keys, "value", value, "filter", filter, "n", 20, "t", 2, "log", true));
    }

    private static Outcome replayed(Path capture, int shards) throws InterruptedException {
        var input = new CaptureInput(capture, 6343, ReplaySpeed.MAX, false, true);
        MessageDigest hash = sha256();
        List<String> logged = new ArrayList<>();
        try (Engine engine =
                new Engine(new EngineConfiguration(input, shards, 8000, 1000, StructureTable.standard()))) {
            // One thread appends to both logs.
            engine.events().events().listen(event -> logged.add(event.toString()));
            engine.events().flows().listen(flow -> logged.add(flow.toString()));
            FLOWS.forEach(engine.flows()::define);
            THRESHOLDS.forEach(engine.events()::define);
            engine.start();
            long begun = System.nanoTime();
            engine.replay().start();
            engine.awaitEnd();
            long took = System.nanoTime() - begun;
            assertThat(engine.status().eventsDropped()).isZero();
            assertThat(engine.status().faults()).isZero();
            logged.forEach(entry -> add(hash, entry));
            for (FlowDefinition flow : FLOWS) {
                List<ActiveFlow> active = engine.flows()
                        .activeFlows(new ActiveFlowsQuery("ALL", flow.name(), 10_000, 0, AggMode.SUM, ""));
                add(hash, active.toString());
            }
            engine.metrics().dump("ALL", "ALL", Map.of(), cell -> add(hash, cell.toString()));
            add(hash, engine.metrics().agents(List.of()).toString());
            return new Outcome(HexFormat.of().formatHex(hash.digest()), logged.size(), took / 1_000_000);
        }
    }

    private static void add(MessageDigest hash, String text) {
        hash.update(text.getBytes(StandardCharsets.UTF_8));
        hash.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyRunEndsInTheSameHash(TestReporter reporter) throws InterruptedException {
        Path capture = SharedData.path("ecmp.pcap.gz");
        Outcome first = replayed(capture, 1);
        assertThat(first.logged()).isGreaterThan(500);
        List<Long> times = new ArrayList<>(List.of(first.millis()));
        for (int run = 1; run < RUNS; run++) {
            int shards = SHARDS[run % SHARDS.length];
            Outcome again = replayed(capture, shards);
            assertThat(again.hash()).as("run %d on %d shards", run, shards).isEqualTo(first.hash());
            assertThat(again.logged()).isEqualTo(first.logged());
            times.add(again.millis());
        }
        Collections.sort(times);
        reporter.publishEntry(Map.of(
                "hash", first.hash(),
                "entries", Integer.toString(first.logged()),
                "milliseconds",
                        "first %d, least %d, median %d, most %d"
                                .formatted(
                                        first.millis(),
                                        times.getFirst(),
                                        times.get(times.size() / 2),
                                        times.getLast())));
    }
}
