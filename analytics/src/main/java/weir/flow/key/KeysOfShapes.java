package weir.flow.key;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.KeyBuffer;
import weir.packet.PacketLayers;

/**
 * Keys of a definition that are decided by the shapes of headers, as the stack of protocols is: each is written once for a shape.
 *
 * <p>Bound: {@value #PLACES} shapes; two that meet in one place take turns. Thread: one.
 */
final class KeysOfShapes {

    private static final int PLACE_BITS = 6;
    private static final int PLACES = 1 << PLACE_BITS;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final long[] shapes = new long[PLACES];
    private final long[] innerShapes = new long[PLACES];
    private final KeyBuffer[] keys = new KeyBuffer[PLACES];

    /** No keys yet. */
    KeysOfShapes() {
        Arrays.fill(shapes, PacketLayers.NO_SHAPE);
        Arrays.setAll(keys, place -> new KeyBuffer());
    }

    /** The key of headers like this one. Absent: null when it is not known. */
    @Nullable
    KeyBuffer find(PacketLayers layers) {
        int place = place(layers);
        boolean known = layers.shape() != PacketLayers.NO_SHAPE
                && shapes[place] == layers.shape()
                && innerShapes[place] == layers.innerShape();
        return known ? keys[place] : null;
    }

    /** Where the key of headers like this one is to be written. Absent: null for headers that have no shape. */
    @Nullable
    KeyBuffer room(PacketLayers layers) {
        // Without layers the key comes from somewhere else.
        if (layers.shape() == PacketLayers.NO_SHAPE || layers.count() == 0) {
            return null;
        }
        int place = place(layers);
        shapes[place] = layers.shape();
        innerShapes[place] = layers.innerShape();
        return keys[place];
    }

    private static int place(PacketLayers layers) {
        return (int) ((layers.shape() ^ layers.innerShape() * MULTIPLIER) * MULTIPLIER >>> Long.SIZE - PLACE_BITS);
    }
}
