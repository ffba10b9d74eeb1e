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
 * <p>Thread: any; immutable.
 */
public final class LayerFields {

    private static final int IPV6_WIDTH = 16;

    private final Piece[] pieces;
    private final int words;

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
        long mask = bits == Long.SIZE ? field.mask() : field.mask() & (1L << bits) - 1;
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

    /**
     * Puts the keys of a sample together.
     *
     * @param into its words are overwritten
     * @return false when a layer or a field is not there; the key may be found elsewhere then
     */
    public boolean pack(SampleContext sample, long[] into) {
        PacketLayers layers = sample.layers();
        Arrays.fill(into, 0, words, 0);
        for (Piece piece : pieces) {
            int at = layers.find(piece.layer, piece.occurrence);
            if (at < 0 || !HeaderBytes.has(layers, at, piece.offset, piece.width)) {
                return false;
            }
            long number = piece.width == Long.BYTES
                    ? HeaderBytes.eight(layers, at, piece.offset)
                    : HeaderBytes.unsigned(layers, at, piece.offset, piece.width);
            long value = number >>> piece.shift & piece.mask;
            if (piece.left >= 0) {
                into[piece.word] |= value << piece.left;
            } else {
                into[piece.word] |= value >>> -piece.left;
                into[piece.word + 1] |= value << Long.SIZE + piece.left;
            }
        }
        return true;
    }

    /** Words that {@link #pack} writes. */
    public int words() {
        return words;
    }
}
