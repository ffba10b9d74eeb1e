package weir.service;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import weir.lookup.GroupSet;
import weir.lookup.Lookups;
import weir.lookup.ValueMap;
import weir.names.NameSources;
import weir.names.OutsideNames;
import weir.request.ResourceName;

/**
 * Groups and maps that users make, and with them everything that key functions ask about names.
 *
 * <p>A change makes a new version of {@link Lookups}; shards take the version in force at the start of each datagram, so it
 * counts from the next one on. Entries of flows keep the texts they have. Bounds: {@value #MOST_SETS} group sets and as
 * many maps, {@value #MOST_ELEMENTS} names and elements in all of them together.
 *
 * <p>Thread: any. Source: REST {@code /group/json}, {@code /map/json}.
 */
public final class LookupService implements AutoCloseable {

    /** Most group sets, and most maps. */
    public static final int MOST_SETS = 1_000;

    /** Most names and elements of all sets and maps together. */
    public static final int MOST_ELEMENTS = 500_000;

    /** From so many characters on a name or element counts as two, then as three. */
    static final int LONG_TEXT = 100;

    private final AtomicReference<Lookups> current = new AtomicReference<>(Lookups.NONE);
    private final NamedSets groups = new NamedSets("group");
    private final NamedSets maps = new NamedSets("map");
    private final LongSupplier wallMillis;
    private final OutsideNames outside;

    /**
     * No groups and no maps; sources that nobody has read.
     *
     * @param wallMillis time of day, milliseconds since the epoch: changes are made by people, also while a capture is
     *     replayed
     */
    public LookupService(NameSources sources, LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
        outside = new OutsideNames(sources, this::change);
    }

    /** Reads files and lets names be looked up. */
    void start() {
        outside.start();
    }

    /** The version in force; a sample is to see one from beginning to end. */
    public Lookups current() {
        return current.get();
    }

    /** Makes a new version of the one in force. The change may be applied more than once. */
    public void change(UnaryOperator<Lookups> change) {
        current.updateAndGet(change);
    }

    /** Group sets by name with the time of their last change, milliseconds since the epoch. */
    public synchronized SortedMap<String, Long> groups() {
        return groups.changes();
    }

    /**
     * A group set as it was given: group to addresses.
     *
     * @throws weir.request.NotFoundException there is none of this name
     */
    public synchronized Map<String, List<String>> group(String name) {
        return groups.source(name);
    }

    /**
     * Makes or replaces a group set.
     *
     * @param definition parsed JSON: group to an array of addresses and prefixes
     * @throws weir.request.InvalidRequestException name or definition is wrong, or a bound is reached
     */
    public void defineGroup(String name, Map<String, ?> definition) {
        ResourceName.check("group", name);
        GroupSet set = GroupSet.of(definition);
        synchronized (this) {
            groups.put(name, set.source(), wallMillis.getAsLong(), MOST_ELEMENTS - size());
            change(lookups -> lookups.withGroups(name, set));
        }
    }

    /** Removes a group set, if there is one. */
    public synchronized void removeGroup(String name) {
        groups.remove(name);
        change(lookups -> lookups.withGroups(name, null));
    }

    /** Maps by name with the time of their last change, milliseconds since the epoch. */
    public synchronized SortedMap<String, Long> maps() {
        return maps.changes();
    }

    /**
     * A map as it was given: label to texts.
     *
     * @throws weir.request.NotFoundException there is none of this name
     */
    public synchronized Map<String, List<String>> map(String name) {
        return maps.source(name);
    }

    /**
     * Makes or replaces a map.
     *
     * @param definition parsed JSON: label to an array of texts and numbers
     * @throws weir.request.InvalidRequestException name or definition is wrong, or a bound is reached
     */
    public void defineMap(String name, Map<String, ?> definition) {
        ResourceName.check("map", name);
        ValueMap map = ValueMap.of(definition);
        synchronized (this) {
            maps.put(name, map.source(), wallMillis.getAsLong(), MOST_ELEMENTS - size());
            change(lookups -> lookups.withMap(name, map));
        }
    }

    /** Removes a map, if there is one. */
    public synchronized void removeMap(String name) {
        maps.remove(name);
        change(lookups -> lookups.withMap(name, null));
    }

    private long size() {
        return groups.size() + maps.size();
    }

    /** What was looked up outside and what went wrong, by kind; empty when nothing is looked up. */
    public SortedMap<String, Long> counts() {
        return outside.counts();
    }

    /** Ends what reads files and asks servers. */
    @Override
    public void close() {
        outside.close();
    }
}
