package weir.meter;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.flow.key.FlowDefinition;

/**
 * All flow definitions in force, in one version.
 *
 * <p>A definition is the same object from one version to the next as long as its flows are to be kept: giving an equal
 * one again changes nothing, while one that was removed and made again is another object and begins anew.
 *
 * <p>Thread: any; immutable. A change makes a new version; whoever owns the current one publishes it.
 */
public final class FlowDefinitions {

    /** There are none. */
    public static final FlowDefinitions NONE = new FlowDefinitions(Collections.emptySortedMap(), Map.of());

    private final SortedMap<String, FlowDefinition> byName;
    private final Map<String, Integer> places;

    private FlowDefinitions(SortedMap<String, FlowDefinition> byName, Map<String, Integer> places) {
        this.byName = Collections.unmodifiableSortedMap(byName);
        this.places = Map.copyOf(places);
    }

    /** The next version, with a definition added or replaced; this version when it has an equal one. */
    public FlowDefinitions with(FlowDefinition definition) {
        if (definition.equals(byName.get(definition.name()))) {
            return this;
        }
        SortedMap<String, FlowDefinition> next = new TreeMap<>(byName);
        next.put(definition.name(), definition);
        Map<String, Integer> nextPlaces = new HashMap<>(places);
        nextPlaces.computeIfAbsent(definition.name(), name -> freePlace());
        return new FlowDefinitions(next, nextPlaces);
    }

    /** The next version, without a definition; this version when there is none of the name. */
    public FlowDefinitions without(String name) {
        if (!byName.containsKey(name)) {
            return this;
        }
        SortedMap<String, FlowDefinition> next = new TreeMap<>(byName);
        next.remove(name);
        Map<String, Integer> nextPlaces = new HashMap<>(places);
        nextPlaces.remove(name);
        return new FlowDefinitions(next, nextPlaces);
    }

    private int freePlace() {
        return IntStream.iterate(0, place -> place + 1)
                .filter(place -> !places.containsValue(place))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Place of the definition with a name, from 0: the lowest that was free when it came, kept as long as there is one of
     * the name. It is part of the version, so it is the same on all shards.
     *
     * @throws IllegalArgumentException there is none of the name
     */
    public int place(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("no definition " + name);
        }
        return place;
    }

    /** By name, in the order of names. */
    public SortedMap<String, FlowDefinition> byName() {
        return byName;
    }

    /** All of them, in the order of names. */
    public Collection<FlowDefinition> all() {
        return byName.values();
    }

    /** The definition with a name. Absent: null. */
    public @Nullable FlowDefinition get(String name) {
        return byName.get(name);
    }

    /** Number of definitions. */
    public int size() {
        return byName.size();
    }
}
