package weir.pcap;

/**
 * Steps over what stands before the IP header: link header, 802.3 encapsulation, VLAN tags.
 *
 * <p>Thread: one; reused for every packet.
 *
 * <p>Source: IEEE 802.3 and 802.1Q; LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2.
 */
final class LinkHeader {

    /** The position is at an IP header. */
    static final int IP = 0;
    /** Something else follows. */
    static final int OTHER = 1;
    /** The packet ends inside its headers. */
    static final int CUT = 2;
    /** The link type is not supported. */
    static final int UNSUPPORTED = 3;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int MAX_8023_LENGTH = 1500;
    private static final int SNAP_HEAD = 8;
    private static final int TAG = 4;

    private int position;

    /** Index of the first byte of the IP header, when {@link #step} answered {@link #IP}. */
    int position() {
        return position;
    }

    /** Looks at a packet. Answers one of the constants. */
    int step(CapturedPacket packet) {
        return switch (packet.linkType) {
            case LinkType.ETHERNET -> tagged(packet, 12, 14);
            case LinkType.LINUX_SLL -> tagged(packet, 14, 16);
            case LinkType.LINUX_SLL2 -> tagged(packet, 0, 20);
            case LinkType.NULL, LinkType.LOOP -> family(packet);
            case LinkType.RAW, LinkType.RAW_12, LinkType.RAW_14, LinkType.IPV4, LinkType.IPV6 ->
                byVersion(packet, packet.start);
            default -> UNSUPPORTED;
        };
    }

    private int tagged(CapturedPacket packet, int typeAt, int head) {
        int left = packet.end - packet.start;
        if (left < head) {
            return CUT;
        }
        int type = uint16(packet.bytes, packet.start + typeAt);
        int at = packet.start + head;
        while (isTag(type)) {
            if (packet.end - at < TAG) {
                return CUT;
            }
            type = uint16(packet.bytes, at + 2);
            at += TAG;
        }
        if (type <= MAX_8023_LENGTH && packet.end - at >= SNAP_HEAD && isSnap(packet.bytes, at)) {
            type = uint16(packet.bytes, at + 6);
            at += SNAP_HEAD;
        }
        return type == ETHERTYPE_IPV4 || type == ETHERTYPE_IPV6 ? byVersion(packet, at) : OTHER;
    }

    private static boolean isTag(int type) {
        return type == 0x8100 || type == 0x88A8 || type == 0x9100 || type == 0x9200;
    }

    /** LLC of sub-network access with the organisation code of encapsulated Ethernet. */
    private static boolean isSnap(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) == 0xAA
                && (bytes[at + 1] & 0xFF) == 0xAA
                && bytes[at + 2] == 3
                && bytes[at + 3] == 0
                && bytes[at + 4] == 0
                && bytes[at + 5] == 0;
    }

    /** Four bytes of address family in the byte order of the machine that captured; systems number IPv6 differently. */
    private int family(CapturedPacket packet) {
        if (packet.end - packet.start < 4) {
            return CUT;
        }
        int big = uint16(packet.bytes, packet.start + 2);
        int little = Short.toUnsignedInt(Short.reverseBytes((short) uint16(packet.bytes, packet.start)));
        return switch (big == 0 ? little : big) {
            case 2, 10, 23, 24, 28, 30 -> byVersion(packet, packet.start + 4);
            default -> OTHER;
        };
    }

    private int byVersion(CapturedPacket packet, int at) {
        if (at >= packet.end) {
            return CUT;
        }
        position = at;
        int version = packet.bytes[at] >>> 4 & 0xF;
        return version == 4 || version == 6 ? IP : OTHER;
    }

    private static int uint16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
