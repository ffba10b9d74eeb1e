package weir.flow.attribute;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import weir.packet.PacketLayers;
import weir.packet.QuicLayer;

/**
 * Attributes of DHCP, NTP and QUIC messages that are no plain fields.
 *
 * <p>Source: RFC 2131, section 2; RFC 5905, section 7.3; RFC 8999.
 */
final class ApplicationReaders {

    private static final int HARDWARE_LENGTH = 2;
    private static final int HARDWARE_ADDRESS = 28;
    private static final int MAX_HARDWARE_LENGTH = 16;
    private static final int SERVER_NAME = 44;
    private static final int SERVER_NAME_LENGTH = 64;

    private static final int REFERENCE = 12;

    private static final int QUIC_LONG_HEADER = 0x80;
    private static final int GOOGLE_VERSION_GIVEN = 0x01;
    private static final Map<QuicLayer.PacketType, byte[]> QUIC_TYPES = quicTypes();

    static final Map<String, LayerReader> ALL = Map.of(
            "dhcpchaddr", ApplicationReaders::clientHardware,
            "dhcpsname", ApplicationReaders::serverName,
            "ntpreferenceid", ApplicationReaders::reference,
            "quictype", ApplicationReaders::quicType,
            "quicversion", ApplicationReaders::quicVersion,
            "quicpackettype",
                    (layers, layer, into) -> {
                        byte[] label = QUIC_TYPES.get(QuicLayer.packetType(layers, layer));
                        return label != null && into.text(label);
                    });

    private ApplicationReaders() {}

    private static Map<QuicLayer.PacketType, byte[]> quicTypes() {
        Map<QuicLayer.PacketType, byte[]> types = new EnumMap<>(QuicLayer.PacketType.class);
        for (QuicLayer.PacketType type : QuicLayer.PacketType.values()) {
            if (type != QuicLayer.PacketType.NONE) {
                types.put(type, type.label().getBytes(StandardCharsets.US_ASCII));
            }
        }
        return types;
    }

    /** As many bytes as the message says: a MAC address has six. */
    private static boolean clientHardware(PacketLayers layers, int layer, KeyValue into) {
        int length = (int) HeaderBytes.unsigned(layers, layer, HARDWARE_LENGTH, 1);
        if (length <= 0 || length > MAX_HARDWARE_LENGTH || !HeaderBytes.has(layers, layer, HARDWARE_ADDRESS, length)) {
            return false;
        }
        TextBuffer out = into.startText();
        for (int i = 0; i < length; i++) {
            out.hexUpper(HeaderBytes.unsigned(layers, layer, HARDWARE_ADDRESS + i, 1), 2);
        }
        return into.endText();
    }

    private static boolean serverName(PacketLayers layers, int layer, KeyValue into) {
        if (!HeaderBytes.has(layers, layer, SERVER_NAME, SERVER_NAME_LENGTH)
                || HeaderBytes.unsigned(layers, layer, SERVER_NAME, 1) == 0) {
            return false;
        }
        int from = layers.start(layer) + SERVER_NAME;
        return into.wireText(layers.bytes(), from, from + SERVER_NAME_LENGTH);
    }

    /** Of a primary clock and of a refusal, a word of four letters; of others, the address of their server. */
    private static boolean reference(PacketLayers layers, int layer, KeyValue into) {
        long stratum = HeaderBytes.unsigned(layers, layer, 1, 1);
        long identifier = HeaderBytes.unsigned(layers, layer, REFERENCE, 4);
        if (identifier < 0) {
            return false;
        }
        if (stratum > 1 || identifier == 0) {
            into.startText().ipv4(identifier);
            return into.endText();
        }
        int from = layers.start(layer) + REFERENCE;
        return into.wireText(layers.bytes(), from, from + 4);
    }

    /** The two type bits of a long header. */
    private static boolean quicType(PacketLayers layers, int layer, KeyValue into) {
        long first = HeaderBytes.unsigned(layers, layer, 0, 1);
        return first >= QUIC_LONG_HEADER && into.unsigned(KeyFormat.U8, first >>> 4 & 3);
    }

    /** The version of a long header is a number; the versions of Google are four letters, as {@code Q046}. */
    private static boolean quicVersion(PacketLayers layers, int layer, KeyValue into) {
        long first = HeaderBytes.unsigned(layers, layer, 0, 1);
        boolean isLong = first >= QUIC_LONG_HEADER;
        boolean isGoogle = !isLong && QuicLayer.packetType(layers, layer) == QuicLayer.PacketType.GOOGLE_VERSION;
        if (!isLong && !isGoogle) {
            return false;
        }
        int offset = isLong ? 1 : 9;
        long version = HeaderBytes.unsigned(layers, layer, offset, 4);
        if (version < 0 || isGoogle && (first & GOOGLE_VERSION_GIVEN) == 0) {
            return false;
        }
        int letter = (int) (version >>> 24);
        if (letter == 'Q' || letter == 'T') {
            int from = layers.start(layer) + offset;
            return into.wireText(layers.bytes(), from, from + 4);
        }
        into.startText().decimal(version);
        return into.endText();
    }
}
