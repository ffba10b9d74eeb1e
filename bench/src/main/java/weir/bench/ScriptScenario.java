package weir.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/**
 * What handlers of scripts cost: from a sample to the handler of its event at half load, events a second through one
 * script, a table of 10,000 rows, and the memory of scripts that wait.
 */
final class ScriptScenario {

    private static final int DEFINITIONS = 5;
    private static final String HEAP = "512M";
    private static final double MARKERS_PER_SECOND = 100;
    private static final int WARM_UP_SECONDS = 15;
    private static final int EVENTS_WARM_UP_SECONDS = 5;
    private static final int FLOOD_MARKERS = 10;
    private static final double FLOOD_DATAGRAMS = 10_000;
    private static final String FLOOD_QUEUE = "1000000";
    private static final int SWITCHES = 209;
    private static final int PORTS = 48;
    private static final int ROWS = 10_000;
    private static final double QUESTIONS_PER_SECOND = 4;
    private static final int IDLE = 50;
    private static final long PATIENCE_SECONDS = 60;

    private final Conditions conditions;

    ScriptScenario(Conditions conditions) {
        this.conditions = conditions;
    }

    /** All but what needs a generator. */
    void run() throws IOException, InterruptedException {
        flood();
        table();
        idle();
    }

    /** From arrival to the handler, while a generator sends half of the highest rate without loss. */
    void handler(Generator generator) throws IOException, InterruptedException {
        conditions.results().begin();
        double rate = Math.rint(
                LatencyScenario.halfOf(ResultLine.read(conditions.results().file())));
        int count = (int) (conditions.options().seconds() * MARKERS_PER_SECOND);
        try (var product = new Product(conditions, HEAP, DEFINITIONS, List.of(), List.of(script("events.js")));
                Sender sender = Sender.generator(generator, product.port(), rate);
                var markers = new Markers(product.port())) {
            awaitScripts(product);
            Rung.awaitMoreThan(product, (long) (rate * WARM_UP_SECONDS));
            // So that what handles events is compiled too.
            markers.send(MARKERS_PER_SECOND, 1, EVENTS_WARM_UP_SECONDS);
            Rung.awaitLevel(product, rate);
            StolenTime stolen = StolenTime.now();
            LiveReceiver.Seen begun = product.seen();
            Map<String, Double> sent = new HashMap<>();
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = start + (long) (i / MARKERS_PER_SECOND * 1e9);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                sent.put(Markers.address(markers.sent() + 1), epochMillis());
                markers.send(1);
            }
            LiveReceiver.Seen seen = product.seen().since(begun);
            awaitStanding(product);
            Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
            for (JsonNode marker : product.json("/script/events.js/seen/json")) {
                Double from = sent.get(marker.get(0).asString());
                if (from != null) {
                    // Scripts see whole milliseconds: the end of the one that it was.
                    double delay = marker.get(1).asDouble() + 1 - from;
                    micros.recordValue(Math.max(0, (long) (delay * 1000)));
                }
            }
            var members = new LinkedHashMap<String, Object>();
            members.put("p50Millis", micros.getValueAtPercentile(50) / 1e3);
            members.put("p99Millis", micros.getValueAtPercentile(99) / 1e3);
            members.put("maxMillis", micros.getMaxValue() / 1e3);
            members.put("events", micros.getTotalCount());
            members.put("missing", count - micros.getTotalCount());
            members.put("rate", seen.datagrams() * 1e9 / seen.time());
            members.put("lost", seen.kernelDrops() + seen.discarded());
            members.put("heap", HEAP);
            members.put("stolenMeanwhile", stolen.percent());
            conditions.results().print("script-handler", members);
            if (!sender.isAlive()) {
                throw new IOException("the sender ended");
            }
        }
    }

    private static double epochMillis() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
    }

    /** Processor time of an event in one script, while many come. */
    private void flood() throws IOException, InterruptedException {
        conditions.results().begin();
        List<String> settings = List.of(script("events.js"), "-Dscript.queue.max=" + FLOOD_QUEUE);
        try (var product = new Product(conditions, "1G", 0, List.of(), settings);
                var markers = new Markers(product.port())) {
            awaitScripts(product);
            markers.send(FLOOD_DATAGRAMS / 4, FLOOD_MARKERS, 2);
            awaitStanding(product);
            JsonNode before = state(product);
            markers.send(FLOOD_DATAGRAMS, FLOOD_MARKERS, conditions.options().seconds());
            awaitStanding(product);
            JsonNode after = state(product);
            double events = after.get("eventsReceived").asDouble()
                    - before.get("eventsReceived").asDouble();
            double millis = after.get("cpuMs").asDouble() - before.get("cpuMs").asDouble();
            var members = new LinkedHashMap<String, Object>();
            members.put("perSecond", events / millis * 1e3);
            members.put("events", events);
            members.put("lost", after.get("eventsLost").asLong());
            members.put("cpuMicros", millis * 1e3 / events);
            conditions.results().print("script-events", members);
        }
    }

    private static JsonNode state(Product product) throws IOException {
        return product.json("/scripts/json").get("events.js");
    }

    private static JsonNode counted(Product product) throws IOException {
        return product.json("/script/events.js/count/json");
    }

    /** Waits until no event has come for a while. */
    private static void awaitStanding(Product product) throws IOException, InterruptedException {
        long before = -1;
        long now = counted(product).get("count").asLong();
        while (now != before) {
            TimeUnit.MILLISECONDS.sleep(700);
            before = now;
            now = counted(product).get("count").asLong();
        }
    }

    /** A table of all ports of a large network, asked for by a script. */
    private void table() throws IOException, InterruptedException {
        conditions.results().begin();
        try (var product = new Product(conditions, HEAP, 0, List.of(), List.of(script("rows.js")));
                Sender sender = Sender.fabric(conditions, product.port(), SWITCHES, PORTS, 2, 0);
                var question = new Questions(product.uri("/script/rows.js/json"))) {
            awaitScripts(product);
            long rows = awaitRows(product);
            int count = (int) (conditions.options().seconds() * QUESTIONS_PER_SECOND);
            question.askAt(QUESTIONS_PER_SECOND, count);
            question.reset();
            question.askAt(QUESTIONS_PER_SECOND, count);
            var members = new LinkedHashMap<String, Object>();
            members.put("rows", rows);
            members.put("p50Millis", question.millis(50));
            members.put("maxMillis", question.millis(100));
            members.put("requests", question.answered());
            members.put("heap", HEAP);
            conditions.results().print("script-table", members);
            if (!sender.isAlive()) {
                throw new IOException("the sender ended");
            }
        }
    }

    private static long awaitRows(Product product) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        long rows = 0;
        while (rows < ROWS) {
            TimeUnit.MILLISECONDS.sleep(500);
            rows = product.json("/script/rows.js/json").asLong();
            if (System.nanoTime() > end) {
                throw new IOException("there are only " + rows + " rows");
            }
        }
        return rows;
    }

    /** Waits until the top levels of all scripts have ended, and set their handlers. */
    private static void awaitScripts(Product product) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (String name : product.json("/scripts/json").propertyNames()) {
            while (!product.answers("/script/" + name + "/json")) {
                if (System.nanoTime() > end) {
                    throw new IOException(name + " does not answer");
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    /** Memory of scripts that wait. */
    private void idle() throws IOException, InterruptedException {
        conditions.results().begin();
        long heapWithout;
        long residentWithout;
        try (var product = new Product(conditions, HEAP, 0, List.of(), List.of())) {
            product.json("/scripts/json");
            heapWithout = product.liveHeap();
            residentWithout = product.resident();
        }
        List<String> files = new ArrayList<>();
        for (int i = 0; i < IDLE; i++) {
            files.add(copy("idle.js", "idle" + i + ".js").toString());
        }
        try (var product =
                new Product(conditions, HEAP, 0, List.of(), List.of("-Dscript.file=" + String.join(",", files)))) {
            awaitScripts(product);
            var members = new LinkedHashMap<String, Object>();
            members.put("scripts", product.json("/scripts/json").size());
            members.put("heapMB", (product.liveHeap() - heapWithout) / 1e6);
            members.put("residentMB", (product.resident() - residentWithout) / 1e6);
            conditions.results().print("script-idle", members);
        }
    }

    private String script(String name) throws IOException {
        return "-Dscript.file=" + copy(name, name);
    }

    private Path copy(String name, String as) throws IOException {
        try (InputStream in = ScriptScenario.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            Path file = conditions.scratch().resolve(as);
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }
}
