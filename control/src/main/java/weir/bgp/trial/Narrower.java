package weir.bgp.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.flowspec.FlowPacket;
import weir.bgp.flowspec.MatchText;

/**
 * Looks for rules that are for less other traffic and nearly as much of an attack.
 *
 * <p>What most packets of the attack have in common is asked for too: destination, source, protocol, ports, lengths, flags.
 * An addition counts that leaves nine tenths of what the rule was for, and hits less other traffic. The best one is taken,
 * and so on, up to three of them.
 */
final class Narrower {

    /** Rules that are told. */
    private static final int MOST = 5;

    private static final int ADDITIONS = 3;
    /** What must be left of the attack that the rule is for. */
    private static final double KEPT = 0.9;
    /** Values of one part that are asked for together. */
    private static final int VALUES = 3;

    private static final String FLAGS = "FSRPAU";

    private final List<SeenPacket> attack;
    private final List<SeenPacket> other;
    private final Measure measure;
    private final List<SeenPacket> hit = new ArrayList<>();

    Narrower(List<SeenPacket> attack, List<SeenPacket> other, Measure measure) {
        this.attack = attack;
        this.other = other;
        this.measure = measure;
    }

    /** Narrower rules, the best one first. */
    List<Suggestion> of(FlowMatch rule) {
        Suggestion base = suggestion(rule);
        if (base.attack().matched() == 0 || base.other().matched() == 0) {
            return List.of();
        }
        attack.stream().filter(packet -> rule.matches(packet.packet())).forEach(hit::add);
        Map<String, String> additions = additions(MatchText.of(rule));
        Map<FlowMatch, Suggestion> found = new LinkedHashMap<>();
        Suggestion best = base;
        for (int i = 0; i < ADDITIONS; i++) {
            Optional<Suggestion> better = better(best, base, additions, found);
            if (better.isEmpty()) {
                break;
            }
            best = better.get();
        }
        return found.values().stream()
                .sorted(Comparator.comparingDouble((Suggestion each) -> -each.gain())
                        .thenComparingInt(each -> each.match().components().size()))
                .limit(MOST)
                .toList();
    }

    private Optional<Suggestion> better(
            Suggestion from, Suggestion base, Map<String, String> additions, Map<FlowMatch, Suggestion> found) {
        List<Suggestion> good = new ArrayList<>();
        additions.forEach((key, text) -> {
            Map<String, String> members = new LinkedHashMap<>(MatchText.of(from.match()));
            if (members.putIfAbsent(key, text) == null) {
                Suggestion tried = suggestion(MatchText.parse(members));
                if (tried.attack().share() >= KEPT * base.attack().share()
                        && tried.other().share() < from.other().share()) {
                    good.add(tried);
                }
            }
        });
        good.forEach(each -> found.putIfAbsent(each.match(), each));
        return good.stream().max(Comparator.comparingDouble(Suggestion::gain));
    }

    private Suggestion suggestion(FlowMatch match) {
        return new Suggestion(
                match,
                Share.of(attack, measure, packet -> match.matches(packet.packet())),
                Share.of(other, measure, packet -> match.matches(packet.packet())));
    }

    /** What the attack has in common, by part of a rule. */
    private Map<String, String> additions(Map<String, String> rule) {
        Map<String, String> additions = new LinkedHashMap<>();
        address(
                additions,
                "destination",
                Tally.of(hit, measure, packet -> packet.packet().destination()));
        address(
                additions,
                "source",
                Tally.of(hit, measure, packet -> packet.packet().source()));
        values(additions, "protocol", FlowPacket::protocol);
        if (!rule.containsKey("port")) {
            values(additions, "source-port", FlowPacket::sourcePort);
            values(additions, "destination-port", FlowPacket::destinationPort);
        }
        values(additions, "icmp-type", FlowPacket::icmpType);
        flags(additions);
        lengths(additions);
        additions.keySet().removeAll(rule.keySet());
        return additions;
    }

    private static void address(Map<String, String> additions, String key, Tally<?> tally) {
        tally.largest(1).stream()
                .filter(part -> part.share() >= KEPT)
                .forEach(part -> additions.put(key, part.value().toString()));
    }

    private void values(Map<String, String> additions, String key, ToIntFunction<FlowPacket> field) {
        Tally<Integer> tally = Tally.of(hit, measure, packet -> {
            int value = field.applyAsInt(packet.packet());
            return value == FlowPacket.ABSENT ? null : value;
        });
        double share = 0;
        TreeSet<Integer> values = new TreeSet<>();
        for (Makeup.Part<Integer> part : tally.largest(VALUES)) {
            if (share < KEPT) {
                share += part.share();
                values.add(part.value());
            }
        }
        if (share >= KEPT) {
            additions.put(key, values.stream().map(value -> "=" + value).collect(Collectors.joining("|")));
        }
    }

    /** The flags that most have, and none of the others. */
    private void flags(Map<String, String> additions) {
        Tally<Integer> tally = Tally.of(hit, measure, packet -> {
            int bits = packet.packet().tcpFlags();
            return bits == FlowPacket.ABSENT ? null : bits & 0x3F;
        });
        for (Makeup.Part<Integer> part : tally.largest(1)) {
            String set = letters(part.value());
            String unset = letters(~part.value() & 0x3F);
            if (part.share() >= KEPT && !set.isEmpty()) {
                additions.put("tcp-flags", "=" + set + (unset.isEmpty() ? "" : "&!" + unset));
            }
        }
    }

    private static String letters(int bits) {
        StringBuilder letters = new StringBuilder();
        for (int bit = 0; bit < FLAGS.length(); bit++) {
            letters.append((bits >>> bit & 1) == 0 ? "" : FLAGS.charAt(bit));
        }
        return letters.toString();
    }

    /** The lengths of all but a fortieth at each end. */
    private void lengths(Map<String, String> additions) {
        int[] lengths = hit.stream()
                .mapToInt(packet -> packet.packet().length())
                .filter(length -> length != FlowPacket.ABSENT)
                .toArray();
        if (lengths.length < KEPT * hit.size()) {
            return;
        }
        Arrays.sort(lengths);
        int out = lengths.length / 40;
        int least = lengths[out];
        int most = lengths[lengths.length - 1 - out];
        additions.put("length", least == most ? "=" + least : ">=" + least + "&<=" + most);
    }
}
