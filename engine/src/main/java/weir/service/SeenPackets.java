package weir.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import weir.bgp.trial.SeenPacket;
import weir.net.IpAddress;

/**
 * Sampled packets with the places that saw them, and the choice of places that sees each packet once.
 *
 * <p>A packet that crosses several devices can be sampled at each of them, and at both ports of one. What is counted is
 * therefore, in this order: what came in by ports at the edge of the topology, if that is installed; what the agents that
 * were asked for saw; what one agent saw. That one sees at least half as much of the attack as any other, and of those
 * nearly as much traffic to the target as any other, for it would be of no use to see the attack and not whom else a rule
 * hits; of those it has the most samples. Of one agent either what came in counts or what went out: what came in, unless
 * there is less than half as much of it.
 *
 * <p>Bound: the latest {@value #MOST} samples are held. Thread: one.
 */
final class SeenPackets {

    static final int MOST = 200_000;

    /** Part of the largest estimate that another one can be of the same traffic. */
    private static final double NEARLY = 0.8;

    /** Which way a packet went at the data source that sampled it. */
    enum Direction {
        IN,
        OUT,
        UNKNOWN
    }

    /** A place that sees packets. */
    record Place(IpAddress agent, Direction direction, boolean edge) {}

    private record Seen(Place place, SeenPacket packet) {}

    /** What was seen at a place or by an agent. */
    private static final class Sight {
        private long samples;
        private double attack;
        private double all;

        void add(SeenPacket packet) {
            samples++;
            attack += packet.attack() ? packet.weight() : 0;
            all += packet.weight();
        }

        void add(Sight other) {
            samples += other.samples;
            attack += other.attack;
            all += other.all;
        }
    }

    private final Deque<Seen> seen = new ArrayDeque<>();
    private boolean full;

    void add(Place place, SeenPacket packet) {
        if (seen.size() == MOST) {
            seen.removeFirst();
            full = true;
        }
        seen.addLast(new Seen(place, packet));
    }

    /** Whether older samples were let go. */
    boolean isFull() {
        return full;
    }

    /** Time of the oldest sample that is held. Absent: {@link Long#MAX_VALUE}. */
    long oldest() {
        return seen.isEmpty() ? Long.MAX_VALUE : seen.getFirst().packet.time();
    }

    /** The packets that count, and who saw them. */
    record Chosen(RuleAnswer.Counted counted, List<SeenPacket> packets) {}

    /**
     * Chooses.
     *
     * @param all whether all agents were asked for
     */
    Chosen choose(boolean all) {
        Map<Place, Sight> sights = new HashMap<>();
        for (Seen each : seen) {
            sights.computeIfAbsent(each.place, none -> new Sight()).add(each.packet);
        }
        double attack =
                sights.values().stream().mapToDouble(sight -> sight.attack).sum();
        if (sights.entrySet().stream()
                .anyMatch(each -> entersNetwork(each.getKey()) && (attack == 0 || each.getValue().attack > 0))) {
            return chosen("edge", SeenPackets::entersNetwork);
        }
        Map<IpAddress, Direction> ways = new TreeMap<>();
        Map<IpAddress, Sight> agents = new TreeMap<>();
        sights.keySet().forEach(place -> ways.computeIfAbsent(place.agent, agent -> way(agent, sights)));
        sights.forEach((place, sight) -> {
            if (counts(place, ways)) {
                agents.computeIfAbsent(place.agent, none -> new Sight()).add(sight);
            }
        });
        if (!all) {
            return chosen("agents", place -> counts(place, ways));
        }
        Optional<IpAddress> best = best(agents);
        return chosen("agent", place -> best.equals(Optional.of(place.agent)) && counts(place, ways));
    }

    /** Of those who see the attack, one who sees most of all traffic to the target, by as many samples as possible. */
    private static Optional<IpAddress> best(Map<IpAddress, Sight> agents) {
        double attack = agents.values().stream()
                .mapToDouble(sight -> sight.attack)
                .max()
                .orElse(0);
        double all = agents.values().stream()
                .filter(sight -> sight.attack >= attack / 2)
                .mapToDouble(sight -> sight.all)
                .max()
                .orElse(0);
        return agents.entrySet().stream()
                .filter(each -> each.getValue().attack >= attack / 2)
                .filter(each -> each.getValue().all >= NEARLY * all)
                .max(Comparator.comparingLong((Map.Entry<IpAddress, Sight> each) -> each.getValue().samples)
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
    }

    private static boolean entersNetwork(Place place) {
        return place.edge && place.direction != Direction.OUT;
    }

    private static Direction way(IpAddress agent, Map<Place, Sight> sights) {
        double in = 0;
        double out = 0;
        for (Map.Entry<Place, Sight> each : sights.entrySet()) {
            if (each.getKey().agent.equals(agent)) {
                in += each.getKey().direction == Direction.IN ? each.getValue().all : 0;
                out += each.getKey().direction == Direction.OUT ? each.getValue().all : 0;
            }
        }
        return in >= out / 2 ? Direction.IN : Direction.OUT;
    }

    private static boolean counts(Place place, Map<IpAddress, Direction> ways) {
        return place.direction == Direction.UNKNOWN || place.direction == ways.get(place.agent);
    }

    private Chosen chosen(String by, Predicate<Place> counts) {
        List<SeenPacket> packets = new ArrayList<>();
        Set<IpAddress> agents = new TreeSet<>();
        Map<Place, Boolean> known = new HashMap<>();
        for (Seen each : seen) {
            if (known.computeIfAbsent(each.place, counts::test)) {
                packets.add(each.packet);
                agents.add(each.place.agent);
            }
        }
        return new Chosen(
                new RuleAnswer.Counted(
                        by, agents.stream().map(IpAddress::toString).toList()),
                packets);
    }
}
