package weir.flow.attribute;

import java.util.Map;
import weir.packet.PacketLayers;

/**
 * Attributes of IPv4 and IPv6 that are no plain fields.
 *
 * <p>Source: RFC 791; RFC 8200, section 4; RFC 8754, section 2.
 */
final class InternetReaders {

    private static final int IPV6_HEADER = 40;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int SEGMENT_ROUTING = 4;
    private static final int SEGMENTS = 8;
    private static final int SEGMENT = 16;

    static final Map<String, LayerReader> ALL = Map.ofEntries(
            Map.entry("ipoptionslength", InternetReaders::optionsLength),
            Map.entry("ip6nexthdr", InternetReaders::upperProtocol),
            Map.entry("ip6extensions", InternetReaders::extensions),
            Map.entry("ip6fragm", InternetReaders::moreFragments),
            Map.entry("ip6fragoffset", InternetReaders::fragmentOffset),
            Map.entry("ip6routetype", (layers, layer, into) -> routing(layers, layer, 2, into)),
            Map.entry("ip6routesegsleft", (layers, layer, into) -> routing(layers, layer, 3, into)),
            Map.entry("ip6routesrlastentry", (layers, layer, into) -> segmentRouting(layers, layer, 4, 1, into)),
            Map.entry("ip6routesrflags", InternetReaders::segmentRoutingFlags),
            Map.entry("ip6routesrtag", (layers, layer, into) -> segmentRouting(layers, layer, 6, 2, into)),
            Map.entry("ip6routesroptlen", InternetReaders::segmentRoutingOptions),
            Map.entry("ip6routesrsegments", InternetReaders::segments));

    private InternetReaders() {}

    private static boolean optionsLength(PacketLayers layers, int layer, KeyValue into) {
        long first = HeaderBytes.unsigned(layers, layer, 0, 1);
        int words = (int) (first & 0xF);
        return first >= 0 && words >= 5 && into.unsigned(KeyFormat.U8, (words - 5) * 4L);
    }

    private static boolean upperProtocol(PacketLayers layers, int layer, KeyValue into) {
        return layers.detail(layer) >= 0 && into.unsigned(KeyFormat.U8, layers.detail(layer));
    }

    /**
     * The authentication header counts as one of the extension headers, though it is a layer of its own. What lies behind
     * the header of a later fragment is the middle of a packet.
     */
    private static boolean extensions(PacketLayers layers, int layer, KeyValue into) {
        if (layers.detail(layer) < 0) {
            return false; // the chain is cut off
        }
        int end = layers.end(layer) - layers.start(layer);
        int type = (int) HeaderBytes.unsigned(layers, layer, 6, 1);
        int at = IPV6_HEADER;
        boolean laterFragment = false;
        TextBuffer out = into.startText();
        while (!laterFragment && (at < end || type == AUTHENTICATION) && HeaderBytes.has(layers, layer, at, 2)) {
            if (at > IPV6_HEADER) {
                out.ascii('-');
            }
            out.decimal(type);
            laterFragment = type == FRAGMENT && HeaderBytes.unsigned(layers, layer, at + 2, 2) >>> 3 != 0;
            int length = extensionLength(layers, layer, at, type);
            type = (int) HeaderBytes.unsigned(layers, layer, at, 1);
            at += length;
        }
        return at > IPV6_HEADER && at >= end && HeaderBytes.has(layers, layer, 0, at) && into.endText();
    }

    /** Offset of the first extension header of a type. Absent: -1. */
    private static int find(PacketLayers layers, int layer, int wanted) {
        int end = layers.end(layer) - layers.start(layer);
        long type = HeaderBytes.unsigned(layers, layer, 6, 1);
        int at = IPV6_HEADER;
        while (at < end && HeaderBytes.has(layers, layer, at, 2)) {
            if (type == wanted) {
                return at;
            }
            int length = extensionLength(layers, layer, at, (int) type);
            type = HeaderBytes.unsigned(layers, layer, at, 1);
            at += length;
        }
        return -1;
    }

