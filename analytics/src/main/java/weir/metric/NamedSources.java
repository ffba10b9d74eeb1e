package weir.metric;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The custom data sources of one agent, found by the bytes of their names without making an object.
 *
 * <p>Shape: open addressing with linear probing, at most half full. Thread: owner only.
 */
final class NamedSources {

    private static final int FIRST_SIZE = 4;

    private record Place(byte[] name, DataSource source) {}

    private @Nullable Place[] places = new Place[FIRST_SIZE];
    private int count;

    @Nullable
    DataSource get(byte[] bytes, int start, int length) {
        int mask = places.length - 1;
        int at = hash(bytes, start, length) & mask;
        for (Place place = places[at]; place != null; place = places[at]) {
            if (Arrays.equals(place.name, 0, place.name.length, bytes, start, start + length)) {
                return place.source;
            }
            at = at + 1 & mask;
        }
        return null;
    }

    void put(DataSource source) {
        byte[] name = source.id().name().getBytes(StandardCharsets.UTF_8);
        if (2 * (count + 1) > places.length) {
            rebuild(2 * places.length, null);
        }
        place(new Place(name, source));
        count++;
    }

    /** Removes a data source; rare. */
    void remove(DataSource source) {
        count--;
        rebuild(places.length, source);
    }

    int size() {
        return count;
    }

    private void rebuild(int size, @Nullable DataSource without) {
        @Nullable Place[] old = places;
        places = new Place[size];
        for (Place place : old) {
            if (place != null && !place.source.equals(without)) {
                place(place);
            }
        }
    }

    private void place(Place place) {
        int mask = places.length - 1;
        int at = hash(place.name, 0, place.name.length) & mask;
        while (places[at] != null) {
            at = at + 1 & mask;
        }
        places[at] = place;
    }

    private static int hash(byte[] bytes, int start, int length) {
        int hash = length;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 16) * 0x9E37_79B9 >>> 3;
    }
}
