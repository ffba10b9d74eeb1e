package weir.flow.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The automaton of an expression, not deterministic: numbered states, each of which consumes a character, branches,
 * stands for a place in the text, or is the end.
 *
 * <p>Source: K. Thompson, Regular Expression Search Algorithm, CACM 11(6), 1968.
 */
final class PatternStates {

    /** Counted repetitions are written out, so an expression can be much shorter than its automaton. */
    private static final int MAX_STATES = 2000;

    /** Repetitions of nothing add no state, so the work is bounded too. */
    private static final int MAX_STEPS = 20_000;

    private static final String TOO_LARGE = "the expression is too large";
    private static final int END = 0;

    private enum Kind {
        END,
        CHARACTER,
        BRANCH,
        BEGINNING_OF_TEXT,
        END_OF_TEXT
    }

    private record State(Kind kind, @Nullable CharSet set, int next, int other) {}

    private final List<State> states = new ArrayList<>();
    private final int start;
    private int steps;

    PatternStates(PatternNode node) {
        states.add(new State(Kind.END, null, END, END));
        start = build(node, END);
    }

    private int add(State state) {
        if (states.size() >= MAX_STATES) {
            throw new PatternException(0, TOO_LARGE);
        }
        states.add(state);
        return states.size() - 1;
    }

    /** Adds the states for a node that go on to a given one. Answers the first. */
    private int build(PatternNode node, int next) {
        if (++steps > MAX_STEPS) {
            throw new PatternException(0, TOO_LARGE);
        }
        return switch (node) {
            case PatternNode.One one -> add(new State(Kind.CHARACTER, one.set(), next, next));
            case PatternNode.Beginning beginning -> add(new State(Kind.BEGINNING_OF_TEXT, null, next, next));
            case PatternNode.End end -> add(new State(Kind.END_OF_TEXT, null, next, next));
            case PatternNode.Sequence sequence -> {
                int first = next;
                for (PatternNode part : sequence.parts().reversed()) {
                    first = build(part, first);
                }
                yield first;
            }
            case PatternNode.Choice choice -> {
                int first = build(choice.parts().getLast(), next);
                for (PatternNode part :
                        choice.parts().subList(0, choice.parts().size() - 1).reversed()) {
                    first = add(new State(Kind.BRANCH, null, build(part, next), first));
                }
                yield first;
            }
            case PatternNode.Repeat repeat -> repeat(repeat, next);
        };
    }

    private int repeat(PatternNode.Repeat repeat, int next) {
        int first = next;
        if (repeat.most() < 0) {
            int loop = add(new State(Kind.BRANCH, null, next, next));
            states.set(loop, new State(Kind.BRANCH, null, build(repeat.part(), loop), next));
            first = loop;
        } else {
            for (int i = repeat.least(); i < repeat.most(); i++) {
                first = add(new State(Kind.BRANCH, null, build(repeat.part(), first), next));
            }
        }
        for (int i = 0; i < repeat.least(); i++) {
            first = build(repeat.part(), first);
        }
        return first;
    }

    /** The states before the first character. */
    BitSet initial() {
        BitSet set = new BitSet();
        follow(start, true, false, set);
        return set;
    }

    /** The states after a character. */
    BitSet after(BitSet from, int character) {
        BitSet set = new BitSet();
        for (int i = from.nextSetBit(0); i >= 0; i = from.nextSetBit(i + 1)) {
            State state = states.get(i);
            CharSet wanted = state.set();
            if (wanted != null && wanted.contains(character)) {
                follow(state.next(), false, false, set);
            }
        }
        return set;
    }

    /** Whether the text may end in these states. */
    boolean accepts(BitSet from) {
        BitSet set = new BitSet();
        for (int i = from.nextSetBit(0); i >= 0; i = from.nextSetBit(i + 1)) {
            follow(i, false, true, set);
        }
        return set.get(END);
    }

    /** Adds a state and all that it leads to without a character. */
    private void follow(int first, boolean atBeginning, boolean atEnd, BitSet into) {
        int[] open = new int[states.size() + 1];
        int count = 0;
        open[count++] = first;
        while (count > 0) {
            int at = open[--count];
            if (into.get(at)) {
                continue;
            }
            into.set(at);
            State state = states.get(at);
            if (count + 2 > open.length) {
                open = Arrays.copyOf(open, 2 * open.length);
            }
            switch (state.kind()) {
                case BRANCH -> {
                    open[count++] = state.other();
                    open[count++] = state.next();
                }
                case BEGINNING_OF_TEXT -> count = atBeginning ? push(open, count, state.next()) : count;
                case END_OF_TEXT -> count = atEnd ? push(open, count, state.next()) : count;
                case CHARACTER, END -> {}
            }
        }
    }

    private static int push(int[] stack, int count, int state) {
        stack[count] = state;
        return count + 1;
    }

    /** All sets of characters. */
    List<CharSet> sets() {
        List<CharSet> sets = new ArrayList<>();
        for (State state : states) {
            CharSet set = state.set();
            if (set != null) {
                sets.add(set);
            }
        }
        return sets;
    }
}