    private static int extensionLength(PacketLayers layers, int layer, int at, int type) {
        int field = (int) Math.max(0, HeaderBytes.unsigned(layers, layer, at + 1, 1));
        return switch (type) {
            case FRAGMENT -> 8;
            case AUTHENTICATION -> 8 + 4 * field;
            default -> 8 + 8 * field;
        };
    }

    private static boolean moreFragments(PacketLayers layers, int layer, KeyValue into) {
        int at = find(layers, layer, FRAGMENT);
        long word = at < 0 ? -1 : HeaderBytes.unsigned(layers, layer, at + 2, 2);
        return word >= 0 && into.flag((word & 1) != 0);
    }

    private static boolean fragmentOffset(PacketLayers layers, int layer, KeyValue into) {
        int at = find(layers, layer, FRAGMENT);
        long word = at < 0 ? -1 : HeaderBytes.unsigned(layers, layer, at + 2, 2);
        return word >= 0 && into.unsigned(KeyFormat.U16, word >>> 3);
    }

    private static boolean routing(PacketLayers layers, int layer, int offset, KeyValue into) {
        int at = find(layers, layer, ROUTING);
        long value = at < 0 ? -1 : HeaderBytes.unsigned(layers, layer, at + offset, 1);
        return value >= 0 && into.unsigned(KeyFormat.U8, value);
    }

    /** Offset of the segment routing header. Absent: -1. */
    private static int segmentRoutingHeader(PacketLayers layers, int layer) {
        int at = find(layers, layer, ROUTING);
        return at >= 0 && HeaderBytes.unsigned(layers, layer, at + 2, 1) == SEGMENT_ROUTING ? at : -1;
    }

    private static boolean segmentRouting(PacketLayers layers, int layer, int offset, int width, KeyValue into) {
        int at = segmentRoutingHeader(layers, layer);
        long value = at < 0 ? -1 : HeaderBytes.unsigned(layers, layer, at + offset, width);
        return value >= 0 && into.unsigned(width == 1 ? KeyFormat.U8 : KeyFormat.U16, value);
    }

    private static boolean segmentRoutingFlags(PacketLayers layers, int layer, KeyValue into) {
        int at = segmentRoutingHeader(layers, layer);
        long flags = at < 0 ? -1 : HeaderBytes.unsigned(layers, layer, at + 5, 1);
        return flags >= 0 && into.unsigned(KeyFormat.BITS8, flags);
    }

    /** Bytes behind the segment list; the header's own length says how many there are. Absent: -1. */
    private static int optionBytes(PacketLayers layers, int layer, int at) {
        long words = HeaderBytes.unsigned(layers, layer, at + 1, 1);
        long lastEntry = HeaderBytes.unsigned(layers, layer, at + 4, 1);
        if (words < 0 || lastEntry < 0) {
            return -1;
        }
        return (int) (8 * words - SEGMENT * (lastEntry + 1));
    }

    private static boolean segmentRoutingOptions(PacketLayers layers, int layer, KeyValue into) {
        int at = segmentRoutingHeader(layers, layer);
        int bytes = at < 0 ? -1 : optionBytes(layers, layer, at);
        return bytes >= 0 && into.unsigned(KeyFormat.U16, bytes);
    }

    private static boolean segments(PacketLayers layers, int layer, KeyValue into) {
        int at = segmentRoutingHeader(layers, layer);
        if (at < 0 || optionBytes(layers, layer, at) < 0) {
            return false; // more segments than the header's length has room for
        }
        int count = (int) HeaderBytes.unsigned(layers, layer, at + 4, 1) + 1;
        if (!HeaderBytes.has(layers, layer, at + SEGMENTS, count * SEGMENT)) {
            return false;
        }
        TextBuffer out = into.startText();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.ascii('-');
            }
            int segment = at + SEGMENTS + i * SEGMENT;
            out.ipv6(HeaderBytes.eight(layers, layer, segment), HeaderBytes.eight(layers, layer, segment + 8));
        }
        return into.endText();
    }
}
