package weir.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.flowspec.MatchText;
import weir.bgp.trial.Measure;
import weir.flow.key.FlowDefinition;
import weir.lookup.Prefix;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

/**
 * What is asked of a rule: an attack, the rule against it, and on which samples it is tried.
 *
 * <p>Thread: any; immutable.
 *
 * @param attack definition of the flows that the attack is one of
 * @param flowKey key of the attack
 * @param measure what traffic is measured in
 * @param match packets that the rule is for
 * @param target address that the attack goes to, as its key says. Absent: empty when the key does not say
 * @param seconds length of the stretch of time that is looked at, up to {@value #MOST_SECONDS}
 * @param datagrams datagrams of it that are looked at by a trial, the latest, so that it takes no longer than it may
 * @param until its end, engine time in ms since the epoch. Absent: empty for now
 * @param since since when the rule is in force, engine time in ms; only asked where its effect is
 * @param agents addresses, names of hosts or nodes, or parts of the topology whose samples count
 */
public record RuleQuestion(
        FlowDefinition attack,
        String flowKey,
        Measure measure,
        FlowMatch match,
        Optional<IpAddress> target,
        double seconds,
        int datagrams,
        OptionalLong until,
        OptionalLong since,
        List<String> agents) {

    private static final double DEFAULT_SECONDS = 10;
    private static final double LEAST_SECONDS = 0.1;
    static final double MOST_SECONDS = 600;
    private static final int DEFAULT_DATAGRAMS = 3_000;
    private static final int MOST_DATAGRAMS = 1_000_000;

    /** Copies the list. */
    public RuleQuestion {
        agents = List.copyOf(agents);
    }

    /**
     * Reads a question from parsed JSON. Members that are unknown are passed over.
     *
     * @throws InvalidRequestException a member is missing or malformed; the message names it
     */
    public static RuleQuestion of(Map<String, ?> members) {
        Map<String, Object> attack = object(members, "attack");
        Measure measure = measure(attack);
        Map<String, Object> definition = new HashMap<>();
        definition.put("value", measure == Measure.FRAMES ? "frames" : "bytes");
        for (String name : List.of("keys", "filter", "fs")) {
            if (attack.get(name) != null) {
                definition.put(name, attack.get(name));
            }
        }
        FlowDefinition flows = FlowDefinition.ofScript("attack", definition);
        String key = flows.keys().isBlank() ? "" : text(attack, "flowKey");
        return new RuleQuestion(
                flows,
                key,
                measure,
                match(object(members, "rule")),
                target(flows, key),
                seconds(members.get("seconds")),
                datagrams(members.get("datagrams")),
                time(members, "until"),
                time(members, "since"),
                agents(members.get("agents")));
    }

    private static Map<String, Object> object(Map<String, ?> members, String name) {
        if (!(members.get(name) instanceof Map<?, ?> object)) {
            throw new InvalidRequestException(name + " must be an object");
        }
        Map<String, Object> read = new HashMap<>();
        object.forEach((key, value) -> {
            if (value != null) {
                read.put(String.valueOf(key), value);
            }
        });
        return read;
    }

    private static String text(Map<String, Object> members, String name) {
        if (!(members.get(name) instanceof String text)) {
            throw new InvalidRequestException(name + " must be a string");
        }
        return text;
    }

    private static Measure measure(Map<String, Object> attack) {
        String value = attack.getOrDefault("value", "frames").toString();
        return switch (value) {
            case "frames" -> Measure.FRAMES;
            case "bytes" -> Measure.BYTES;
            default -> throw new InvalidRequestException("value must be frames or bytes, not '" + value + "'");
        };
    }

    private static FlowMatch match(Map<String, Object> rule) {
        if (rule.containsKey("match") == rule.containsKey("prefix")) {
            throw new InvalidRequestException("rule has either match or prefix");
        }
        if (rule.containsKey("match")) {
            Map<String, String> texts = new HashMap<>();
            object(rule, "match").forEach((key, value) -> texts.put(key, whole(value)));
            return MatchText.parse(texts);
        }
        String text = text(rule, "prefix");
        Prefix prefix = Prefix.parse(text)
                .orElseThrow(() -> new InvalidRequestException("prefix '" + text + "' is no address or prefix"));
        return MatchText.parse(Map.of("version", prefix.address().v6() ? "6" : "4", "destination", prefix.toString()));
    }

    private static String whole(Object value) {
        return value instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : value.toString();
    }

    /** The value of the key that is a destination address, where values and keys can be told apart. */
    private static Optional<IpAddress> target(FlowDefinition flows, String key) {
        List<String> names = split(flows.keys(), ",");
        List<String> values = split(key, flows.fs());
        if (names.size() != values.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals("ipdestination") || names.get(i).equals("ip6destination")) {
                return IpAddress.parse(values.get(i));
            }
        }
        return Optional.empty();
    }

    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); !separator.isEmpty() && at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at).strip());
            from = at + separator.length();
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    private static double seconds(@Nullable Object given) {
        double seconds = given == null ? DEFAULT_SECONDS : number("seconds", given);
        if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
            throw new InvalidRequestException("seconds must be from " + LEAST_SECONDS + " to " + MOST_SECONDS);
        }
        return seconds;
    }

    private static int datagrams(@Nullable Object given) {
        double number = given == null ? DEFAULT_DATAGRAMS : number("datagrams", given);
        if (!(number >= 1 && number <= MOST_DATAGRAMS)) {
            throw new InvalidRequestException("datagrams must be from 1 to " + MOST_DATAGRAMS);
        }
        return (int) number;
    }

    private static OptionalLong time(Map<String, ?> members, String name) {
        Object given = members.get(name);
        return given == null ? OptionalLong.empty() : OptionalLong.of((long) number(name, given));
    }

    private static double number(String name, Object given) {
        try {
            double number = given instanceof Number plain ? plain.doubleValue() : Double.parseDouble(given.toString());
            // Beyond this milliseconds have no nanoseconds.
            if (Math.abs(number) < 9e12) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new InvalidRequestException(name + " must be a number, not '" + given + "'");
    }

    private static List<String> agents(@Nullable Object given) {
        return switch (given) {
            case null -> List.of("ALL");
            case List<?> elements -> elements.stream().map(String::valueOf).toList();
            case String text -> List.of(text);
            case Object other -> throw new InvalidRequestException("agents must be an array, not '" + other + "'");
        };
    }
}
