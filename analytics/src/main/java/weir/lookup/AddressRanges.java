package weir.lookup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;

/**
 * Nested prefixes of one family as ranges that do not overlap.
 *
 * <p>Shape: range i begins at {@code (highs[i], lows[i])} and ends where the next begins; a null label is a gap.
 */
final class AddressRanges {

    private static final Comparator<Map.Entry<Prefix, Label>> OUTER_FIRST = Comparator.comparing(
                    (Map.Entry<Prefix, Label> entry) -> entry.getKey().address())
            .thenComparing(entry -> entry.getKey().length());

    private final long[] highs;
    private final long[] lows;
    private final @Nullable Label[] labels;

    private AddressRanges(List<Start> starts) {
        highs = new long[starts.size()];
        lows = new long[starts.size()];
        labels = new Label[starts.size()];
        for (int i = 0; i < starts.size(); i++) {
            highs[i] = starts.get(i).at().high();
            lows[i] = starts.get(i).at().low();
            labels[i] = starts.get(i).label();
        }
    }

    private record Start(IpAddress at, @Nullable Label label) {}

    /** A prefix whose end the sweep has not reached. */
    private record Open(IpAddress last, Label label) {}

    /** Sweeps over the prefixes in the order of their first address; prefixes nest or are disjoint, so a stack does. */
    static AddressRanges of(List<Map.Entry<Prefix, Label>> prefixes) {
        List<Map.Entry<Prefix, Label>> sorted = new ArrayList<>(prefixes);
        sorted.sort(OUTER_FIRST);
        List<Start> starts = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        for (Map.Entry<Prefix, Label> entry : sorted) {
            IpAddress first = entry.getKey().address();
            closeBefore(first, open, starts);
            open.push(new Open(entry.getKey().last(), entry.getValue()));
            begin(starts, new Start(first, entry.getValue()));
        }
        closeBefore(null, open, starts);
        return new AddressRanges(starts);
    }

    /** Closes the prefixes that end before an address, all of them when it is null. */
    private static void closeBefore(@Nullable IpAddress next, Deque<Open> open, List<Start> starts) {
        while (!open.isEmpty() && (next == null || open.element().last().compareTo(next) < 0)) {
            IpAddress last = open.pop().last();
            IpAddress behind = successor(last);
            if (behind != null) {
                Label outer = open.isEmpty() ? null : open.element().label();
                begin(starts, new Start(behind, outer));
            }
        }
    }

    /** Adds a start; it replaces one at the same address, which was empty. */
    private static void begin(List<Start> starts, Start start) {
        if (!starts.isEmpty() && starts.getLast().at().equals(start.at())) {
            starts.removeLast();
        }
        starts.add(start);
    }

    private static @Nullable IpAddress successor(IpAddress address) {
        if (!address.v6()) {
            return address.low() == 0xFFFF_FFFFL ? null : IpAddress.v4((int) (address.low() + 1));
        }
        long low = address.low() + 1;
        long high = low == 0 ? address.high() + 1 : address.high();
        return low == 0 && high == 0 ? null : IpAddress.v6(high, low);
    }

    @Nullable
    Label find(long high, long low) {
        int from = 0;
        int to = highs.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            int order = Long.compareUnsigned(highs[middle], high);
            boolean before = order < 0 || order == 0 && Long.compareUnsigned(lows[middle], low) <= 0;
            if (before) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? null : labels[from - 1];
    }
}
