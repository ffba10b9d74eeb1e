package weir.lookup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.request.InvalidRequestException;

/**
 * A map of labels for values: the label of an exact text.
 *
 * <p>An open hash table over the bytes of the texts, so that a question needs no string.
 *
 * <p>Thread: any; immutable.
 */
public final class ValueMap {

    private final byte[] @Nullable [] texts;
    private final @Nullable Label[] labels;
    private final Map<String, List<String>> source;

    private ValueMap(Map<String, Label> entries, Map<String, List<String>> source) {
        int size = Integer.highestOneBit(Math.max(2, 2 * entries.size())) * 2;
        this.texts = new byte[size][];
        this.labels = new Label[size];
        this.source = Collections.unmodifiableMap(source);
        entries.forEach((text, label) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int slot = slot(bytes, 0, bytes.length);
            texts[slot] = bytes;
            labels[slot] = label;
        });
    }

    /**
     * A map from labels with the texts they stand for. A text that stands twice has the label that comes last.
     *
     * @param map parsed JSON: each value must be an array of texts or numbers
     * @throws InvalidRequestException some element is neither; the message names it
     */
    public static ValueMap of(Map<String, ?> map) {
        Map<String, Label> entries = new LinkedHashMap<>();
        Map<String, List<String>> source = new LinkedHashMap<>();
        map.forEach((name, elements) -> {
            List<String> values = SetText.valueArray("label", name, elements);
            Label label = Label.of(name);
            values.forEach(text -> entries.put(text, label));
            source.put(name, values);
        });
        return new ValueMap(entries, source);
    }

    /** Label of a text given as UTF-8. Absent: null. */
    public @Nullable Label find(byte[] utf8, int from, int to) {
        return labels[slot(utf8, from, to)];
    }

    /** The labels as they were given. */
    public Map<String, List<String>> source() {
        return source;
    }

    /** Slot that holds the text, or the free one where it would go. */
    private int slot(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int mask = texts.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        for (byte[] known = texts[slot]; known != null; known = texts[slot]) {
            if (Arrays.equals(known, 0, known.length, bytes, from, to)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
