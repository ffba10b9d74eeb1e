package weir.flow.attribute;

import java.util.Map;
import weir.packet.LayerType;
import weir.packet.PacketLayers;

/**
 * Attributes of TCP that are no plain fields.
 *
 * <p>Source: RFC 9293, section 3.1.
 */
final class TransportReaders {

    private static final int TCP_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int END_OF_OPTIONS = 0;
    private static final int NO_OPERATION = 1;

    static final Map<String, LayerReader> ALL = Map.of(
            "tcpoptbytes", TransportReaders::optionBytes,
            "tcpopts", TransportReaders::options,
            "tcppayloadbytes", TransportReaders::payloadBytes);

    private TransportReaders() {}

    /** Bytes of the header as its own length says. Absent: -1. */
    private static int headerLength(PacketLayers layers, int layer) {
        long field = HeaderBytes.unsigned(layers, layer, 12, 1);
        int length = (int) (field >>> 4) * 4;
        return field < 0 || length < TCP_HEADER ? -1 : length;
    }

    private static boolean optionBytes(PacketLayers layers, int layer, KeyValue into) {
        int length = headerLength(layers, layer);
        return length >= 0 && into.unsigned(KeyFormat.U8, length - TCP_HEADER);
    }

    private static boolean options(PacketLayers layers, int layer, KeyValue into) {
        int end = headerLength(layers, layer);
        if (end <= TCP_HEADER || !HeaderBytes.has(layers, layer, 0, end)) {
            return false;
        }
        TextBuffer out = into.startText();
        int at = TCP_HEADER;
        while (at < end) {
            int kind = (int) HeaderBytes.unsigned(layers, layer, at, 1);
            int length = kind == NO_OPERATION ? 1 : (int) HeaderBytes.unsigned(layers, layer, at + 1, 1);
            if (kind == END_OF_OPTIONS || length < 1 || kind != NO_OPERATION && length < 2 || at + length > end) {
                break;
            }
            if (at > TCP_HEADER) {
                out.ascii('-');
            }
            out.decimal(kind);
            at += length;
        }
        return at > TCP_HEADER && into.endText();
    }

    /** What the IP header in front says of its length, less the headers; the payload itself need not be captured. */
    private static boolean payloadBytes(PacketLayers layers, int layer, KeyValue into) {
        int header = headerLength(layers, layer);
        int ip = layer - 1;
        while (ip >= 0 && layers.type(ip) == LayerType.AH) {
            ip--;
        }
        if (header < 0 || ip < 0) {
            return false;
        }
        boolean v6 = layers.type(ip) == LayerType.IPV6;
        if (!v6 && layers.type(ip) != LayerType.IPV4) {
            return false;
        }
        long field = HeaderBytes.unsigned(layers, ip, v6 ? 4 : 2, 2);
        long total = v6 ? field + IPV6_HEADER : field;
        long payload = total - (layers.start(layer) - layers.start(ip)) - header;
        return field > 0 && payload >= 0 && into.unsigned(KeyFormat.U16, payload);
    }
}
