package weir.packet;

/**
 * InfiniBand headers: native, RoCEv1 (EtherType 0x8915) and RoCEv2 (UDP port 4791).
 *
 * <p>Source: InfiniBand Architecture Specification, volume 1, chapters 7 to 9.
 */
final class InfinibandLayers {

    private static final int LOCAL_ROUTE_HEADER = 8;
    private static final int GLOBAL_ROUTE_HEADER = 40;
    private static final int BASE_TRANSPORT_HEADER = 12;
    private static final int NEXT_IS_TRANSPORT = 0x1B;

    private InfinibandLayers() {}

    /** The local route header says whether a global one follows. */
    static void localRoute(ScanCursor in) {
        if (!in.has(LOCAL_ROUTE_HEADER)) {
            in.end();
            return;
        }
        int next = in.u8(1) & 0x3;
        in.skip(LOCAL_ROUTE_HEADER);
        switch (next) {
            case 3 -> in.then(Protocol.IB_GLOBAL_ROUTE);
            case 2 -> in.then(Protocol.IB_BASE_TRANSPORT);
            default -> in.end();
        }
    }

    static void globalRoute(ScanCursor in) {
        boolean transport = in.has(7) && in.u8(6) == NEXT_IS_TRANSPORT;
        in.layer(LayerType.IB_GLOBAL_ROUTE, GLOBAL_ROUTE_HEADER);
        in.then(transport ? Protocol.IB_BASE_TRANSPORT : Protocol.END);
    }

    static void baseTransport(ScanCursor in) {
        TransportLayers.last(in, LayerType.IB_BASE_TRANSPORT, BASE_TRANSPORT_HEADER);
    }
}
