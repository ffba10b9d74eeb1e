package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens under overload: the engine gets so little processor time that it follows some thousand datagrams a second,
 * and then 1, 2, 5 and 20 times as many as it can follow.
 *
 * <p>At each it must live, answer, keep its memory, estimate within its stated error, account for every datagram under one
 * cause, and lose nothing any more a second after the flood.
 */
final class OverloadScenario {

    /** Rate that is to be followed without loss at most; the processor time is chosen for it. */
    private static final double MOST = 5000;

    private static final int[] TIMES = {1, 2, 5, 20};
    private static final double WITHIN_ERROR = 0.9;
    /**
     * A question to a shard that starves takes long, and what comes in the meantime counts for the instant it was asked for;
     * so the total may be off by more than the estimates themselves.
     */
    private static final double TOTAL_ERROR = 0.35;

    private static final long MEGABYTE = 1 << 20;

    /** How often estimates are compared at each rate, from the middle of its time on. */
    private static final int COMPARED = 4;

    private static final Pattern FLOW = Pattern.compile("\\{[^}]*\\}");
    private static final Pattern KEY = Pattern.compile("\"key\":\\s*\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\"value\":\\s*([-0-9.Ee+]+)");
    private static final Pattern ERROR = Pattern.compile("\"error\":\\s*([-0-9.Ee+]+)");

    private final Results results;
    private final int seconds;
    private final List<String> objections = new ArrayList<>();

    /** How estimates of one instant compare with the truth. */
    private record Accuracy(double total, double within, int flows) {}

    /**
     * A run that has not begun.
     *
     * @param results where its figures go
     * @param seconds how long each rate lasts
     */
    OverloadScenario(Results results, int seconds) {
        this.results = results;
        this.seconds = seconds;
    }

    /** Runs it, prints a table, and answers what was not as it must be. */
    List<String> run() throws IOException, InterruptedException {
        try (var engine = new LoadedEngine(
                        List.of("-Xms512M", "-Xmx512M", "-XX:+UseG1GC"), List.of("-Dsflow.rcvpktsbuffer=1000"), 5);
                var traffic = new LoadTraffic(engine.port())) {
            Optional<ProcessorQuota> quota = ProcessorQuota.of(engine.pid());
            if (quota.isEmpty()) {
                System.out.println("overload: skipped, processor time cannot be limited here");
                return List.of();
            }
            quota.get().limit(0);
            warmUp(engine, traffic);
            double part = 0.2;
            quota.get().limit(part);
            double rate = follows(engine, traffic);
            for (int i = 0; i < 3 && rate > MOST * 1.5; i++) {
                part *= MOST * 1.4 / rate;
                quota.get().limit(part);
                rate = follows(engine, traffic);
            }
            double base = lossFree(engine, traffic, Math.min(MOST, rate * 0.7));
            System.out.printf(
                    Locale.ROOT,
                    "overload: %.3f of a processor, applies %.0f datagrams a second in a flood, loses none at %.0f%n",
                    part,
                    rate,
                    base);
            quota.get().limit(0);
            long heap = engine.liveHeap();
            quota.get().limit(part);
            for (int times : TIMES) {
                traffic.send(base / 2, 3, 0);
                traffic.sendOneOfEach();
                LockSupport.parkNanos(1_000_000_000L);
                step(engine, traffic, times, base, heap);
            }
            engine.close();
            quota.get().close();
        }
        return objections;
    }

    /** Until the code of reception and of answers is compiled. */
    private void warmUp(LoadedEngine engine, LoadTraffic traffic) throws InterruptedException {
        AtomicBoolean asking = new AtomicBoolean(true);
        Thread asker = Thread.ofPlatform().start(() -> ask(engine, new ArrayList<>(), asking));
        traffic.send(10_000, 15, 0);
        traffic.send(40_000, 10, 0);
        asking.set(false);
        asker.join();
    }

