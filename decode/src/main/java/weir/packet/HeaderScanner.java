package weir.packet;

/**
 * One pass over a sampled header that notes where its layers are.
 *
 * <p>The walk starts with the protocol that the sFlow record names and lets each header name the next. It moves forward
 * by at least one byte a step, so it ends; it reads only bytes that were captured; and it never fails: where a header is
 * cut off, malformed or unknown the walk ends, and the layers before it stay. So a packet that is truncated at any byte
 * gives the layers of the whole packet up to there.
 *
 * <p>Tunnels are walked into: the inner headers are further occurrences of their types. Packets quoted in ICMP errors are
 * not, because they did not travel.
 *
 * <p>Thread: one; reused for every sample. Allocates nothing.
 *
 * <p>Source: sFlow Version 5, section 5, enum header_protocol.
 */
public final class HeaderScanner {

    private final PacketLayers layers = new PacketLayers();
    private final ScanCursor cursor = new ScanCursor(layers);
    private final boolean shortWay;

    /** A scanner. */
    public HeaderScanner() {
        this(true);
    }

    /** A scanner that can do without {@link UsualLayers}, to compare the two. */
    HeaderScanner(boolean shortWay) {
        this.shortWay = shortWay;
    }

    /**
     * Walks a header.
     *
     * @param headerProtocol the {@code protocol} of the sampled_header record; an unknown one gives no layers
     * @return the layers, a view that the next call refills
     */
    public PacketLayers scan(int headerProtocol, byte[] bytes, int from, int to) {
        layers.clear(bytes, from, to);
        cursor.start(bytes, from, to, first(headerProtocol));
        while (cursor.next() != Protocol.END && cursor.remaining() > 0 && layers.count() < PacketLayers.MAX_LAYERS) {
            step();
        }
        return layers;
    }

    private void step() {
        switch (cursor.next()) {
            case END -> {}
            case ETHERNET -> {
                if (shortWay) {
                    UsualLayers.ethernet(cursor);
                } else {
                    LinkLayers.ethernet(cursor);
                }
            }
            case ETHER_TYPE -> LinkLayers.etherType(cursor);
            case LLC -> LinkLayers.llc(cursor);
            case WIFI -> WifiLayer.wifi(cursor);
            case PPP -> PointToPointLayers.ppp(cursor);
            case PPP_PROTOCOL -> PointToPointLayers.pppProtocol(cursor);
            case FRAME_RELAY -> PointToPointLayers.frameRelay(cursor);
            case IP_ANY -> InternetLayers.ipAny(cursor);
            case IPV4 -> InternetLayers.ipv4(cursor);
            case IPV6 -> InternetLayers.ipv6(cursor);
            case MPLS -> LinkLayers.mpls(cursor);
            case TCP -> TransportLayers.tcp(cursor);
            case UDP -> TransportLayers.udp(cursor);
            case ICMP -> TransportLayers.last(cursor, LayerType.ICMP, 8);
            case ICMP6 -> TransportLayers.last(cursor, LayerType.ICMP6, 4);
            case IGMP -> TransportLayers.last(cursor, LayerType.IGMP, 8);
            case ESP -> TransportLayers.last(cursor, LayerType.ESP, 8);
            case SCTP -> TransportLayers.last(cursor, LayerType.SCTP, 12);
            case AH -> TransportLayers.ah(cursor);
            case GRE -> TunnelLayers.gre(cursor);
            case ETHER_IP -> TunnelLayers.etherIp(cursor);
            case IB_LOCAL_ROUTE -> InfinibandLayers.localRoute(cursor);
            case IB_GLOBAL_ROUTE -> InfinibandLayers.globalRoute(cursor);
            case IB_BASE_TRANSPORT -> InfinibandLayers.baseTransport(cursor);
        }
    }

    private static Protocol first(int headerProtocol) {
        return switch (headerProtocol) {
            case 1 -> Protocol.ETHERNET;
            case 5 -> Protocol.FRAME_RELAY;
            case 7, 14 -> Protocol.PPP;
            case 10 -> Protocol.LLC;
            case 11 -> Protocol.IPV4;
            case 12 -> Protocol.IPV6;
            case 13 -> Protocol.MPLS;
            case 15, 16, 17 -> Protocol.WIFI;
            case 18 -> Protocol.IB_LOCAL_ROUTE;
            default -> Protocol.END;
        };
    }
}
