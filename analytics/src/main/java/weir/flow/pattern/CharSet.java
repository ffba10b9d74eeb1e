package weir.flow.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of characters as ranges: character {@code starts[i]} up to, not including, {@code ends[i]}; ascending, apart.
 *
 * @param starts first characters of the ranges
 * @param ends characters behind the ranges
 */
record CharSet(List<Integer> starts, List<Integer> ends) {

    private static final int LIMIT = Character.MAX_CODE_POINT + 1;
    private static final int CASE_DISTANCE = 'a' - 'A';

    static final CharSet NONE = new CharSet(List.of(), List.of());
    static final CharSet DIGIT = range('0', '9');
    static final CharSet WORD =
            range('a', 'z').with(range('A', 'Z')).with(DIGIT).with(range('_', '_'));
    static final CharSet SPACE = range('\t', '\r').with(range(' ', ' '));
    /** What the dot does not match. */
    static final CharSet LINE_END = range('\n', '\n')
            .with(range('\r', '\r'))
            .with(range('\u0085', '\u0085'))
            .with(range('\u2028', '\u2029'));

    /** Copies the lists. */
    CharSet {
        starts = List.copyOf(starts);
        ends = List.copyOf(ends);
    }

    static CharSet range(int first, int last) {
        return new CharSet(List.of(first), List.of(last + 1));
    }

    boolean contains(int character) {
        for (int i = 0; i < starts.size(); i++) {
            if (character >= starts.get(i) && character < ends.get(i)) {
                return true;
            }
        }
        return false;
    }

    CharSet with(CharSet other) {
        List<int[]> ranges = new ArrayList<>();
        addTo(ranges);
        other.addTo(ranges);
        ranges.sort((a, b) -> Integer.compare(a[0], b[0]));
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        for (int[] range : ranges) {
            if (!to.isEmpty() && range[0] <= to.getLast()) {
                to.set(to.size() - 1, Math.max(to.getLast(), range[1]));
            } else {
                from.add(range[0]);
                to.add(range[1]);
            }
        }
        return new CharSet(from, to);
    }

    private void addTo(List<int[]> ranges) {
        for (int i = 0; i < starts.size(); i++) {
            ranges.add(new int[] {starts.get(i), ends.get(i)});
        }
    }

    CharSet inverted() {
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < starts.size(); i++) {
            if (starts.get(i) > next) {
                from.add(next);
                to.add(starts.get(i));
            }
            next = ends.get(i);
        }
        if (next < LIMIT) {
            from.add(next);
            to.add(LIMIT);
        }
        return new CharSet(from, to);
    }

    /** The set with the other case of its ASCII letters. */
    CharSet ignoringCase() {
        CharSet both = this;
        for (int upper = 'A'; upper <= 'Z'; upper++) {
            int lower = upper + CASE_DISTANCE;
            if (contains(upper) || contains(lower)) {
                both = both.with(range(upper, upper)).with(range(lower, lower));
            }
        }
        return both;
    }
}
