package weir.bgp.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.request.InvalidRequestException;

/**
 * The systems that a route has passed.
 *
 * <p>Shape: segments one after the other, each its type, the count of its systems, and these. Text: numbers joined with
 * dashes, each set in brackets, {@code 100-200-(300-400)}.
 *
 * <p>Thread: any; immutable. Source: RFC 4271, section 4.3; RFC 5065; RFC 6793.
 */
public final class AsPath {

    /** Segment type of systems in no order. */
    public static final int SET = 1;

    /** Segment type of systems in order of passage, the nearest first. */
    public static final int SEQUENCE = 2;

    /** Segment type of members of a confederation in order. */
    public static final int CONFEDERATION_SEQUENCE = 3;

    /** Segment type of members of a confederation in no order. */
    public static final int CONFEDERATION_SET = 4;

    /** Most systems in a segment. */
    public static final int MOST_IN_SEGMENT = 255;

    /** The path of a route that comes from the neighbour's own system. */
    public static final AsPath EMPTY = new AsPath(new int[0]);

    private final int[] segments;

    private AsPath(int[] segments) {
        this.segments = segments;
    }

    /**
     * A path from its segments.
     *
     * @param segments type, count, systems, and so on
     */
    public static AsPath ofSegments(int[] segments) {
        return segments.length == 0 ? EMPTY : new AsPath(segments.clone());
    }

    /** A path that is one sequence. */
    public static AsPath of(int... systems) {
        if (systems.length == 0) {
            return EMPTY;
        }
        int[] segments = new int[systems.length + 2];
        segments[0] = SEQUENCE;
        segments[1] = systems.length;
        System.arraycopy(systems, 0, segments, 2, systems.length);
        return new AsPath(segments);
    }

    /**
     * Reads text.
     *
     * @throws InvalidRequestException it is no path, or longer than one segment may be
     */
    public static AsPath parse(String text) {
        if (text.isBlank()) {
            return EMPTY;
        }
        List<Integer> segments = new ArrayList<>();
        for (String part : text.strip().split("-(?=\\()|(?<=\\))-")) {
            boolean set = part.startsWith("(") && part.endsWith(")");
            String[] systems = (set ? part.substring(1, part.length() - 1) : part).split("-", -1);
            if (systems.length > MOST_IN_SEGMENT) {
                throw new InvalidRequestException("AS path has more than " + MOST_IN_SEGMENT + " systems");
            }
            segments.add(set ? SET : SEQUENCE);
            segments.add(systems.length);
            for (String system : systems) {
                segments.add(AsNumber.parse(system));
            }
        }
        return new AsPath(segments.stream().mapToInt(i -> i).toArray());
    }

    /** A copy of the segments: type, count, systems, and so on. */
    public int[] segments() {
        return segments.clone();
    }

    /** Whether the route comes from the neighbour's own system. */
    public boolean isEmpty() {
        return segments.length == 0;
    }

    /** Systems on the way; a set counts as one, members of a confederation as none. Source: RFC 4271, 9.1.2.2. */
    public int length() {
        int length = 0;
        for (int at = 0; at < segments.length; at += 2 + segments[at + 1]) {
            length += segments[at] == SEQUENCE ? segments[at + 1] : segments[at] == SET ? 1 : 0;
        }
        return length;
    }

    /** The neighbour's system: the first one. Absent: -1 when the path is empty. */
    public long first() {
        return segments.length < 3 ? -1 : Integer.toUnsignedLong(segments[2]);
    }

    /** The system that announced the route: the last one of a sequence. Absent: -1 when a set or nothing ends the path. */
    public long last() {
        int type = SEQUENCE;
        long last = -1;
        for (int at = 0; at < segments.length; at += 2 + segments[at + 1]) {
            if (segments[at + 1] > 0) {
                type = segments[at];
                last = Integer.toUnsignedLong(segments[at + 1 + segments[at + 1]]);
            }
        }
        return type == SEQUENCE ? last : -1;
    }

    /** The path as a neighbour in another system is to see it: with this system before it, unless it is there already. */
    public AsPath from(int system) {
        if (first() == Integer.toUnsignedLong(system)) {
            return this;
        }
        boolean joins = segments.length > 0 && segments[0] == SEQUENCE && segments[1] < MOST_IN_SEGMENT;
        int kept = joins ? segments.length - 2 : segments.length;
        int[] longer = new int[kept + 3];
        longer[0] = SEQUENCE;
        longer[1] = joins ? segments[1] + 1 : 1;
        longer[2] = system;
        System.arraycopy(segments, segments.length - kept, longer, 3, kept);
        return new AsPath(longer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AsPath path && Arrays.equals(segments, path.segments);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(segments);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < segments.length; at += 2 + segments[at + 1]) {
            boolean set = segments[at] == SET || segments[at] == CONFEDERATION_SET;
            for (int i = 0; i < segments[at + 1]; i++) {
                text.append(text.isEmpty() ? "" : "-").append(set && i == 0 ? "(" : "");
                text.append(Integer.toUnsignedLong(segments[at + 2 + i]));
            }
            text.append(set && segments[at + 1] > 0 ? ")" : "");
        }
        return text.toString();
    }
}
