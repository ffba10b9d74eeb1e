package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Datagrams on the loopback address at growing rates: what plain receivers and the product with 0, 1, 5 and 20 definitions
 * take without loss, all from the same sender on the same processors.
 *
 * <p>A rate is loss-free when one of three stretches was; the highest is narrowed down between the last that was and the
 * first that was not.
 */
final class LadderScenario {

    private static final List<Integer> RATES = List.of(1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000);
    /** Where receivers start whose cost at low rates is not asked for. */
    private static final int FAST = 20_000;

    private static final int WARM_UP_RATE = 20_000;
    private static final double WARM_UP_SECONDS = 5;
    private static final int TRIES = 3;
    /** Stretches that may be lost to stolen time before one of them counts after all. */
    private static final int PATIENCE = 6;

    private static final int NARROWINGS = 3;
    private static final String HEAP = "512M";
    private static final int DETAILED = 5;

    private final Conditions conditions;
    private final Generator generator;
    private final double seconds;
    private final List<Double> plain = new ArrayList<>();

    LadderScenario(Conditions conditions, Generator generator) {
        this.conditions = conditions;
        this.generator = generator;
        seconds = conditions.options().seconds();
    }

    void run() throws IOException, InterruptedException {
        for (String kind : PlainProcess.KINDS) {
            conditions.results().begin();
            try (var receiver = new PlainProcess(conditions, kind)) {
                Climb climb = climb(receiver, FAST);
                plain.add(climb.highest);
                conditions.results().print("ladder-" + kind, climb.members);
            }
        }
        double toolNanos = toolNanosPerDatagram();
        for (int definitions : conditions.options().definitions()) {
            conditions.results().begin();
            try (var product = new Product(conditions, HEAP, definitions, List.of(), List.of())) {
                // Unreported: what is slow at first is compiled.
                Rung.run(generator, product, WARM_UP_RATE, WARM_UP_SECONDS);
                Climb climb = climb(product, definitions == DETAILED ? RATES.getFirst() : FAST);
                Map<String, Object> members = climb.members;
                double highest = climb.highest;
                double best = plain.stream().max(Double::compare).orElseThrow();
                members.put("plain", best);
                members.put("receiverShare", highest / best);
                if (toolNanos > 0) {
                    members.put("toolRatio", highest * toolNanos / 1e9);
                }
                members.put("heap", HEAP);
                var analyzer = product.analyzer();
                members.put(
                        "bufferAsked", analyzer.path("sFlowReceiveBufferAsked").asLong());
                members.put("bufferGot", analyzer.path("sFlowReceiveBufferGot").asLong());
                conditions.results().print("ladder-" + definitions, members);
            }
        }
    }

    /** What sflowtool takes for a datagram; 0 where it is absent. */
    private double toolNanosPerDatagram() throws IOException, InterruptedException {
        var tool = Yardstick.sflowtool("-T");
        var capture = conditions.generated("generated");
        return tool.isEmpty() || capture.isEmpty()
                ? 0
                : (double) tool.orElseThrow().run(capture.orElseThrow().capture())
                        / capture.orElseThrow().truth().datagrams();
    }

    /** The highest rate without loss, and what else is to be told. */
    private record Climb(double highest, Map<String, Object> members) {}

    private Climb climb(LiveReceiver receiver, int from) throws IOException, InterruptedException {
        Map<Double, Rung> rungs = new TreeMap<>();
        double good = 0;
        double bad = 0;
        for (int rate : RATES) {
            if (rate < from || bad > 0) {
                continue;
            }
            Rung rung = best(receiver, rate);
            rungs.put((double) rate, rung);
            if (rung.seen().isWhole()) {
                good = Math.max(good, rung.rate());
                if (!rung.isFull()) {
                    break;
                }
            } else {
                bad = rate;
            }
        }
        for (int i = 0; i < NARROWINGS && bad > 0; i++) {
            double between = good == 0 ? bad / 2 : Math.sqrt(good * bad);
            Rung rung = best(receiver, Math.rint(between));
            if (rung.seen().isWhole()) {
                good = Math.max(good, rung.rate());
            } else {
                bad = between;
            }
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("highest", good);
        members.put("seconds", seconds);
        rungs.forEach((rate, rung) -> {
            String name = String.format(Locale.ROOT, "%.0f", rate);
            members.put("micros" + name, rung.micros());
            members.put("lost" + name, rung.seen().lostPercent());
        });
        return new Climb(good, members);
    }

    /** The first stretch without loss, else the one that lost least. */
    private Rung best(LiveReceiver receiver, double rate) throws IOException, InterruptedException {
        List<Rung> tries = new ArrayList<>();
        for (int i = 0; tries.size() < TRIES && i < PATIENCE; i++) {
            Rung rung = Rung.run(generator, receiver, rate, seconds);
            System.out.printf(
                    Locale.ROOT,
                    "             %-8s %7.0f asked %7.0f came, lost %.2f %% (kernel %d, discarded %d, gaps %d), %.2f µs a datagram, stolen"
                            + " %.1f %%%n",
                    receiver.name(),
                    rate,
                    rung.rate(),
                    rung.seen().lostPercent(),
                    rung.seen().kernelDrops(),
                    rung.seen().discarded(),
                    rung.seen().gaps(),
                    rung.micros(),
                    rung.stolen());
            if (rung.counts() || i + TRIES > PATIENCE) {
                tries.add(rung);
            }
            if (rung.seen().isWhole()) {
                return rung;
            }
        }
        return tries.stream()
                .min((one, other) ->
                        Double.compare(one.seen().lostPercent(), other.seen().lostPercent()))
                .orElseThrow();
    }
}
