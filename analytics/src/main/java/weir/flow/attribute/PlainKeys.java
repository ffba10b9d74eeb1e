package weir.flow.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.packet.PacketLayers;

/**
 * Keys that are all {@linkplain PlainKey plain}, as most are, put together in words straight from the packet: the words that
 * {@link KeyFormat#encode(KeyValue, KeyWords)} would write one key after the other, without a value in between.
 *
 * <p>Only for flow samples; others have interfaces that may be missing. Headers come in few shapes ({@link PacketLayers#shape}). Whoever knows the shapes has the places of the keys worked out once for
 * each, {@link #locate}, so that a header is read without looking for its layers.
 *
 * <p>Thread: any; immutable.
 */
public final class PlainKeys {

    private static final long LENGTH_MASK = 0xff;

    private final Move[] moves;
    private final int words;
    /**
     * What becomes of the numbers, in one array that is read from its beginning to its end: for each word of the key the bits that are
     * the same in all keys, and how many numbers have bits in it; then for each of those by how much it is rotated to the left, and
     * the mask for its bits.
     */
    private final long[] program;

    /**
     * Bits of a number of up to eight bytes that go into one word.
     *
     * @param offset bytes from the place to the number
     * @param width bytes of the number
     * @param rotation bits by which it is rotated to the left
     * @param mask bits of the word that it fills then
     * @param word the word
     */
    private record Move(PlainKey.Place place, int offset, int width, int rotation, long mask, int word) {

        int end(PacketLayers layers) {
            return place.end(layers, offset, width);
        }
    }

    private PlainKeys(List<Move> list, long[] constants) {
        moves = list.toArray(Move[]::new);
        words = constants.length;
        program = LongStream.range(0, words)
                .flatMap(word -> LongStream.concat(
                        LongStream.of(constants[(int) word], movesOf(word).count()),
                        movesOf(word).flatMapToLong(move -> LongStream.of(move.rotation, move.mask))))
                .toArray();
    }

    /**
     * The plain keys behind some keys.
     *
     * <p>Absent: null when a key is none, or is not written as the plain number it is.
     *
     * @param readers of the keys
     * @param formats in which they are written
     */
    public static @Nullable PlainKeys of(List<AttributeReader> readers, List<KeyFormat> formats) {
        List<Move> moves = new ArrayList<>();
        long[] constants = new long[words(formats)];
        int bit = 0;
        for (int i = 0; i < readers.size(); i++) {
            PlainKey key = readers.get(i).plain();
            KeyFormat format = formats.get(i);
            if (key == null || !key.isWrittenAs(format)) {
                return null;
            }
            int end = bit + format.width() * Byte.SIZE;
            if (key.prefix() >= 0) {
                put(constants, key.prefix() & LENGTH_MASK, bit);
                bit += Byte.SIZE;
            }
            if (key.width() == PlainKey.IPV6_WIDTH) {
                add(moves, key, 0, key.high(), Long.SIZE, bit);
                add(moves, key, Long.BYTES, key.low(), Long.SIZE, bit + Long.SIZE);
            } else {
                add(moves, key, 0, key.low(), end - bit, bit);
            }
            bit = end;
        }
        // In the order of their words, in which they are gone through.
        return new PlainKeys(joined(moves), constants);
    }

    private Stream<Move> movesOf(long word) {
        return Stream.of(moves).filter(move -> move.word == word);
    }

    private static int words(List<KeyFormat> formats) {
        int bytes = formats.stream().mapToInt(KeyFormat::width).sum();
        return (bytes + Long.BYTES - 1) / Long.BYTES;
    }

    private static void put(long[] words, long eightBits, int bit) {
        // A byte lies in one word, because all formats are bytes.
        words[bit / Long.SIZE] |= eightBits << Long.SIZE - Byte.SIZE - bit % Long.SIZE;
    }

