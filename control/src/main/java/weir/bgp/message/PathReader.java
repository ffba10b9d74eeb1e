package weir.bgp.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weir.bgp.route.AsPath;
import weir.bgp.wire.ByteReader;

/** Reads AS paths. Source: RFC 4271, 4.3; RFC 6793, 4.2.3; RFC 7606, 7.2. */
final class PathReader {

    private PathReader() {}

    /**
     * Reads a path.
     *
     * @param wide whether numbers have 32 bits
     * @return the path, or null when it is malformed
     */
    static @Nullable AsPath read(ByteReader in, boolean wide) {
        int size = wide ? 4 : 2;
        int[] segments = new int[in.remaining()];
        int length = 0;
        while (in.remaining() > 0) {
            int type = in.readByte();
            int count = in.readByte();
            if (type < AsPath.SET || type > AsPath.CONFEDERATION_SET || count == 0 || count * size > in.remaining()) {
                return null;
            }
            segments[length++] = type;
            segments[length++] = count;
            for (int i = 0; i < count; i++) {
                segments[length++] = wide ? in.readInt() : in.readShort();
            }
        }
        return AsPath.ofSegments(Arrays.copyOf(segments, length));
    }

    /** The path of 16-bit numbers, its end replaced by what was carried along in 32 bits. */
    static AsPath widen(AsPath narrow, AsPath wide) {
        int kept = narrow.length() - wide.length();
        if (kept < 0) {
            return narrow;
        }
        int[] from = narrow.segments();
        int[] end = wide.segments();
        int[] joined = new int[from.length + end.length];
        int length = 0;
        for (int at = 0; at < from.length && kept > 0; at += 2 + from[at + 1]) {
            int type = from[at];
            int counts = type == AsPath.SEQUENCE ? from[at + 1] : type == AsPath.SET ? 1 : 0;
            int taken = type == AsPath.SEQUENCE ? Math.min(kept, from[at + 1]) : from[at + 1];
            joined[length] = type;
            joined[length + 1] = taken;
            System.arraycopy(from, at + 2, joined, length + 2, taken);
            length += 2 + taken;
            kept -= Math.min(kept, counts);
        }
        System.arraycopy(end, 0, joined, length, end.length);
        return AsPath.ofSegments(join(Arrays.copyOf(joined, length + end.length), length));
    }

    /** Makes one of two sequences that meet at a place. */
    private static int[] join(int[] segments, int at) {
        int last = -1;
        for (int i = 0; i < at; i += 2 + segments[i + 1]) {
            last = i;
        }
        boolean joins = last >= 0
                && at < segments.length
                && segments[last] == AsPath.SEQUENCE
                && segments[at] == AsPath.SEQUENCE
                && segments[last + 1] + segments[at + 1] <= AsPath.MOST_IN_SEGMENT;
        if (!joins) {
            return segments;
        }
        int[] joined = new int[segments.length - 2];
        System.arraycopy(segments, 0, joined, 0, at);
        joined[last + 1] += segments[at + 1];
        System.arraycopy(segments, at + 2, joined, at, segments.length - at - 2);
        return joined;
    }
}
