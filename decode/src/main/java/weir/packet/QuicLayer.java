package weir.packet;

/**
 * Tells QUIC from other traffic on UDP port 443, and its packet types apart.
 *
 * <p>A long header names its version, so it is certain. A short header has one fixed bit and no version: on this port
 * the bit pattern, a payload that can hold a protected packet, is taken as QUIC. The older Google form is told by its
 * public flags and, where it has one, its version text.
 *
 * <p>Source: RFC 8999, 9000, 9369; the Google QUIC wire layout up to version 46.
 */
public final class QuicLayer {

    /** What a QUIC packet is. Absent: {@link #NONE}. */
    public enum PacketType {
        /** Not QUIC, or cut off before it can be told. */
        NONE(""),
        /** Long header, Initial. */
        INITIAL("initial"),
        /** Long header, 0-RTT. */
        ZERO_RTT("0rtt"),
        /** Long header, Handshake. */
        HANDSHAKE("handshake"),
        /** Long header, Retry. */
        RETRY("retry"),
        /** Long header with version 0. */
        VERSION_NEGOTIATION("version_negotiation"),
        /** Short header. */
        SHORT("short"),
        /** Google form, ordinary packet. */
        GOOGLE_REGULAR("regular"),
        /** Google form, version given. */
        GOOGLE_VERSION("version"),
        /** Google form, public reset. */
        GOOGLE_RESET("reset");

        private final String label;

        PacketType(String label) {
            this.label = label;
        }

        /** Text of the {@code quicpackettype} flow key. */
        public String label() {
            return label;
        }
    }

    private static final PacketType[] VERSION_1 = {
        PacketType.INITIAL, PacketType.ZERO_RTT, PacketType.HANDSHAKE, PacketType.RETRY
    };
    private static final PacketType[] VERSION_2 = {
        PacketType.RETRY, PacketType.INITIAL, PacketType.ZERO_RTT, PacketType.HANDSHAKE
    };
    private static final int QUIC_V2 = 0x6B3343CF;
    private static final int LONG_HEADER = 0x80;
    private static final int FIXED_BIT = 0x40;
    /** Flags, connection identifier and the sample that header protection needs. */
    private static final int SHORTEST_PROTECTED = 21;

    private QuicLayer() {}

    static void quic(ScanCursor in) {
        int version = in.has(5) ? in.u32(1) : 0;
        int googleVersion = in.has(13) ? in.u32(9) : 0;
        PacketType type = classify(in.u8(0), in.remaining(), version, googleVersion);
        if (type != PacketType.NONE) {
            in.layer(LayerType.QUIC, 1);
        }
        in.end();
    }

    /** Packet type of a layer that the walk noted as QUIC. */
    public static PacketType packetType(PacketLayers layers, int layer) {
        ScanCursor in = new ScanCursor(layers);
        in.start(layers.bytes(), layers.start(layer), layers.layerLimit(layer), Protocol.END);
        int version = in.has(5) ? in.u32(1) : 0;
        int googleVersion = in.has(13) ? in.u32(9) : 0;
        return classify(in.u8(0), in.remaining(), version, googleVersion);
    }

    static PacketType classify(int first, int captured, int version, int googleVersion) {
        if ((first & LONG_HEADER) != 0) {
            return captured < 5 ? PacketType.NONE : longHeader(first, version);
        }
        if ((first & FIXED_BIT) != 0) {
            return captured >= SHORTEST_PROTECTED ? PacketType.SHORT : PacketType.NONE;
        }
        return google(first, captured, googleVersion);
    }

    private static PacketType longHeader(int first, int version) {
        if (version == 0) {
            return PacketType.VERSION_NEGOTIATION;
        }
        if ((first & FIXED_BIT) == 0) {
            return PacketType.NONE;
        }
        int kind = first >>> 4 & 0x3;
        if (version == QUIC_V2) {
            return VERSION_2[kind];
        }
        boolean ietf = version == 1 || version >>> 8 == 0xFF0000 || (version & 0x0F0F0F0F) == 0x0A0A0A0A;
        return ietf || isGoogleVersion(version) ? VERSION_1[kind] : PacketType.NONE;
    }

    /** Public flags: 0x01 version, 0x02 reset, 0x08 connection identifier, 0x30 packet number length. */
    private static PacketType google(int flags, int captured, int version) {
        boolean connection = (flags & 0x08) != 0;
        if (!connection || captured < 10) {
            return PacketType.NONE;
        }
        if ((flags & 0x02) != 0) {
            return PacketType.GOOGLE_RESET;
        }
        if ((flags & 0x01) != 0) {
            return isGoogleVersion(version) ? PacketType.GOOGLE_VERSION : PacketType.NONE;
        }
        return PacketType.GOOGLE_REGULAR;
    }

    /** A letter Q or T and three digits. */
    private static boolean isGoogleVersion(int version) {
        int letter = version >>> 24;
        boolean digits = isDigit(version >>> 16 & 0xFF) && isDigit(version >>> 8 & 0xFF) && isDigit(version & 0xFF);
        return (letter == 'Q' || letter == 'T') && digits;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
