package weir.flow.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.packet.LayerType;
import weir.packet.PacketLayers;

/**
 * Keys that are all plain fields of layers, as most are, put together in words straight from the packet: the words that
 * {@link KeyFormat#encode(KeyValue, KeyWords)} would write one key after the other, without a value in between.
 *
 * <p>Headers come in few shapes ({@link PacketLayers#shape}). Where the fields lie is worked out once for a shape, so that most
 * headers are read without looking for their layers. What is kept of shapes is bounded: two that meet in one place take turns.
 *
 * <p>Thread: one.
 */
public final class LayerFields {

    private static final int IPV6_WIDTH = 16;
    private static final int PLACE_BITS = 5;
    private static final int PLACES = 1 << PLACE_BITS;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    /** Further than any header reaches. */
    private static final int NOT_THERE = Integer.MAX_VALUE;

    private final Piece[] pieces;
    private final int words;
    /** The shape that each place knows. */
    private final long[] shapes = new long[PLACES];
    /** For the shape of each place how far a header must reach to have all fields, or {@link #NOT_THERE}. */
    private final int[] reaches = new int[PLACES];
    /** For each place where each piece ends. Units: bytes from the first of the header. */
    private final int[] ends;

    /**
     * A number of up to eight bytes and where it goes.
     *
     * @param layer layer that holds it
     * @param occurrence which one of the layers of this type
     * @param offset bytes from the first byte of the layer
     * @param width bytes of the field
     * @param shift bits that follow the value in these bytes
     * @param mask bits of the value, after the shift
     * @param word word that its first bit goes to
     * @param left bits to the right of its last bit in that word; below 0 when so many go to the next word
     */
    private record Piece(
            LayerType layer, int occurrence, int offset, int width, int shift, long mask, int word, int left) {}

    private LayerFields(List<Piece> pieces, int words) {
        this.pieces = pieces.toArray(Piece[]::new);
        this.words = words;
        ends = new int[PLACES * this.pieces.length];
        Arrays.fill(shapes, PacketLayers.NO_SHAPE);
    }

    /**
     * The fields behind some keys.
     *
     * <p>Absent: null when a key comes from elsewhere too, or is not written as the plain number it is.
     *
     * @param readers of the keys
     * @param formats in which they are written
     * @param start bits in front of the first
     */
    public static @Nullable LayerFields of(List<AttributeReader> readers, List<KeyFormat> formats, int start) {
        List<Piece> pieces = new ArrayList<>();
        int bit = start;
        for (int i = 0; i < readers.size(); i++) {
            LayerField field = readers.get(i) instanceof FlowKey.FirstPresent first ? first.field() : null;
            KeyFormat format = formats.get(i);
            if (field == null || !isPlain(field.format(), format)) {
                return null;
            }
            if (field.width() == IPV6_WIDTH) {
                pieces.add(piece(field, 0, Long.BYTES, Long.SIZE, bit));
                pieces.add(piece(field, Long.BYTES, Long.BYTES, Long.SIZE, bit + Long.SIZE));
            } else {
                pieces.add(piece(field, 0, field.width(), format.width() * Byte.SIZE, bit));
            }
            bit += format.width() * Byte.SIZE;
        }
        return new LayerFields(pieces, (bit + Long.SIZE - 1) / Long.SIZE);
    }

    private static boolean isPlain(FieldFormat own, KeyFormat written) {
        KeyFormat format = own.format();
        boolean widened = format.isUnsigned() && written.isUnsigned() && format.width() <= written.width();
        boolean number = format != KeyFormat.BOOLEAN && format != KeyFormat.TEXT && own.names() == null;
        return number && (format == written || widened);
    }

    private static Piece piece(LayerField field, int offset, int width, int bits, int bit) {
        long mask = field.mask() & low(bits) & low(width * Byte.SIZE) >>> field.shift();
        return new Piece(
                field.layer(),
                field.occurrence(),
                field.offset() + offset,
                width,
                field.shift(),
                mask,
                bit / Long.SIZE,
                Long.SIZE - bit % Long.SIZE - bits);
    }

    private static long low(int bits) {
        return bits == Long.SIZE ? -1 : (1L << bits) - 1;
    }

    /**
     * Puts the keys of a sample together.
     *
     * @param into its words are overwritten
     * @return false when a layer or a field is not there; the key may be found elsewhere then
     */
    public boolean pack(SampleContext sample, long[] into) {
        PacketLayers layers = sample.layers();
        Arrays.fill(into, 0, words, 0);
        long shape = layers.shape();
        if (shape != PacketLayers.NO_SHAPE && layers.from() >= Long.BYTES) {
            int place = (int) (shape * MULTIPLIER >>> Long.SIZE - PLACE_BITS);
            if (shapes[place] != shape) {
                learn(place, shape, layers);
            }
            if (reaches[place] <= layers.innermostLimit() - layers.from()) {
                packKnown(layers, place * pieces.length, into);
                return true;
            }
        }
        return packFound(layers, into);
    }

    /** Works out where the fields of a shape lie. */
    private void learn(int place, long shape, PacketLayers layers) {
        int reach = 0;
        for (int i = 0; i < pieces.length; i++) {
            Piece piece = pieces[i];
            int at = layers.find(piece.layer, piece.occurrence);
            int end = at < 0 ? NOT_THERE : layers.start(at) - layers.from() + piece.offset + piece.width;
            ends[place * pieces.length + i] = end;
            reach = Math.max(reach, end);
        }
        shapes[place] = shape;
        reaches[place] = reach;
    }

    /** Reads the eight bytes that end with a field: what is in front of it is cut off. */
    private void packKnown(PacketLayers layers, int first, long[] into) {
        byte[] bytes = layers.bytes();
        int from = layers.from();
        for (int i = 0; i < pieces.length; i++) {
            put(pieces[i], HeaderBytes.eightBefore(bytes, from + ends[first + i]), into);
        }
    }

    private boolean packFound(PacketLayers layers, long[] into) {
        for (Piece piece : pieces) {
            int at = layers.find(piece.layer, piece.occurrence);
            if (at < 0 || !HeaderBytes.has(layers, at, piece.offset, piece.width)) {
                return false;
            }
            long number = piece.width == Long.BYTES
                    ? HeaderBytes.eight(layers, at, piece.offset)
                    : HeaderBytes.unsigned(layers, at, piece.offset, piece.width);
            put(piece, number, into);
        }
        return true;
    }

    private static void put(Piece piece, long number, long[] into) {
        long value = number >>> piece.shift & piece.mask;
        if (piece.left >= 0) {
            into[piece.word] |= value << piece.left;
        } else {
            into[piece.word] |= value >>> -piece.left;
            into[piece.word + 1] |= value << Long.SIZE + piece.left;
        }
    }

    /** Words that {@link #pack} writes. */
    public int words() {
        return words;
    }
}
