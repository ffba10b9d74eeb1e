package weir.metric;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of the metrics of a {@link MetricBlock}: of one structure, or of one custom metric.
 *
 * <p>Shape: numbers and texts are numbered from 0 each. Names are unique. Shared by all blocks of the same layout.
 *
 * <p>Order: by structure, then by the number of the instance where a structure can come several times in a sample; custom
 * metrics by name. Of schemas that are equal in that order a row has one block.
 *
 * <p>Thread: any; immutable.
 */
public final class MetricSchema implements Comparable<MetricSchema> {

    private final long key;
    /** Name of a custom metric; empty for a structure. */
    private final String custom;

    private final List<String> numbers;
    private final List<String> texts;
    /** Position of a number, or ~position of a text. Never changed; looked up in for each row of an answer. */
    private final Map<String, Integer> positions = new HashMap<>();

    private MetricSchema(long key, String custom, List<String> numbers, List<String> texts) {
        this.key = key;
        this.custom = custom;
        this.numbers = List.copyOf(numbers);
        this.texts = List.copyOf(texts);
        for (int i = 0; i < numbers.size(); i++) {
            putNew(positions, numbers.get(i), i);
        }
        for (int i = 0; i < texts.size(); i++) {
            putNew(positions, texts.get(i), ~i);
        }
    }

    /**
     * Metrics of a structure.
     *
     * @param tag number of the structure
     * @param instance tells apart several records of the structure in one sample; 0 where there is one
     * @throws IllegalArgumentException a name stands twice
     */
    static MetricSchema ofStructure(int tag, long instance, List<String> numbers, List<String> texts) {
        return new MetricSchema((long) tag << 32 | instance & 0xFFFF_FFFFL, "", numbers, texts);
    }

    /** A custom metric. */
    static MetricSchema ofCustom(String name, boolean text) {
        return new MetricSchema(0, name, text ? List.of() : List.of(name), text ? List.of(name) : List.of());
    }

    private static void putNew(Map<String, Integer> byName, String name, int position) {
        if (byName.putIfAbsent(name, position) != null) {
            throw new IllegalArgumentException("metric " + name + " stands twice in one structure");
        }
    }

    @Override
    public int compareTo(MetricSchema other) {
        int byKey = Long.compareUnsigned(key, other.key);
        return byKey != 0 ? byKey : custom.compareTo(other.custom);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Names of the numbers, by position. */
    public List<String> numbers() {
        return numbers;
    }

    /** Names of the texts, by position. */
    public List<String> texts() {
        return texts;
    }

    /** All names. */
    public Set<String> names() {
        return Collections.unmodifiableSet(positions.keySet());
    }

    /** Position of a number. Absent: -1. */
    public int number(String name) {
        Integer position = positions.get(name);
        return position == null || position < 0 ? -1 : position;
    }

    /** Whether there is such a name, be its value absent or not. */
    public boolean knows(String name) {
        return positions.containsKey(name);
    }

    /** Position of a text. Absent: -1. */
    public int text(String name) {
        Integer position = positions.get(name);
        return position == null || position >= 0 ? -1 : ~position;
    }
}
