package weir.packet;

/**
 * PPP, PPP over Ethernet, Cisco HDLC and frame relay, as far as they lead to IP or MPLS.
 *
 * <p>Source: RFC 1661, 1662, 2516, 2427.
 */
final class PointToPointLayers {

    private PointToPointLayers() {}

    static void pppoe(ScanCursor in) {
        if (!in.has(6)) {
            if (in.remaining() > 0) {
                in.layer(LayerType.PPPOE, 8);
            }
            in.end();
            return;
        }
        int length = in.u16(4);
        in.layer(LayerType.PPPOE, 6);
        in.narrow(length);
        in.then(Protocol.PPP_PROTOCOL);
    }

    /** A PPP frame with or without address and control, or a Cisco HDLC frame, which has an EtherType there. */
    static void ppp(ScanCursor in) {
        if (!in.has(4)) {
            in.end();
            return;
        }
        int head = in.u16(0);
        if (head == 0x0F00 || head == 0x8F00) {
            int type = in.u16(2);
            in.skip(4);
            LinkLayers.named(in, type);
        } else {
            in.skip(head == 0xFF03 ? 2 : 0);
            in.then(Protocol.PPP_PROTOCOL);
        }
    }

    static void pppProtocol(ScanCursor in) {
        if (!in.has(2)) {
            in.end();
            return;
        }
        int protocol = in.u16(0);
        in.skip(2);
        switch (protocol) {
            case 0x0021 -> in.then(Protocol.IPV4);
            case 0x0057 -> in.then(Protocol.IPV6);
            case 0x0281, 0x0283 -> in.then(Protocol.MPLS);
            default -> in.end();
        }
    }

    static void frameRelay(ScanCursor in) {
        if (!in.has(4) || in.u8(2) != 0x03) {
            in.end();
            return;
        }
        int networkLayer = in.u8(3);
        in.skip(4);
        switch (networkLayer) {
            case 0xCC -> in.then(Protocol.IPV4);
            case 0x8E -> in.then(Protocol.IPV6);
            default -> in.end();
        }
    }
}
