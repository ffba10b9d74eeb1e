package weir.flow.attribute;

import java.util.Map;
import weir.packet.PacketLayers;
import weir.sflow.Enumerations;

/**
 * The question of a DNS message.
 *
 * <p>A name is written as in a zone file: labels that hold dots, backslashes or unprintable bytes have them escaped, so
 * that different names have different texts.
 *
 * <p>Source: RFC 1035, sections 4.1 and 5.1.
 */
final class DnsReaders {

    private static final int HEADER = 12;
    private static final int MAX_LABEL = 63;
    private static final NameTable TYPES = NameTable.of(Enumerations.standard(), "dns_type", NameTable.Style.NUMBERED);

    static final Map<String, LayerReader> ALL = Map.of(
            "dnsqname", DnsReaders::name,
            "dnsqtype",
                    (layers, layer, into) -> {
                        long type = behindName(layers, layer, 0);
                        return type >= 0 && into.unsigned(KeyFormat.U16, type);
                    },
            "dnsqtypename",
                    (layers, layer, into) -> {
                        long type = behindName(layers, layer, 0);
                        return type >= 0 && TYPES.set(type, into);
                    },
            "dnsqclass",
                    (layers, layer, into) -> {
                        long type = behindName(layers, layer, 2);
                        return type >= 0 && into.unsigned(KeyFormat.U16, type);
                    });

    private DnsReaders() {}

    private static boolean hasQuestion(PacketLayers layers, int layer) {
        return HeaderBytes.unsigned(layers, layer, 4, 2) > 0;
    }

    /** Offset behind the name of the first question. Absent: -1 when it is not all there or no plain list of labels. */
    private static int nameEnd(PacketLayers layers, int layer) {
        int at = HEADER;
        long length = HeaderBytes.unsigned(layers, layer, at, 1);
        while (length > 0 && length <= MAX_LABEL) {
            at += 1 + (int) length;
            length = HeaderBytes.unsigned(layers, layer, at, 1);
        }
        return length == 0 && hasQuestion(layers, layer) ? at + 1 : -1;
    }

    private static long behindName(PacketLayers layers, int layer, int offset) {
        int end = nameEnd(layers, layer);
        return end < 0 ? -1 : HeaderBytes.unsigned(layers, layer, end + offset, 2);
    }

    private static boolean name(PacketLayers layers, int layer, KeyValue into) {
        int end = nameEnd(layers, layer);
        if (end < 0) {
            return false;
        }
        TextBuffer out = into.startText();
        int at = HEADER;
        while (at < end - 1) {
            int length = (int) HeaderBytes.unsigned(layers, layer, at, 1);
            for (int i = 1; i <= length; i++) {
                character((int) HeaderBytes.unsigned(layers, layer, at + i, 1), out);
            }
            out.ascii('.');
            at += 1 + length;
        }
        if (end == HEADER + 1) {
            out.ascii('.'); // the root
        }
        return into.endText();
    }

    private static void character(int c, TextBuffer out) {
        if (c == '.' || c == '\\') {
            out.ascii('\\').ascii((char) c);
        } else if (c > ' ' && c < 0x7F) {
            out.ascii((char) c);
        } else {
            out.ascii('\\').decimal(c / 100).decimal(c / 10 % 10).decimal(c % 10);
        }
    }
}
