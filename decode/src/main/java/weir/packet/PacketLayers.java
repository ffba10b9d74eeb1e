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

    private static final LayerType[] TYPES = LayerType.values();

    private final byte[] types = new byte[MAX_LAYERS];
    private final int[] starts = new int[MAX_LAYERS];
    private final int[] ends = new int[MAX_LAYERS];
    private final int[] limits = new int[MAX_LAYERS];
    private final int[] details = new int[MAX_LAYERS];
    private final byte[] where = new byte[TYPES.length * MAX_OCCURRENCES];
    private final byte[] seen = new byte[TYPES.length];
    private int count;
    private long present;
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
        return TYPES[types[layer]];
    }

    /** Index of a layer's first byte. */
    public int start(int layer) {
        return starts[layer];
    }

    /** Index behind a layer's last header byte; may lie behind {@link #layerLimit} when the header is cut. */
    public int end(int layer) {
        return ends[layer];
    }

    /** Index behind the last byte that belongs to a layer or its payload and was captured. */
    public int layerLimit(int layer) {
        return limits[layer];
    }

    /**
     * What else the walk learned of a layer: Ethernet, the index of the type behind the tags, or -1; IPv6, the protocol
     * behind the extension headers, or -1 when that is cut off; MPLS, the number of label entries, or -1 when
     * the bottom of the stack is cut off.
     */
    public int detail(int layer) {
        return details[layer];
    }

    /** The types that occur, one {@link LayerType#bit()} each. */
    public long present() {
        return present;
    }

    /** Layer of the given occurrence of a type. Absent: -1. */
    public int find(LayerType type, int occurrence) {
        int ordinal = type.ordinal();
        if ((present & 1L << ordinal) == 0 || occurrence >= seen[ordinal] || occurrence >= MAX_OCCURRENCES) {
            return -1;
        }
        return where[ordinal * MAX_OCCURRENCES + occurrence];
    }

    void clear(byte[] source, int start, int end) {
        bytes = source;
        from = start;
        limit = end;
        count = 0;
        present = 0;
    }

    /** Notes a layer. Answers its number, or -1 when there are too many. */
    int add(LayerType type, int start, int end, int layerLimit) {
        if (count == MAX_LAYERS) {
            return -1;
        }
        int layer = count++;
        int ordinal = type.ordinal();
        types[layer] = (byte) ordinal;
        starts[layer] = start;
        ends[layer] = end;
        limits[layer] = layerLimit;
        details[layer] = -1;
        long bit = 1L << ordinal;
        int occurrence = (present & bit) == 0 ? 0 : seen[ordinal];
        present |= bit;
        seen[ordinal] = (byte) (occurrence + 1);
        if (occurrence < MAX_OCCURRENCES) {
            where[ordinal * MAX_OCCURRENCES + occurrence] = (byte) layer;
        }
        return layer;
    }

    void detail(int layer, int value) {
        if (layer >= 0) {
            details[layer] = value;
        }
    }
}
