package weir.packet;

/**
 * IPv4 and IPv6 with options and extension headers, and what their protocol numbers name.
 *
 * <p>Source: RFC 791; RFC 8200, section 4; IANA protocol numbers.
 */
final class InternetLayers {

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int FRAGMENT_OFFSET = 0x1FFF;
    /** More extension headers than any sane packet has. */
    private static final int MAX_EXTENSIONS = 16;

    static final int HOP_BY_HOP = 0;
    static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    static final int AUTHENTICATION = 51;
    static final int DESTINATION_OPTIONS = 60;

    private InternetLayers() {}

    static void ipAny(ScanCursor in) {
        switch (in.u8(0) >>> 4) {
            case 4 -> in.then(Protocol.IPV4);
            case 6 -> in.then(Protocol.IPV6);
            default -> in.end();
        }
    }

    static void ipv4(ScanCursor in) {
        int first = in.u8(0);
        int headerLength = (first & 0xF) * 4;
        if (first >>> 4 != 4) {
            in.end();
            return;
        }
        if (!in.has(IPV4_HEADER) || headerLength < IPV4_HEADER) {
            in.layer(LayerType.IPV4, Math.max(IPV4_HEADER, headerLength));
            in.end();
            return;
        }
        int totalLength = in.u16(2);
        int protocol = in.u8(9);
        boolean laterFragment = (in.u16(6) & FRAGMENT_OFFSET) != 0;
        if (totalLength >= headerLength) { // 0 is sent where the network card segments
            in.narrow(totalLength);
        }
        in.layer(LayerType.IPV4, headerLength);
        in.openIp(-1);
        if (laterFragment) {
            in.end();
        } else {
            named(in, protocol);
        }
    }

    static void ipv6(ScanCursor in) {
        if (in.u8(0) >>> 4 != 6) {
            in.end();
            return;
        }
        if (!in.has(IPV6_HEADER)) {
            in.layer(LayerType.IPV6, IPV6_HEADER);
            in.end();
            return;
        }
        int payload = in.u16(4);
        if (payload > 0) { // 0 announces a jumbogram, or segmentation by the network card
            in.narrow(IPV6_HEADER + payload);
        }
        extensions(in);
    }

    /** Walks the extension headers, notes the IPv6 layer with all of them, and goes on with the protocol behind. */
    private static void extensions(ScanCursor in) {
        int header = in.u8(6);
        int length = IPV6_HEADER;
        boolean laterFragment = false;
        for (int i = 0; i < MAX_EXTENSIONS && isExtension(header) && !laterFragment; i++) {
            if (!in.has(length + 8)) {
                header = -1; // the chain is cut off, so what is behind it is not known
                break;
            }
            int type = header;
            laterFragment = type == FRAGMENT && (in.u16(length + 2) & 0xFFF8) != 0;
            header = in.u8(length);
            length += extensionLength(type, in.u8(length + 1));
        }
        in.openIp(in.layer(LayerType.IPV6, length));
        boolean unknown = !laterFragment && (isExtension(header) || header == AUTHENTICATION);
        in.upperProtocol(unknown ? -1 : header);
        if (laterFragment || header < 0) {
            in.end();
        } else {
            named(in, header);
        }
    }

    /** Whether a next-header value names an extension header that is skipped. */
    static boolean isExtension(int header) {
        return switch (header) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION_OPTIONS, 135, 139, 140 -> true;
            default -> false;
        };
    }

    /** Bytes of an extension header, from its type and its length field. */
    static int extensionLength(int type, int lengthField) {
        return type == FRAGMENT ? 8 : 8 + 8 * lengthField;
    }

    /** Goes on with what a protocol number names. */
    static void named(ScanCursor in, int protocol) {
        switch (protocol) {
            case 6 -> in.then(Protocol.TCP);
            case 17 -> in.then(Protocol.UDP);
            case 1 -> in.then(Protocol.ICMP);
            case 58 -> in.then(Protocol.ICMP6);
            case 2 -> in.then(Protocol.IGMP);
            case 4 -> in.then(Protocol.IPV4);
            case 41 -> in.then(Protocol.IPV6);
            case 47 -> in.then(Protocol.GRE);
            case 50 -> in.then(Protocol.ESP);
            case AUTHENTICATION -> in.then(Protocol.AH);
            case 97 -> in.then(Protocol.ETHER_IP);
            case 132 -> in.then(Protocol.SCTP);
            case 137 -> in.then(Protocol.MPLS);
            case 143 -> in.then(Protocol.ETHERNET);
            default -> in.end();
        }
    }
}
