package weir.bench.control;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long it takes until a blackhole route is at the router: from the sample with which a flow reaches its threshold,
 * and from the first sample of an attack of twenty times the threshold with the usual smoothing, of which a part is statistics
 * that no software can avoid.
 *
 * <p>The product runs in a process of its own under a load of samples of other flows; a script has a route announced for each
 * event, with {@code tried} after it has tried the rule as apps do. The router is our own speaker, in this process; a route is
 * there when it has read it. Agents that gather samples into datagrams before they send them add to that what they take.
 * {@link Steps} show where the time goes.
 *
 * <p>Arguments: samples per second of the load (50000), attacks of each kind (200), {@code plain} or {@code tried}.
 */
public final class ReactionMain {

    private static final double THRESHOLD = 1_000;
    private static final double ATTACK = 20 * THRESHOLD;
    private static final int RATE = 100;
    private static final long PAUSE = 120_000_000;
    private static final long PATIENCE = 5_000_000_000L;

    private ReactionMain() {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int load = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        int attacks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        boolean tried = arguments.length > 2 && arguments[2].equals("tried");
        try (ReactingProduct product = new ReactingProduct(THRESHOLD, tried);
                Router router = new Router();
                Load samples = new Load(product.sflowPort(), load)) {
            router.connect(product.bgpPort());
            // Compilers and the ring of datagrams need a while.
            cross(router, samples, 150, 60_000, new TreeMap<>());
            samples.warm(product);
            Map<String, Steps.Seen> seen = new TreeMap<>();
            List<Double> crossed = cross(router, samples, attacks, 0, seen);
            print("from the sample that reaches the threshold to the route", crossed);
            Steps.print(product.words(seen.keySet()), seen);
            ramp(product, router, samples, attacks);
            samples.check(product);
        }
    }

    /** Attacks of which one sample reaches the threshold at once. Answers milliseconds to the route. */
    private static List<Double> cross(Router router, Load samples, int attacks, int from, Map<String, Steps.Seen> seen)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < attacks; i++) {
            String target = target(from + i);
            long sent = samples.attack(target, (int) (100 * THRESHOLD));
            long there = router.await(target, sent + PATIENCE);
            millis.add((there - sent) / 1e6);
            seen.put(target, new Steps.Seen(sent, there));
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE));
        }
        return millis;
    }

    /** Attacks whose samples come at random. */
    private static void ramp(ReactingProduct product, Router router, Load samples, int attacks)
            throws IOException, InterruptedException {
        List<Double> statistics = new ArrayList<>();
        List<Double> software = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < attacks; i++) {
            String target = target(1_000 + i);
            long first = System.nanoTime();
            long firstMillis = System.currentTimeMillis();
            long next = first;
            long there = -1;
            while (there < 0) {
                if (System.nanoTime() > first + PATIENCE) {
                    throw new IOException("no route to " + target);
                }
                if (System.nanoTime() >= next) {
                    samples.attack(target, RATE);
                    next += Math.round(-Math.log(ThreadLocalRandom.current().nextDouble()) * 1e9 * RATE / ATTACK);
                }
                there = router.seen(target, next);
            }
            double total = (there - first) / 1e6;
            double reached = product.eventTime(target) - firstMillis;
            all.add(total);
            statistics.add(reached);
            software.add(total - reached);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE));
        }
        print("from the first sample of an attack of 20 times the threshold", all);
        print("  of it statistics: until a sample reached the threshold (to 1 ms)", statistics);
        print("  of it software: from there to the route (to 1 ms)", software);
    }

    private static String target(int number) {
        return "10.%d.%d.%d".formatted(200 + number / 10_000, number / 100 % 100, number % 100 + 1);
    }

    /** Prints the middle and the tail of durations. */
    static void print(String what, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-70s p50 %7.2f ms  p99 %7.2f ms  max %7.2f ms  (%d)%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
                sorted.getLast(),
                sorted.size());
    }
}
