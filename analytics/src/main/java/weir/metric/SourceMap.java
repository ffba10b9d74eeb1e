package weir.metric;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one sub-agent sends, by numbered data source, found by class and index without making an object.
 *
 * <p>Shape: open addressing with linear probing, at most half full. Thread: owner only.
 */
final class SourceMap {

    private static final int FIRST_SIZE = 4;

    /** Class and index of the feed in the same place, so that a feed is found without a look into it. */
    private long[] keys = new long[FIRST_SIZE];

    private @Nullable SourceFeed[] places = new SourceFeed[FIRST_SIZE];
    private int count;
    /** 64 less the bits of a place. */
    private int shift = Long.SIZE - 2;

    @Nullable
    SourceFeed get(int sourceClass, long index) {
        long key = key(sourceClass, index);
        int mask = places.length - 1;
        int at = home(key);
        for (SourceFeed feed = places[at]; feed != null; feed = places[at]) {
            if (keys[at] == key) {
                return feed;
            }
            at = at + 1 & mask;
        }
        return null;
    }

    void put(SourceFeed feed) {
        if (2 * (count + 1) > places.length) {
            @Nullable SourceFeed[] old = places;
            places = new SourceFeed[2 * old.length];
            keys = new long[places.length];
            shift--;
            for (SourceFeed known : old) {
                if (known != null) {
                    place(known);
                }
            }
        }
        place(feed);
        count++;
    }

    private void place(SourceFeed feed) {
        long key = key(feed);
        int mask = places.length - 1;
        int at = home(key);
        while (places[at] != null) {
            at = at + 1 & mask;
        }
        places[at] = feed;
        keys[at] = key;
    }

    /** Removes what is sent about a data source; nothing when there is no such thing. */
    void remove(DataSource source) {
        SourceFeed feed = get(source.id().sourceClass(), source.id().index());
        if (feed == null) {
            return;
        }
        int mask = places.length - 1;
        int at = home(key(feed));
        while (places[at] != feed) {
            at = at + 1 & mask;
        }
        places[at] = null;
        count--;
        // What stands behind without a gap may have been pushed past the place that is free now.
        for (int next = at + 1 & mask; ; next = next + 1 & mask) {
            SourceFeed pushed = places[next];
            if (pushed == null) {
                return;
            }
            places[next] = null;
            place(pushed);
        }
    }

    /** Hands over each feed, in no order; the map must not change meanwhile. */
    void forEach(Consumer<SourceFeed> to) {
        for (SourceFeed feed : places) {
            if (feed != null) {
                to.accept(feed);
            }
        }
    }

    private static long key(SourceFeed feed) {
        DataSourceId id = feed.source().id();
        return key(id.sourceClass(), id.index());
    }

    /** The index is 32 bits wide; a wider one is none. */
    private static long key(int sourceClass, long index) {
        return (long) sourceClass << 32 ^ index;
    }

    /** The upper bits of a product by the golden ratio: the keys of ports in a row fall far from each other. */
    private int home(long key) {
        return (int) (key * 0x9E37_79B9_7F4A_7C15L >>> shift);
    }
}
