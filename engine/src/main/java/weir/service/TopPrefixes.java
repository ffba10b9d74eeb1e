package weir.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.bgp.route.NextHop;
import weir.lookup.Prefix;

/**
 * The prefixes that carry the most traffic, and which of them cover others. Only prefixes that carry traffic are listed.
 *
 * <p>Thread: one. Source: REST API reference, section 9.
 */
final class TopPrefixes {

    /** What a prefix carries. */
    record Carried(Prefix prefix, double value) {}

    /** A prefix that is listed. */
    static final class Entry {
        private final Prefix prefix;
        private final List<Prefix> children = new ArrayList<>();
        private double value;
        private @Nullable Entry parent;

        private Entry(Prefix prefix, double value) {
            this.prefix = prefix;
            this.value = value;
        }

        Prefix prefix() {
            return prefix;
        }

        /** Its traffic, with that of those that were left out because it covers them. */
        double value() {
            return value;
        }

        /** Listed prefixes that it is the next to cover. */
        List<Prefix> children() {
            return children;
        }

        /** The longest listed prefix that covers it. Absent: empty. */
        Optional<Prefix> parent() {
            return Optional.ofNullable(parent).map(Entry::prefix);
        }
    }

    private final Map<Prefix, Entry> entries = new LinkedHashMap<>();
    private double total;
    private double listed;

    private TopPrefixes() {}

    /** Chooses from all that carry something, the largest first. */
    static TopPrefixes of(List<Carried> all, boolean v6, BgpTraffic.Query query) {
        TopPrefixes top = new TopPrefixes();
        List<Entry> others = new ArrayList<>();
        for (Carried each : all) {
            Prefix prefix = each.prefix();
            if (prefix.address().v6() != v6 || prefix.length() < query.minPrefix()) {
                continue;
            }
            Entry entry = new Entry(prefix, each.value());
            top.total += each.value();
            if (top.entries.size() < query.maxPrefixes() && each.value() >= query.minValue()) {
                top.add(entry);
            } else {
                others.add(entry);
            }
        }
        if (query.includeCovered()) {
            others.stream()
                    .filter(entry -> top.covering(entry.prefix) != null)
                    .toList()
                    .forEach(top::add);
        }
        if (query.includeCovered() || query.pruneCovered()) {
            top.entries.values().forEach(entry -> entry.parent = top.covering(entry.prefix));
            top.nameChildren();
        }
        return top;
    }

    private void add(Entry entry) {
        entries.put(entry.prefix, entry);
        listed += entry.value;
    }

    private @Nullable Entry covering(Prefix prefix) {
        for (int length = prefix.length() - 1; length >= 0; length--) {
            Entry entry = entries.get(new Prefix(prefix.address(), length));
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private void nameChildren() {
        entries.values().forEach(entry -> entry.children.clear());
        for (Entry entry : entries.values()) {
            Entry parent = entry.parent;
            if (parent != null) {
                parent.children.add(entry.prefix);
            }
        }
    }

    /**
     * Leaves those out whose next hop is that of the one that covers them, which carries their traffic from then on.
     *
     * @param nextHops next hop of a prefix; empty when it has no route any more
     */
    void prune(Function<Prefix, Optional<NextHop>> nextHops) {
        // Shorter ones first, so that what covers a prefix is settled when its turn comes.
        List<Entry> byLength = entries.values().stream()
                .sorted((one, other) -> Integer.compare(one.prefix.length(), other.prefix.length()))
                .toList();
        for (Entry entry : byLength) {
            Entry parent = covering(entry.prefix);
            entry.parent = parent;
            Optional<NextHop> hop = nextHops.apply(entry.prefix);
            if (parent != null && hop.isPresent() && hop.equals(nextHops.apply(parent.prefix))) {
                parent.value += entry.value;
                entries.remove(entry.prefix);
            }
        }
        nameChildren();
    }

    /** Traffic of all prefixes. */
    double total() {
        return total;
    }

    /** Traffic of those listed. */
    double listed() {
        return listed;
    }

    /** What is listed: the top ones by their own traffic, then those that they cover. */
    Collection<Entry> entries() {
        return entries.values();
    }
}
