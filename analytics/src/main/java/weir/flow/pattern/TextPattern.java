package weir.flow.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A regular expression that whole texts match.
 *
 * <p>It runs as a deterministic automaton that is made while it runs: a state is the set of places in the expression
 * where a match may be, and a step that was made once is an array access ever after. So time is linear in the text,
 * whatever the expression; matching allocates only when it meets a new state, and when there are more than
 * {@value #MAX_STATES} of them it forgets all and begins to collect anew.
 *
 * <p>Thread: one.
 *
 * <p>Source: R. Cox, Regular Expression Matching Can Be Simple And Fast, 2007.
 */
public final class TextPattern {

    private static final int MAX_LENGTH = 1000;
    static final int MAX_STATES = 256;
    private static final int UNKNOWN = -1;
    private static final int DEAD = 0;
    private static final int INITIAL = 1;

    private final String text;
    private final PatternStates states;
    /** Characters where another class begins, ascending; characters of one class are never told apart. */
    private final int[] classStarts;

    private final byte[] asciiClasses = new byte[128];

    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> sets = new ArrayList<>();
    private int[] steps = {};
    private boolean[] accepting = {};

    private TextPattern(String text) {
        this.text = text;
        states = new PatternStates(PatternParser.parse(text));
        TreeSet<Integer> starts = new TreeSet<>();
        starts.add(0);
        for (CharSet set : states.sets()) {
            starts.addAll(set.starts());
            starts.addAll(set.ends());
        }
        starts.remove(Character.MAX_CODE_POINT + 1);
        classStarts = starts.stream().mapToInt(Integer::intValue).toArray();
        if (classStarts.length > Byte.MAX_VALUE) {
            throw new PatternException(0, "the expression names too many characters");
        }
        for (int c = 0; c < asciiClasses.length; c++) {
            asciiClasses[c] = (byte) search(c);
        }
        forget();
    }

    /**
     * Reads an expression.
     *
     * @throws PatternException it is malformed, too large, or needs backtracking
     */
    public static TextPattern compile(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new PatternException(MAX_LENGTH, "an expression has at most " + MAX_LENGTH + " characters");
        }
        return new TextPattern(text);
    }

    /** Whether the whole text matches, given as well-formed UTF-8. */
    public boolean matches(byte[] utf8, int from, int to) {
        int state = INITIAL;
        for (int at = from; at < to && state != DEAD; ) {
            int first = utf8[at];
            int size = first >= 0 ? 1 : first >= (byte) 0xF0 ? 4 : first >= (byte) 0xE0 ? 3 : 2;
            int charClass = first >= 0 ? asciiClasses[first] : search(codePoint(utf8, at, size));
            state = step(state, charClass);
            at += size;
        }
        return accepting[state];
    }

    private int step(int state, int charClass) {
        int next = steps[state * classStarts.length + charClass];
        return next != UNKNOWN ? next : learn(state, charClass);
    }

    private int learn(int state, int charClass) {
        BitSet next = states.after(sets.get(state), classStarts[charClass]);
        boolean full = sets.size() >= MAX_STATES && !numbers.containsKey(next);
        if (full) {
            forget();
        }
        int number = number(next);
        if (!full) {
            steps[state * classStarts.length + charClass] = number;
        }
        return number;
    }

    private void forget() {
        numbers.clear();
        sets.clear();
        number(new BitSet());
        number(states.initial());
    }

    private int number(BitSet set) {
        Integer known = numbers.get(set);
        if (known != null) {
            return known;
        }
        int number = sets.size();
        numbers.put(set, number);
        sets.add(set);
        int width = classStarts.length;
        if ((number + 1) * width > steps.length) {
            steps = Arrays.copyOf(steps, Math.max(8 * width, 2 * steps.length));
            accepting = Arrays.copyOf(accepting, steps.length / width);
        }
        Arrays.fill(steps, number * width, (number + 1) * width, UNKNOWN);
        accepting[number] = states.accepts(set);
        return number;
    }

    private int search(int character) {
        int found = Arrays.binarySearch(classStarts, character);
        return found >= 0 ? found : -found - 2;
    }

    private static int codePoint(byte[] utf8, int at, int size) {
        int bits = utf8[at] & 0xFF >>> size + 1;
        for (int i = 1; i < size; i++) {
            bits = bits << 6 | utf8[at + i] & 0x3F;
        }
        return bits;
    }

    /** The expression. */
    @Override
    public String toString() {
        return text;
    }
}
