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

    private @Nullable SourceFeed[] places = new SourceFeed[FIRST_SIZE];
    private int count;

    @Nullable
    SourceFeed get(int sourceClass, long index) {
        int mask = places.length - 1;
        int at = hash(sourceClass, index) & mask;
        for (SourceFeed feed = places[at]; feed != null; feed = places[at]) {
            if (feed.isAbout(sourceClass, index)) {
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
        int mask = places.length - 1;
        int at = home(feed) & mask;
        while (places[at] != null) {
            at = at + 1 & mask;
        }
        places[at] = feed;
    }

    /** Removes what is sent about a data source; nothing when there is no such thing. */
    void remove(DataSource source) {
        SourceFeed feed = get(source.id().sourceClass(), source.id().index());
        if (feed == null) {
            return;
        }
        int mask = places.length - 1;
        int at = home(feed) & mask;
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

    private static int home(SourceFeed feed) {
        DataSourceId id = feed.source().id();
        return hash(id.sourceClass(), id.index());
    }

    private static int hash(int sourceClass, long index) {
        long mixed = ((long) sourceClass << 32 ^ index) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }
}
