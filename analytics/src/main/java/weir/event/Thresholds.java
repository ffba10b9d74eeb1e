package weir.event;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import weir.request.InvalidRequestException;

/**
 * All thresholds of one moment, by name.
 *
 * <p>A change makes a new version. One given again with equal content stays the same object in it, and one that was removed
 * and made anew does not: whose object is gone, its state is forgotten.
 *
 * <p>Bound: {@value #MOST}, and {@value #MOST_CHARACTERS} characters in all of them. Thread: any; immutable.
 */
public final class Thresholds {

    /** Most thresholds at one time. */
    public static final int MOST = 10_000;

    /** Most characters in all thresholds together, 16 more for each text of a filter. */
    public static final int MOST_CHARACTERS = 1_000_000;

    /** No thresholds. */
    public static final Thresholds NONE = new Thresholds(new TreeMap<>());

    private final SortedMap<String, Threshold> byName;

    private Thresholds(SortedMap<String, Threshold> byName) {
        this.byName = Collections.unmodifiableSortedMap(byName);
    }

    /** All of them, by name. */
    public SortedMap<String, Threshold> all() {
        return byName;
    }

    /** The one with a name. Absent: empty. */
    public Optional<Threshold> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * A version with one added, or in the place of the one with its name; this version when it holds an equal one.
     *
     * @throws InvalidRequestException there are too many, or too long ones
     */
    public Thresholds with(Threshold threshold) {
        if (threshold.equals(byName.get(threshold.name()))) {
            return this;
        }
        TreeMap<String, Threshold> changed = new TreeMap<>(byName);
        changed.put(threshold.name(), threshold);
        if (changed.size() > MOST) {
            throw new InvalidRequestException("there are " + MOST + " thresholds already, the most there can be");
        }
        if (changed.values().stream().mapToLong(Threshold::size).sum() > MOST_CHARACTERS) {
            throw new InvalidRequestException(
                    "all thresholds together would have more than " + MOST_CHARACTERS + " characters");
        }
        return new Thresholds(changed);
    }

    /** A version without the one with a name; this version when it has none. */
    public Thresholds without(String name) {
        if (!byName.containsKey(name)) {
            return this;
        }
        TreeMap<String, Threshold> changed = new TreeMap<>(byName);
        changed.remove(name);
        return new Thresholds(changed);
    }
}
