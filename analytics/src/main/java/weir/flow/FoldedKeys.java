package weir.flow;

import java.util.Arrays;

/**
 * Keys of observations as dense numbers from 0; equal keys have one.
 *
 * <p>Packed keys are kept and compared as words. The others, which are few where there are both, are bytes in a
 * {@link KeyPool}.
 *
 * <p>Lifetime and thread: one question, one thread.
 */
final class FoldedKeys {

    private static final int PACKED = -1;
    private static final int NONE = -1;

    private final KeyView view;
    private final int keyWords;
    private final Slots slots = new Slots();
    private final KeyPool others = new KeyPool(MemoryBudget.unlimited());

    private long[] words;
    /** For each key its number among the others, {@link #PACKED} for none. */
    private int[] other;
    /** For each of the others its number here. */
    private int[] numbers = {};

    private int end;

    /** No keys yet; packed ones have so many bytes, -1 when none are packed. */
    FoldedKeys(int keyWidth) {
        view = new KeyView(keyWidth);
        keyWords = KeyView.words(keyWidth);
        other = new int[64];
        words = new long[other.length * keyWords];
    }

    /** All numbers are below this. */
    int end() {
        return end;
    }

    /** Number of the key of an observation, a new one if it is not there yet. */
    int number(Observations part, int observation) {
        part.key(observation, view);
        return view.packed() ? packed() : unpacked();
    }

    /** Sets a view to a key. */
    KeyView key(int number, KeyView into) {
        if (other[number] == PACKED) {
            into.setPacked(words, number * keyWords);
        } else {
            int at = other[number];
            into.set(others.bytes(), others.start(at), others.length(at), others.hash(at));
        }
        return into;
    }

    byte[] copy(int number) {
        return key(number, view).copy();
    }

    private int packed() {
        int hash = view.hash();
        int[] table = slots.slots();
        int mask = table.length - 1;
        for (int i = hash & mask; table[i] != 0; i = i + 1 & mask) {
            int number = (table[i] & SlotTable.ITEM_MASK) - 1;
            if (((table[i] ^ hash) & SlotTable.TAG_MASK) == 0 && view.equalsPacked(words, number * keyWords)) {
                return number;
            }
        }
        int number = next(PACKED);
        System.arraycopy(view.words(), 0, words, number * keyWords, keyWords);
        if (!slots.hasRoom()) {
            throw new IllegalStateException("more than " + SlotTable.MAX_ITEMS + " keys in one answer");
        }
        slots.add(number, hash);
        return number;
    }

    private int unpacked() {
        int found = others.find(view.bytes(), view.offset(), view.length(), view.hash());
        if (found >= 0) {
            return numbers[found];
        }
        int at = others.add(view.bytes(), view.offset(), view.length(), view.hash());
        if (at == NONE) {
            throw new IllegalStateException("more than " + SlotTable.MAX_ITEMS + " keys in one answer");
        }
        if (at >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(64, 2 * at));
        }
        numbers[at] = next(at);
        return numbers[at];
    }

    private int next(int otherNumber) {
        if (end == other.length) {
            other = Arrays.copyOf(other, 2 * end);
            words = Arrays.copyOf(words, other.length * keyWords);
        }
        other[end] = otherNumber;
        return end++;
    }

    private final class Slots extends SlotTable {

        Slots() {
            super(MemoryBudget.unlimited());
        }

        @Override
        int hashOf(int item) {
            return KeyView.hash(0, words, item * keyWords, keyWords);
        }
    }
}