    /** Datagrams a second that are applied in a flood: the middle one of three, for one collection is much of a few seconds. */
    private static double follows(LoadedEngine engine, LoadTraffic traffic) throws IOException, InterruptedException {
        double[] rates = new double[3];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = followsOnce(engine, traffic);
        }
        Arrays.sort(rates);
        return rates[1];
    }

    private static double followsOnce(LoadedEngine engine, LoadTraffic traffic)
            throws IOException, InterruptedException {
        traffic.send(40_000, 1, 0);
        LoadedEngine.Figures before = engine.figures();
        long begun = System.nanoTime();
        traffic.send(40_000, 3, 0);
        LoadedEngine.Figures after = engine.figures();
        double seconds = (System.nanoTime() - begun) / 1e9;
        LockSupport.parkNanos(1_000_000_000L);
        return (after.of("sFlowDatagramsReceived")
                        - before.of("sFlowDatagramsReceived")
                        - after.of("sFlowQueueDrops")
                        + before.of("sFlowQueueDrops"))
                / seconds;
    }

    /** A rate at which nothing is lost while questions are asked. */
    private double lossFree(LoadedEngine engine, LoadTraffic traffic, double from)
            throws IOException, InterruptedException {
        AtomicBoolean asking = new AtomicBoolean(true);
        Thread asker = Thread.ofPlatform().start(() -> ask(engine, new ArrayList<>(), asking));
        for (double rate = from; ; rate *= 0.8) {
            traffic.send(rate, 2, 0);
            long before = engine.figures().drops();
            traffic.send(rate, 8, 0);
            if (engine.figures().drops() == before || rate < 100) {
                asking.set(false);
                asker.join();
                return rate * 0.8;
            }
        }
    }

    private void step(LoadedEngine engine, LoadTraffic traffic, int times, double base, long heapBefore)
            throws IOException, InterruptedException {
        LoadedEngine.Figures before = engine.figures();
        long sentBefore = traffic.sent();
        long lostBefore = engine.lostBySequence();
        List<Long> answers = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean flooding = new AtomicBoolean(true);
        Thread asker = Thread.ofPlatform().start(() -> ask(engine, answers, flooding));
        List<String> estimates = Collections.synchronizedList(new ArrayList<>());
        Thread estimator = Thread.ofPlatform().start(() -> {
            long begun = System.nanoTime();
            double between = (seconds - 1.5) / (COMPARED + 2) * 1e9;
            for (int i = 3; i <= COMPARED + 2; i++) {
                LockSupport.parkNanos((long) (i * between) - (System.nanoTime() - begun));
                try {
                    estimates.add(engine.get("/activeflows/ALL/flow01/json?maxFlows=100000&aggMode=sum"));
                } catch (IOException | InterruptedException e) {
                    objections.add("no estimates at " + times + " times: " + e);
                }
            }
        });
        double rate = traffic.send(base * times, seconds, 0);
        flooding.set(false);
        estimator.join();
        List<Accuracy> accuracy = estimates.stream()
                .map(answer -> accuracy(answer, rate))
                .sorted(Comparator.comparingDouble(Accuracy::total))
                .toList();
        traffic.send(base / 2, 1, 0);
        long dropsAfter = engine.figures().drops();
        traffic.send(base / 2, 2, 0);
        traffic.sendOneOfEach();
        asker.join();
        LoadedEngine.Figures after = settled(engine, traffic, before, sentBefore);
        long late = after.drops() - dropsAfter;
        long sent = traffic.sent() - sentBefore;
        long received = after.of("sFlowDatagramsReceived") - before.of("sFlowDatagramsReceived");
        long kernel = after.of("sFlowKernelDrops") - before.of("sFlowKernelDrops");
        long queue = after.of("sFlowQueueDrops") - before.of("sFlowQueueDrops");
        long lost = engine.lostBySequence() - lostBefore;
        long heap = engine.liveHeap();
        List<Long> sorted = answers.stream().sorted().toList();
        var members = new LinkedHashMap<String, Object>();
        members.put("times", times);
        members.put("rate", rate);
        members.put("sent", sent);
        members.put("received", received);
        members.put("kernelDrops", kernel);
        members.put("queueDrops", queue);
        members.put("lostBySequence", lost);
        if (accuracy.isEmpty()) {
            throw new IOException("no estimates at " + times + " times");
        }
        double total = accuracy.get(accuracy.size() / 2).total;
        double within =
                accuracy.stream().mapToDouble(Accuracy::within).average().orElse(0);
        members.put("totalOffPercent", total * 100);
        members.put("lowestTotalOffPercent", accuracy.getFirst().total * 100);
        members.put("highestTotalOffPercent", accuracy.getLast().total * 100);
        members.put("withinPercent", within * 100);
        members.put("flows", accuracy.getLast().flows);
        members.put("p50Millis", sorted.get(sorted.size() / 2));
        members.put("maxMillis", sorted.getLast());
        members.put("residentMB", engine.resident() / MEGABYTE);
        members.put("liveHeapMB", heap / MEGABYTE);
        members.put("lostLater", late);
        results.print("overload-" + times, members);
        object(engine.isAlive(), times, "the engine has ended");
        object(sent == received + kernel, times, "sent is not received and kernel drops");
        object(lost == kernel + queue, times, "lost by sequence is not kernel and queue drops");
        object(times > 1 || kernel + queue == 0, times, "loss at a rate that was followed");
        object(times < 5 || kernel + queue > 0, times, "no overload");
        object(late == 0, times, "loss a second after the flood");
        object(Math.abs(total) < TOTAL_ERROR, times, "total of estimates is wrong");
        object(within >= WITHIN_ERROR, times, "estimates are outside their stated error");
        object(heap < heapBefore * 1.2 + 10 * MEGABYTE, times, "live heap has grown");
        object(sorted.getLast() < 5000, times, "an answer took more than 5 s");
    }

    private void object(boolean fine, int times, String objection) {
        if (!fine) {
            objections.add(objection + " at " + times + " times");
        }
    }

    /** The figures once everything sent is accounted for and applied, or after a few seconds. */
    private static LoadedEngine.Figures settled(
            LoadedEngine engine, LoadTraffic traffic, LoadedEngine.Figures before, long sentBefore)
            throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            LoadedEngine.Figures now = engine.figures();
            long accounted = now.of("sFlowDatagramsReceived")
                    - before.of("sFlowDatagramsReceived")
                    + now.of("sFlowKernelDrops")
                    - before.of("sFlowKernelDrops");
            LockSupport.parkNanos(500_000_000L);
            if (accounted == traffic.sent() - sentBefore || i == 10) {
                return engine.figures();
            }
        }
    }

    private void ask(LoadedEngine engine, List<Long> answers, AtomicBoolean flooding) {
        while (flooding.get()) {
            long begun = System.nanoTime();
            try {
                engine.get("/activeflows/ALL/flow01/json?maxFlows=20");
                engine.figures();
            } catch (IOException | InterruptedException e) {
                objections.add("no answer: " + e);
            }
            answers.add((System.nanoTime() - begun) / 1_000_000);
            LockSupport.parkNanos(500_000_000L);
        }
    }

    private static Accuracy accuracy(String estimates, double rate) {
        double truth = LoadTraffic.bytesPerSecond(rate);
        double sum = 0;
        int within = 0;
        int flows = 0;
        Matcher flow = FLOW.matcher(estimates);
        while (flow.find()) {
            Matcher key = KEY.matcher(flow.group());
            Matcher value = VALUE.matcher(flow.group());
            Matcher error = ERROR.matcher(flow.group());
            if (key.find() && value.find() && error.find()) {
                double estimate = Double.parseDouble(value.group(1));
                double expected = truth * LoadTraffic.share(key.group(1));
                sum += estimate;
                flows++;
                within += Math.abs(estimate - expected)
                                <= Math.max(expected, estimate) * Double.parseDouble(error.group(1)) / 100
                        ? 1
                        : 0;
            }
        }
        return new Accuracy(sum / truth - 1, flows == 0 ? 0 : (double) within / flows, flows);
    }
}
