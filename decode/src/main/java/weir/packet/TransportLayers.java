package weir.packet;

/**
 * TCP, UDP and the protocols that end a walk, and what UDP ports name.
 *
 * <p>Source: RFC 9293, 768, 4302; IANA port numbers.
 */
final class TransportLayers {

    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;

    private TransportLayers() {}

    /** Notes a layer behind which nothing is walked. */
    static void last(ScanCursor in, LayerType type, int length) {
        in.layer(type, length);
        in.end();
    }

    static void tcp(ScanCursor in) {
        int headerLength = in.has(13) ? (in.u8(12) >>> 4) * 4 : TCP_HEADER;
        in.layer(LayerType.TCP, Math.max(TCP_HEADER, headerLength));
        in.end();
    }

    static void ah(ScanCursor in) {
        if (!in.has(2)) {
            last(in, LayerType.AH, 12);
            return;
        }
        int protocol = in.u8(0);
        in.layer(LayerType.AH, (in.u8(1) + 2) * 4);
        in.upperProtocol(protocol);
        InternetLayers.named(in, protocol);
    }

    static void udp(ScanCursor in) {
        if (!in.has(UDP_HEADER)) {
            last(in, LayerType.UDP, UDP_HEADER);
            return;
        }
        int source = in.u16(0);
        int destination = in.u16(2);
        int length = in.u16(4);
        if (length >= UDP_HEADER) {
            in.narrow(length);
        }
        in.layer(LayerType.UDP, UDP_HEADER);
        if (in.remaining() == 0) {
            in.end();
        } else {
            named(in, source, destination);
        }
    }

    /** Tunnels are told by the destination port, which the standards fix; applications by either. */
    private static void named(ScanCursor in, int source, int destination) {
        switch (destination) {
            case 4789 -> TunnelLayers.vxlan(in);
            case 4790 -> TunnelLayers.vxlanGpe(in);
            case 6081 -> TunnelLayers.geneve(in);
            case 4791 -> in.then(Protocol.IB_BASE_TRANSPORT);
            default -> {
                if (!application(in, destination) && !application(in, source)) {
                    in.end();
                }
            }
        }
    }

    private static boolean application(ScanCursor in, int port) {
        switch (port) {
            case 53 -> last(in, LayerType.DNS, 12);
            case 67, 68 -> last(in, LayerType.DHCP, 236);
            case 123 -> last(in, LayerType.NTP, 48);
            case 443 -> QuicLayer.quic(in);
            case 2152 -> TunnelLayers.gtp(in);
            case 3544 -> TunnelLayers.teredo(in);
            default -> {
                return false;
            }
        }
        return true;
    }
}
