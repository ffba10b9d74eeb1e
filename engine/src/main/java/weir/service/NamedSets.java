package weir.service;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;

/**
 * Definitions of one kind by name, with the time of their last change and their size.
 *
 * <p>Thread: one at a time.
 */
final class NamedSets {

    private record Entry(Map<String, List<String>> source, long changed, long size) {}

    private final String kind;
    private final SortedMap<String, Entry> entries = new TreeMap<>();
    private long size;

    /** None yet. */
    NamedSets(String kind) {
        this.kind = kind;
    }

    /**
     * Adds or replaces a set.
     *
     * @param now time of the change, milliseconds since the epoch
     * @param room how much larger all sets may become
     * @throws InvalidRequestException there are too many, or they would be too large
     */
    void put(String name, Map<String, List<String>> source, long now, long room) {
        Entry old = entries.get(name);
        if (old == null && entries.size() >= LookupService.MOST_SETS) {
            throw new InvalidRequestException("there are " + LookupService.MOST_SETS + " " + kind + "s already");
        }
        long added = size(source);
        long grown = added - (old == null ? 0 : old.size);
        if (grown > room) {
            throw new InvalidRequestException(kind + " " + name + ": all groups and maps together would have more than "
                    + LookupService.MOST_ELEMENTS + " names and elements");
        }
        entries.put(name, new Entry(source, now, added));
        size += grown;
    }

    private static long size(Map<String, List<String>> source) {
        long size = 0;
        for (Map.Entry<String, List<String>> set : source.entrySet()) {
            size += size(set.getKey());
            for (String element : set.getValue()) {
                size += size(element);
            }
        }
        return size;
    }

    /** A long text counts as several. */
    private static long size(String text) {
        return 1L + text.length() / LookupService.LONG_TEXT;
    }

    void remove(String name) {
        Entry old = entries.remove(name);
        size -= old == null ? 0 : old.size;
    }

    /** Names and elements of all sets. */
    long size() {
        return size;
    }

    /** Name to time of the last change, milliseconds since the epoch. */
    SortedMap<String, Long> changes() {
        SortedMap<String, Long> changes = new TreeMap<>();
        entries.forEach((name, entry) -> changes.put(name, entry.changed));
        return Collections.unmodifiableSortedMap(changes);
    }

    Map<String, List<String>> source(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new NotFoundException("there is no " + kind + " " + name);
        }
        return entry.source;
    }
}
