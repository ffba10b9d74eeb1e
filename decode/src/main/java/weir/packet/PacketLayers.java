package weir.packet;

/**
 * Where the layers of one sampled header are, outermost first.
 *
 * <p>Shape: {@link #count()} layers, each with its type, the index of its first byte, the index behind its last header
 * byte and a detail that its protocol documents. At least one byte of a listed layer was captured; a field may still be
 * cut off, so a reader compares with {@link #limit()} or with {@link #layerLimit}. What lies behind the IP length (padding
 * of short frames) counts as not captured.
 *
 * <p>Occurrences of a type are numbered from 0, outermost first: the {@code .1} of {@code ipsource.1} is occurrence 1.
 *
 * <p>Lifetime and thread: a view that {@link HeaderScanner} refills; untrustworthy after the sample; one thread.
 */
public final class PacketLayers {

    /** Most layers that are noted; a longer stack is cut, which no real packet reaches. */
    public static final int MAX_LAYERS = 32;
    /** Occurrences of one type that can be asked for: {@code x}, {@code x.1} and so on to {@code x.9}. */
    public static final int MAX_OCCURRENCES = 10;

    /** Instead of a {@link #shape}: there are more layers, or they lie further behind, than it has room for. */
    public static final long NO_SHAPE = -1;

    private static final LayerType[] TYPES = LayerType.values();

    /** Layers of a shape, bits for the distance of one from the first byte, and for one as a whole. */
    private static final int SHAPE_LAYERS = 4;

    private static final int DISTANCE_BITS = 9;
    private static final int SHAPE_BITS = DISTANCE_BITS + 6;

    /** Numbers of one layer, all in one array and one cache line, because each is written for each layer. */
    private static final int START = 0;

    private static final int END = 1;
    private static final int LIMIT = 2;
    private static final int DETAIL = 3;
    private static final int TYPE = 4;
    private static final int WIDTH = 8;

    private final int[] numbers = new int[MAX_LAYERS * WIDTH];
    private int count;
    private long present;
    private long shape;
    private long innerShape;
    /** Layers that the shape was worked out for. */
    private int shaped;

    private byte[] bytes = {};
    private int from;
    private int limit;

    /** The array the header lies in. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte of the header. */
    public int from() {
        return from;
    }

    /** Index behind the last captured byte of the header. */
    public int limit() {
        return limit;
    }

    /** Number of layers. */
    public int count() {
        return count;
    }

    /** Type of a layer. */
    public LayerType type(int layer) {
        return TYPES[numbers[layer * WIDTH + TYPE]];
    }

    /** Index of a layer's first byte. */
    public int start(int layer) {
        return numbers[layer * WIDTH + START];
    }

    /** Index behind a layer's last header byte; may lie behind {@link #layerLimit} when the header is cut. */
    public int end(int layer) {
        return numbers[layer * WIDTH + END];
    }

    /** Index behind the last byte that belongs to a layer or its payload and was captured. */
    public int layerLimit(int layer) {
        return numbers[layer * WIDTH + LIMIT];
    }

    /**
     * What else the walk learned of a layer: Ethernet, the index of the type behind the tags, or -1; IPv6, the protocol
     * behind the extension headers, or -1 when that is cut off; MPLS, the number of label entries, or -1 when
     * the bottom of the stack is cut off.
     */
    public int detail(int layer) {
        return numbers[layer * WIDTH + DETAIL];
    }

    /** The types that occur, one {@link LayerType#bit()} each. */
    public long present() {
        return present;
    }

    /**
     * Types of the outer layers and where they begin, as one number: headers whose {@link #shape} and {@link #innerShape} are the
     * same have the same layers at the same distances from their first bytes. Absent: {@link #NO_SHAPE} for a long stack.
     */
    public long shape() {
        if (shaped != count) {
            shaped = count;
            innerShape = count > 2 * SHAPE_LAYERS ? NO_SHAPE : shapeOf(SHAPE_LAYERS, count);
            shape = innerShape == NO_SHAPE ? NO_SHAPE : shapeOf(0, Math.min(count, SHAPE_LAYERS));
        }
        return shape;
    }

    /** The same of the layers behind those; 0 for most headers, which have none. */
    public long innerShape() {
        return shape() == NO_SHAPE ? NO_SHAPE : innerShape;
    }

    private long shapeOf(int first, int end) {
        long all = 0;
        for (int layer = first; layer < end; layer++) {
            int distance = start(layer) - from;
            if (distance >>> DISTANCE_BITS != 0) {
                return NO_SHAPE;
            }
            all = all << SHAPE_BITS | (numbers[layer * WIDTH + TYPE] + 1L) << DISTANCE_BITS | distance;
        }
        return all;
    }

    /** Index behind the last byte that belongs to the innermost layer and was captured: no layer around it ends before. */
    public int innermostLimit() {
        return count == 0 ? from : numbers[(count - 1) * WIDTH + LIMIT];
    }

    /** Layer of the given occurrence of a type. Absent: -1. */
    public int find(LayerType type, int occurrence) {
        if ((present & type.bit()) == 0 || occurrence >= MAX_OCCURRENCES) {
            return -1;
        }
        int ordinal = type.ordinal();
        int left = occurrence;
        for (int layer = 0; layer < count; layer++) {
            if (numbers[layer * WIDTH + TYPE] == ordinal && left-- == 0) {
                return layer;
            }
        }
        return -1;
    }

    /** How often the type of layer is there that is there most often; 0 without layers. */
    public int mostOfOneType() {
        int most = 0;
        for (int layer = 0; layer < count; layer++) {
            int same = 0;
            for (int other = 0; other < count; other++) {
                same += numbers[other * WIDTH + TYPE] == numbers[layer * WIDTH + TYPE] ? 1 : 0;
            }
            most = Math.max(most, same);
        }
        return most;
    }

    void clear(byte[] source, int start, int end) {
        bytes = source;
        from = start;
        limit = end;
        count = 0;
        present = 0;
        shape = 0;
        innerShape = 0;
        shaped = 0;
    }

    /** Notes a layer. Answers its number, or -1 when there are too many. */
    int add(LayerType type, int start, int end, int layerLimit) {
        if (count == MAX_LAYERS) {
            return -1;
        }
        int layer = count++;
        int at = layer * WIDTH;
        numbers[at + START] = start;
        numbers[at + END] = end;
        numbers[at + LIMIT] = layerLimit;
        numbers[at + DETAIL] = -1;
        numbers[at + TYPE] = type.ordinal();
        present |= type.bit();
        return layer;
    }

    void detail(int layer, int value) {
        if (layer >= 0) {
            numbers[layer * WIDTH + DETAIL] = value;
        }
    }
}
