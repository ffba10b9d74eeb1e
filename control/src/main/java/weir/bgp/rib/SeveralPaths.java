package weir.bgp.rib;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import weir.lookup.Prefix;

/**
 * The routes of each prefix where a neighbour sends several, told apart by its identifiers.
 *
 * <p>Shape: routes are numbers of a {@link RouteTable}; those of a prefix are in the order of their identifiers. Thread: the
 * speaker's. Source: RFC 7911.
 */
final class SeveralPaths {

    /** Most routes to one prefix. */
    static final int MOST_OF_PREFIX = 256;

    private static final long[] NONE = {};
    private static final int HALF = 32;

    private final Map<Prefix, long[]> paths = new HashMap<>();
    private int count;
    private boolean exceeded;

    /** Sets the route with an identifier. Answers the number it had, or 0. */
    int put(Prefix prefix, int id, int number) {
        long[] known = paths.getOrDefault(prefix, NONE);
        long entry = Integer.toUnsignedLong(id) << HALF | number;
        int at = at(known, id);
        if (at >= 0) {
            int before = (int) known[at];
            known[at] = entry;
            return before;
        }
        int place = -1 - at;
        long[] more = Arrays.copyOf(known, known.length + 1);
        System.arraycopy(known, place, more, place + 1, known.length - place);
        more[place] = entry;
        paths.put(prefix, more);
        count++;
        exceeded |= more.length > MOST_OF_PREFIX;
        return 0;
    }

    /** Removes the route with an identifier. Answers the number it had, or 0. */
    int remove(Prefix prefix, int id) {
        long[] known = paths.getOrDefault(prefix, NONE);
        int at = at(known, id);
        if (at < 0) {
            return 0;
        }
        if (known.length == 1) {
            paths.remove(prefix);
        } else {
            long[] less = Arrays.copyOf(known, known.length - 1);
            System.arraycopy(known, at + 1, less, at, less.length - at);
            paths.put(prefix, less);
        }
        count--;
        return (int) known[at];
    }

    /** Where an identifier is; -1 less the place where it would be when it is not there. */
    private static int at(long[] entries, int id) {
        int at = 0;
        while (at < entries.length && Integer.compareUnsigned((int) (entries[at] >>> HALF), id) < 0) {
            at++;
        }
        return at < entries.length && (int) (entries[at] >>> HALF) == id ? at : -1 - at;
    }

    /** The routes of a prefix. */
    int[] numbers(Prefix prefix) {
        long[] entries = paths.getOrDefault(prefix, NONE);
        int[] numbers = new int[entries.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) entries[i];
        }
        return numbers;
    }

    /** All routes of all prefixes. */
    int count() {
        return count;
    }

    /** Whether a prefix ever had too many. */
    boolean isExceeded() {
        return exceeded;
    }

    void clear() {
        paths.clear();
        count = 0;
        exceeded = false;
    }
}
