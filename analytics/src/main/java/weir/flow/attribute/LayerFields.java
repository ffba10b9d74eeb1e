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

    private final Move[] moves;
    /** For each word of the key the move behind its last one. */
    private final int[] wordEnds;
    /** The shape that each place knows. */
    private final long[] shapes = new long[PLACES];
    /** For the shape of each place how far a header must reach to have all fields, or {@link #NOT_THERE}. */
    private final int[] reaches = new int[PLACES];
    /** For each place where the field of each move ends. Units: bytes from the first of the header. */
    private final int[] ends;

    private long hash;

    /**
     * Bits of a number of up to eight bytes that go into one word.
     *
     * @param layer layer that holds the number
     * @param occurrence which one of the layers of this type
     * @param offset bytes from the first byte of the layer
     * @param width bytes of the number
     * @param rotation bits by which it is rotated to the left
     * @param mask bits of the word that it fills then
     * @param word the word
     */
    private record Move(LayerType layer, int occurrence, int offset, int width, int rotation, long mask, int word) {

        long of(long number) {
            return Long.rotateLeft(number, rotation) & mask;
        }
    }

    private LayerFields(List<Move> list, int words) {
        moves = list.toArray(Move[]::new);
        wordEnds = new int[words];
        for (int i = 0; i < moves.length; i++) {
            wordEnds[moves[i].word] = i + 1;
        }
        ends = new int[PLACES * moves.length];
        Arrays.fill(shapes, PacketLayers.NO_SHAPE);
    }

    /**
     * The fields behind some keys.
     *
     * <p>Absent: null when a key comes from elsewhere too, or is not written as the plain number it is.
     *
     * @param readers of the keys
     * @param formats in which they are written
     */
    public static @Nullable LayerFields of(List<AttributeReader> readers, List<KeyFormat> formats) {
        List<Move> moves = new ArrayList<>();
        int bit = 0;
        for (int i = 0; i < readers.size(); i++) {
            LayerField field = readers.get(i) instanceof FlowKey.FirstPresent first ? first.field() : null;
            KeyFormat format = formats.get(i);
            if (field == null || !isPlain(field.format(), format)) {
                return null;
            }
            if (field.width() == IPV6_WIDTH) {
                add(moves, field, 0, Long.BYTES, Long.SIZE, bit);
                add(moves, field, Long.BYTES, Long.BYTES, Long.SIZE, bit + Long.SIZE);
            } else {
                add(moves, field, 0, field.width(), format.width() * Byte.SIZE, bit);
            }
            bit += format.width() * Byte.SIZE;
        }
        return new LayerFields(moves, (bit + Long.SIZE - 1) / Long.SIZE);
    }

    private static boolean isPlain(FieldFormat own, KeyFormat written) {
        KeyFormat format = own.format();
        boolean widened = format.isUnsigned() && written.isUnsigned() && format.width() <= written.width();
        boolean number = format != KeyFormat.BOOLEAN && format != KeyFormat.TEXT && own.names() == null;
        return number && (format == written || widened);
    }

    /** Adds what moves a number of so many bytes to so many bits, the first of which is one of the key. */
    private static void add(List<Move> moves, LayerField field, int offset, int width, int bits, int bit) {
        long mask = field.mask() & low(bits) & low(width * Byte.SIZE) >>> field.shift();
        int word = bit / Long.SIZE;
        int left = Long.SIZE - bit % Long.SIZE - bits;
        int at = field.offset() + offset;
        long first = left < 0 ? mask >>> -left : mask << left;
        moves.add(new Move(field.layer(), field.occurrence(), at, width, left - field.shift(), first, word));
        if (left < 0) {
            long rest = mask << Long.SIZE + left;
            moves.add(new Move(field.layer(), field.occurrence(), at, width, left - field.shift(), rest, word + 1));
        }
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
        long shape = layers.shape();
        if (shape != PacketLayers.NO_SHAPE && layers.from() >= Long.BYTES) {
            int place = (int) (shape * MULTIPLIER >>> Long.SIZE - PLACE_BITS);
            if (shapes[place] != shape) {
                learn(place, shape, layers);
            }
            if (reaches[place] <= layers.innermostLimit() - layers.from()) {
                packKnown(layers, place * moves.length, into);
                return true;
            }
        }
        return packFound(layers, into);
    }

    /** Works out where the fields of a shape lie. */
    private void learn(int place, long shape, PacketLayers layers) {
        int reach = 0;
        for (int i = 0; i < moves.length; i++) {
            Move move = moves[i];
            int at = layers.find(move.layer, move.occurrence);
            int end = at < 0 ? NOT_THERE : layers.start(at) - layers.from() + move.offset + move.width;
            ends[place * moves.length + i] = end;
            reach = Math.max(reach, end);
        }
        shapes[place] = shape;
        reaches[place] = reach;
    }

    /** Reads the eight bytes that end with a field: what is in front of it is cut off. */
    private void packKnown(PacketLayers layers, int first, long[] into) {
        byte[] bytes = layers.bytes();
        int from = layers.from();
        long mixed = 0;
        for (int word = 0, i = 0; word < wordEnds.length; word++) {
            long all = 0;
            for (; i < wordEnds[word]; i++) {
                all |= moves[i].of(HeaderBytes.eightBefore(bytes, from + ends[first + i]));
            }
            into[word] = all;
            mixed = KeyWords.mix(mixed, all);
        }
        hash = mixed;
    }

    private boolean packFound(PacketLayers layers, long[] into) {
        Arrays.fill(into, 0, wordEnds.length, 0);
        for (Move move : moves) {
            int at = layers.find(move.layer, move.occurrence);
            if (at < 0 || !HeaderBytes.has(layers, at, move.offset, move.width)) {
                return false;
            }
            into[move.word] |= move.of(
                    move.width == Long.BYTES
                            ? HeaderBytes.eight(layers, at, move.offset)
                            : HeaderBytes.unsigned(layers, at, move.offset, move.width));
        }
        hash = KeyWords.hash(into, 0, wordEnds.length);
        return true;
    }

    /** Hash of the words that {@link #pack} wrote, that of {@link KeyWords#hash()}. */
    public long hash() {
        return hash;
    }

    /** Words that {@link #pack} writes. */
    public int words() {
        return wordEnds.length;
    }
}