    /** Adds what moves a number to so many bits, the first of which is one of the key. */
    private static void add(List<Move> moves, PlainKey key, int offset, long wanted, int bits, int bit) {
        int width = Math.min(Long.BYTES, key.width());
        long mask = wanted & low(bits) & low(width * Byte.SIZE) >>> key.shift();
        int word = bit / Long.SIZE;
        int left = Long.SIZE - bit % Long.SIZE - bits;
        int rotation = Math.floorMod(left - key.shift(), Long.SIZE);
        long first = left < 0 ? mask >>> -left : mask << left;
        moves.add(new Move(key.place(), offset, width, rotation, first, word));
        if (left < 0) {
            moves.add(new Move(key.place(), offset, width, rotation, mask << Long.SIZE + left, word + 1));
        }
    }

    /** Moves of neighbouring fields that stay neighbours become one. */
    private static List<Move> joined(List<Move> moves) {
        List<Move> joined = new ArrayList<>();
        for (Move move : moves) {
            Move both = joined.isEmpty() ? null : joined(joined.getLast(), move);
            if (both == null) {
                joined.add(move);
            } else {
                joined.set(joined.size() - 1, both);
            }
        }
        return joined;
    }

    /** One move that does what two do. Absent: null when it takes two. */
    private static @Nullable Move joined(Move one, Move next) {
        if (!(one.place instanceof PlainKey.InLayer a) || !(next.place instanceof PlainKey.InLayer b)) {
            return null;
        }
        int start = a.start() + one.offset;
        int end = b.start() + next.offset + next.width;
        int further = end - start - one.width;
        boolean both = a.layer() == b.layer()
                && a.occurrence() == b.occurrence()
                && one.word == next.word
                && further >= 0
                && end - start <= Long.BYTES
                && Math.floorMod(one.rotation - next.rotation - further * Byte.SIZE, Long.SIZE) == 0;
        return both ? new Move(a, one.offset, end - start, next.rotation, one.mask | next.mask, one.word) : null;
    }

    private static long low(int bits) {
        return bits == Long.SIZE ? -1 : (1L << bits) - 1;
    }

    /** Words of a key. */
    public int words() {
        return words;
    }

    /**
     * Where the numbers end in all headers that are like this one: of its {@link PacketLayers#shape}, and with the
     * {@link PacketLayers#detail} of its first layer at the same distance. Absent: null when one is not there.
     *
     * @return for {@link #pack}; bytes from the first of the header, and negative numbers for what is no part of it
     */
    public int @Nullable [] locate(PacketLayers layers) {
        int[] found = new int[moves.length];
        for (int i = 0; i < moves.length; i++) {
            found[i] = moves[i].end(layers);
            if (found[i] == PlainKey.Place.NOT_THERE) {
                return null;
            }
        }
        return found;
    }

    /**
     * Puts the keys of a sample together.
     *
     * @param located has, from an index on, what {@link #locate} found for headers like this one, which begins at byte 8 at least and
     *     reaches to the end of all numbers
     * @param into its words are overwritten from an index on
     * @return hash of the words, that of {@link KeyWords#hash()}
     */
    public long pack(SampleContext sample, int[] located, int first, long[] into, int at) {
        PacketLayers layers = sample.layers();
        byte[] bytes = layers.bytes();
        int from = layers.from();
        long mixed = 0;
        int place = first;
        for (int word = 0, step = 0; word < words; word++) {
            long all = program[step];
            int end = step + 2 + 2 * (int) program[step + 1];
            for (step += 2; step < end; step += 2) {
                int last = located[place++];
                // Of the eight bytes that end with a field, what is in front of it is cut off.
                long number = last >= 0 ? HeaderBytes.eightBefore(bytes, from + last) : sample.interfaceNumber(~last);
                all |= Long.rotateLeft(number, (int) program[step]) & program[step + 1];
            }
            into[at + word] = all;
            mixed = KeyWords.mix(mixed, all);
        }
        return mixed;
    }

    @Override
    public String toString() {
        return Arrays.toString(moves);
    }
}
