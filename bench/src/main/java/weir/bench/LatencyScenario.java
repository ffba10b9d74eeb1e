package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * How fast answers come, and samples become visible, at half the highest loss-free rate with five definitions; and for
 * how long the product stands still.
 */
final class LatencyScenario {

    private static final int DEFINITIONS = 5;
    private static final String HEAP = "512M";
    private static final int QUESTIONS = 2000;
    private static final double PER_SECOND = 10;
    /** Questions before, so that compilers have seen them: for half a minute. */
    private static final int UNREPORTED = 300;

    private static final int WARM_UP_SECONDS = 15;
    /** What is left of the time when compilers had a processor is gone when nearly all datagrams are seen so soon. */
    private static final double SETTLED_MILLIS = 20;

    private static final int PATIENCE_SECONDS = 120;
    /** For where the ladder has not been climbed. */
    private static final double RATE = 20_000;

    private final Conditions conditions;
    private final Generator generator;

    LatencyScenario(Conditions conditions, Generator generator) {
        this.conditions = conditions;
        this.generator = generator;
    }

    void run() throws IOException, InterruptedException {
        conditions.results().begin();
        double rate = Math.rint(halfOf(ResultLine.read(conditions.results().file())));
        int count = (int) Math.min(QUESTIONS, conditions.options().seconds() * QUESTIONS / 5);
        Path log = conditions.scratch().resolve("safepoints.log");
        Files.deleteIfExists(log);
        try (var product = new Product(conditions, HEAP, DEFINITIONS, List.of(Safepoints.option(log)), List.of());
                Sender sender = Sender.generator(generator, product.port(), rate);
                var top = new Questions(
                        product.uri("/activeflows/ALL/" + FlowDefinitionsOfBench.name(0) + "/json?maxFlows=20"));
                var metric = new Questions(product.uri("/dump/ALL/ifinoctets/json"))) {
            Rung.awaitMoreThan(product, (long) (rate * WARM_UP_SECONDS));
            try (var agent = new Questions(product.uri("/dump/" + busiest(product) + "/ALL/json"))) {
                Map<String, Questions> questions = new LinkedHashMap<>();
                questions.put("top", top);
                questions.put("metric", metric);
                questions.put("agent", agent);
                all(asking(questions, UNREPORTED));
                Rung.awaitLevel(product, rate);
                awaitSettled(product);
                questions.values().forEach(Questions::reset);
                Safepoints stops = Safepoints.from(log);
                StolenTime stolen = StolenTime.now();
                JsonNode before = delays(product);
                LiveReceiver.Seen begun = product.seen();
                DelaysBySecond bySecond = ask(questions, count, product);
                LiveReceiver.Seen seen = product.seen().since(begun);
                JsonNode after = delays(product);
                Buckets delays = Buckets.between(before, after);
                var members = new LinkedHashMap<String, Object>();
                members.put("rate", seen.datagrams() * 1e9 / seen.time());
                members.put("lost", seen.kernelDrops() + seen.discarded());
                members.put("heap", HEAP);
                members.put("congestion", Machine.congestionControl());
                report(questions, members);
                members.put("p50Millis", delays.millis(0.5));
                members.put("p99Millis", delays.millis(0.99));
                members.put("p999Millis", delays.millis(0.999));
                members.put("above20Percent", 100 * delays.above(20));
                double longest = after.get("max").asDouble() / 1e3;
                if (bySecond.leftOut() < bySecond.seconds()) {
                    members.put("longestMillis", longest(bySecond.undisturbed(), longest));
                }
                members.put("longestOfAllMillis", longest(delays, longest));
                members.put("secondsLeftOut", bySecond.leftOut());
                members.put("safepointMillis", stops.longestMillis());
                members.put("stolenMeanwhile", stolen.percent());
                conditions.results().print("visible", members);
            }
            if (!sender.isAlive()) {
                throw new IOException("the sender ended");
            }
        }
    }

    /**
     * The longest delay of a stretch. The engine tells the longest since its start, and how many are in each bucket: of a
     * stretch the bound of the last bucket that grew is known.
     */
    private static double longest(Buckets delays, double sinceStart) {
        double bound = delays.millis(1);
        return Double.isNaN(bound) ? sinceStart : Math.min(bound, sinceStart);
    }

    private void report(Map<String, Questions> questions, Map<String, Object> common) throws IOException {
        for (Map.Entry<String, Questions> question : questions.entrySet()) {
            Questions asked = question.getValue();
            var members = new LinkedHashMap<String, Object>();
            members.put("p50Millis", asked.millis(50));
            members.put("p99Millis", asked.millis(99));
            members.put("maxMillis", asked.millis(100));
            members.put("requests", asked.answered());
            members.put("refused", asked.refused());
            members.put("bytes", asked.bytes() / Math.max(1, asked.answered()));
            members.putAll(common);
            conditions.results().print("rest-" + question.getKey(), members);
        }
    }

    /** Waits until the product has made up for what it was behind. */
    private static void awaitSettled(Product product) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        double millis;
        do {
            JsonNode before = delays(product);
            TimeUnit.SECONDS.sleep(2);
            millis = Buckets.between(before, delays(product)).millis(0.9);
            if (System.nanoTime() > deadline) {
                throw new IOException("the product stays behind: " + millis + " ms until a datagram is seen");
            }
        } while (millis > SETTLED_MILLIS);
    }

    private static JsonNode delays(Product product) throws IOException {
        return product.analyzer().path("latency").path("applied");
    }

    /** Asks all questions, and watches delays meanwhile. */
    private static DelaysBySecond ask(Map<String, Questions> questions, int count, Product product)
            throws IOException, InterruptedException {
        var delays = new DelaysBySecond();
        List<Callable<Void>> tasks = asking(questions, count);
        tasks.add(() -> {
            delays.watch(() -> delays(product), (long) (count / PER_SECOND));
            return null;
        });
        all(tasks);
        return delays;
    }

    /** Asks all questions meanwhile, each in a thread of its own, in turn. */
    private static List<Callable<Void>> asking(Map<String, Questions> questions, int count) {
        List<Callable<Void>> tasks = new ArrayList<>();
        long begin = System.nanoTime();
        for (Questions question : questions.values()) {
            long offset = (long) (tasks.size() / (PER_SECOND * questions.size()) * 1e9);
            tasks.add(() -> {
                question.askAt(begin + offset, PER_SECOND, count);
                return null;
            });
        }
        return tasks;
    }

    /** Runs tasks at once, each in a thread of its own. */
    static void all(List<Callable<Void>> tasks) throws IOException, InterruptedException {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static String busiest(Product product) throws IOException {
        String busiest = "";
        long most = -1;
        for (Map.Entry<String, JsonNode> agent : product.json("/agents/json").properties()) {
            long datagrams = agent.getValue().path("sFlowDatagramsReceived").asLong();
            if (datagrams > most) {
                most = datagrams;
                busiest = agent.getKey();
            }
        }
        return busiest;
    }

    /** Half of the latest highest rate on record. */
    static double halfOf(List<ResultLine> lines) {
        return lines.stream()
                        .filter(line -> line.scenario().equals("ladder-" + DEFINITIONS))
                        .flatMapToDouble(line -> line.number("highest").stream())
                        .reduce(2 * RATE, (older, newer) -> newer)
                / 2;
    }
}
