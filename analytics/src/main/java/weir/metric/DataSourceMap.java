package weir.metric;

import org.jspecify.annotations.Nullable;

/**
 * The numbered data sources of one agent, found by class and index without making an object.
 *
 * <p>Shape: open addressing with linear probing, at most two thirds full. Thread: owner only.
 */
final class DataSourceMap {

    private static final int FIRST_SIZE = 4;

    private @Nullable DataSource[] places = new DataSource[FIRST_SIZE];
    private int count;

    @Nullable
    DataSource get(int sourceClass, long index) {
        int mask = places.length - 1;
        int at = hash(sourceClass, index) & mask;
        for (DataSource source = places[at]; source != null; source = places[at]) {
            if (source.id().index() == index && source.id().sourceClass() == sourceClass) {
                return source;
            }
            at = at + 1 & mask;
        }
        return null;
    }

    void put(DataSource source) {
        if (3 * (count + 1) > 2 * places.length) {
            @Nullable DataSource[] old = places;
            places = new DataSource[2 * old.length];
            for (DataSource known : old) {
                if (known != null) {
                    place(known);
                }
            }
        }
        place(source);
        count++;
    }

    private void place(DataSource source) {
        int mask = places.length - 1;
        int at = home(source) & mask;
        while (places[at] != null) {
            at = at + 1 & mask;
        }
        places[at] = source;
    }

    void remove(DataSource source) {
        int mask = places.length - 1;
        int at = home(source) & mask;
        while (places[at] != source) {
            at = at + 1 & mask;
        }
        places[at] = null;
        count--;
        // What stands behind without a gap may have been pushed past the place that is free now.
        for (int next = at + 1 & mask; ; next = next + 1 & mask) {
            DataSource pushed = places[next];
            if (pushed == null) {
                return;
            }
            places[next] = null;
            place(pushed);
        }
    }

    int size() {
        return count;
    }

    private static int home(DataSource source) {
        return hash(source.id().sourceClass(), source.id().index());
    }

    private static int hash(int sourceClass, long index) {
        long mixed = ((long) sourceClass << 32 ^ index) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }
}
