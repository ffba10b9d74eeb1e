package weir.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import weir.request.InvalidRequestException;
import weir.topology.Topology.Link;
import weir.topology.Topology.Node;
import weir.topology.Topology.Port;

/**
 * Reads a topology from parsed JSON: objects as maps, text, numbers and booleans.
 *
 * <p>Members that a topology does not have are dropped; a number or a boolean counts as its text; what is not given is
 * absent. Bound: {@value #MOST} nodes, ports, links and tags together, {@value #LONGEST} characters for each text.
 *
 * <p>Thread: one; used once.
 */
public final class TopologyReader {

    /** Most nodes, ports, links and tags together. */
    public static final int MOST = 500_000;

    /** Longest text in characters. */
    public static final int LONGEST = 1000;

    private int count;

    private TopologyReader() {}

    /**
     * Reads a topology that is not installed yet.
     *
     * @throws InvalidRequestException a member is of the wrong kind, or something is too large; the message names it
     */
    public static Topology read(Map<String, ?> members) {
        TopologyReader reader = new TopologyReader();
        return new Topology(
                Topology.NONE.version(),
                reader.all("", members, "nodes", reader::node),
                reader.all("", members, "links", reader::link));
    }

    private Node node(String place, Map<?, ?> members) {
        return new Node(
                text(place, members, "agent"),
                text(place, members, "dpid"),
                tags(place, members),
                all(place + ".", members, "ports", this::port));
    }

    private Port port(String place, Map<?, ?> members) {
        return new Port(
                text(place, members, "ifindex"),
                text(place, members, "ofport"),
                text(place, members, "dpid"),
                tags(place, members));
    }

    private Link link(String place, Map<?, ?> members) {
        return new Link(
                text(place, members, "node1"),
                text(place, members, "port1"),
                text(place, members, "node2"),
                text(place, members, "port2"),
                tags(place, members));
    }

    private Map<String, String> tags(String place, Map<?, ?> members) {
        Map<String, String> tags = new LinkedHashMap<>();
        object(place + ".tags", members.get("tags")).forEach((name, value) -> {
            String called = name(place + ".tags", name);
            text(place + ".tags", Map.of(called, value), called).ifPresent(text -> tags.put(called, text));
        });
        return tags;
    }

    private <T> Map<String, T> all(
            String prefix, Map<?, ?> members, String member, BiFunction<String, Map<?, ?>, T> read) {
        String place = prefix + member;
        Map<String, T> all = new LinkedHashMap<>();
        object(place, members.get(member)).forEach((name, value) -> {
            String called = name(place, name);
            String inside = place + "." + called;
            all.put(called, read.apply(inside, object(inside, value)));
        });
        return all;
    }

    private static Map<?, ?> object(String place, @Nullable Object value) {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw new InvalidRequestException(place + " must be an object");
    }

    private String name(String place, Object name) {
        if (++count > MOST) {
            throw new InvalidRequestException(
                    "the topology has more than " + MOST + " nodes, ports, links and tags together");
        }
        String text = name.toString();
        checkLength(place, text);
        return text;
    }

    private static Optional<String> text(String place, Map<?, ?> members, String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof Iterable) {
            throw new InvalidRequestException(place + "." + name + " must be a string");
        }
        checkLength(place + "." + name, value.toString());
        return Optional.of(value.toString());
    }

    private static void checkLength(String place, String text) {
        if (text.length() > LONGEST) {
            throw new InvalidRequestException(place + " has a text of more than " + LONGEST + " characters");
        }
    }
}
