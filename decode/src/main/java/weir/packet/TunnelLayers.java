package weir.packet;

/**
 * Tunnel headers; the walk goes on inside.
 *
 * <p>Source: RFC 2784, 2890 (GRE), 7637 (NVGRE), 7348 (VXLAN), 8926 (GENEVE), 4380 (Teredo), 3378 (EtherIP);
 * draft-ietf-nvo3-vxlan-gpe; 3GPP TS 29.281 (GTP-U).
 */
final class TunnelLayers {

    private static final int GRE_CHECKSUM = 0x8000;
    private static final int GRE_ROUTING = 0x4000;
    private static final int GRE_KEY = 0x2000;
    private static final int GRE_SEQUENCE = 0x1000;
    private static final int GTP_USER_DATA = 255;
    private static final int MAX_GTP_EXTENSIONS = 8;

    private TunnelLayers() {}

    static void gre(ScanCursor in) {
        if (!in.has(4)) {
            TransportLayers.last(in, LayerType.GRE, 4);
            return;
        }
        int flags = in.u16(0);
        int type = in.u16(2);
        int length = 4;
        length += (flags & (GRE_CHECKSUM | GRE_ROUTING)) != 0 ? 4 : 0;
        length += (flags & GRE_KEY) != 0 ? 4 : 0;
        length += (flags & GRE_SEQUENCE) != 0 ? 4 : 0;
        boolean plain = (flags & 0x7) == 0 && (flags & GRE_ROUTING) == 0; // version 1 carries PPP for PPTP
        in.layer(LayerType.GRE, length);
        if (plain) {
            LinkLayers.named(in, type);
        } else {
            in.end();
        }
    }

    static void etherIp(ScanCursor in) {
        in.skip(2);
        in.then(Protocol.ETHERNET);
    }

    static void vxlan(ScanCursor in) {
        boolean networkGiven = (in.u8(0) & 0x08) != 0;
        if (!networkGiven) {
            in.end(); // another protocol on this port
            return;
        }
        in.layer(LayerType.VXLAN, 8);
        in.then(Protocol.ETHERNET);
    }

    static void vxlanGpe(ScanCursor in) {
        int protocol = in.has(4) && (in.u8(0) & 0x04) != 0 ? in.u8(3) : -1;
        boolean bridged = in.has(4) && (in.u8(0) & 0x04) == 0; // without the P bit it is plain VXLAN
        in.layer(LayerType.VXLAN_GPE, 8);
        switch (protocol) {
            case 1 -> in.then(Protocol.IPV4);
            case 2 -> in.then(Protocol.IPV6);
            case 3 -> in.then(Protocol.ETHERNET);
            case 5 -> in.then(Protocol.MPLS);
            default -> in.then(bridged ? Protocol.ETHERNET : Protocol.END);
        }
    }

    static void geneve(ScanCursor in) {
        if (!in.has(4)) {
            TransportLayers.last(in, LayerType.GENEVE, 8);
            return;
        }
        int optionWords = in.u8(0) & 0x3F;
        int type = in.u16(2);
        in.layer(LayerType.GENEVE, 8 + 4 * optionWords);
        LinkLayers.named(in, type);
    }

    static void gtp(ScanCursor in) {
        int flags = in.u8(0);
        boolean userPlane = flags >>> 5 == 1 && (flags & 0x10) != 0;
        if (!userPlane) {
            in.end();
            return;
        }
        if (!in.has(8)) {
            TransportLayers.last(in, LayerType.GTP, 8);
            return;
        }
        boolean userData = in.u8(1) == GTP_USER_DATA;
        int length = (flags & 0x07) != 0 ? gtpOptions(in, flags) : 8;
        in.layer(LayerType.GTP, length);
        in.then(userData ? Protocol.IP_ANY : Protocol.END);
    }

    /** Length of the header with its optional words and its chain of extension headers. */
    private static int gtpOptions(ScanCursor in, int flags) {
        int length = 12;
        int extension = in.has(12) && (flags & 0x04) != 0 ? in.u8(11) : 0;
        for (int i = 0; i < MAX_GTP_EXTENSIONS && extension != 0 && in.has(length + 1); i++) {
            int words = Math.max(1, in.u8(length));
            length += 4 * words;
            extension = in.has(length) ? in.u8(length - 1) : 0;
        }
        return length;
    }

    /** Teredo may put authentication and origin indications before the IPv6 header. */
    static void teredo(ScanCursor in) {
        int length = 0;
        if (in.has(4) && in.u16(0) == 1) {
            length = 13 + in.u8(2) + in.u8(3);
        }
        if (in.has(length + 8) && in.u16(length) == 0) {
            length += 8;
        }
        if (!in.has(length + 1) || in.u8(length) >>> 4 != 6) {
            in.end();
            return;
        }
        in.layer(LayerType.TEREDO, length);
        in.then(Protocol.IPV6);
    }
}
