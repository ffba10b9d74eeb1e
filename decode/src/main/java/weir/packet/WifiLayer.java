package weir.packet;

/**
 * The 802.11 MAC header, and through data frames to LLC.
 *
 * <p>Source: IEEE 802.11, section 9.2.
 */
final class WifiLayer {

    private static final int DATA = 2;
    private static final int QOS = 0x8;
    private static final int NO_PAYLOAD = 0x4;
    private static final int TO_AND_FROM_DISTRIBUTION = 0x3;
    private static final int PROTECTED = 0x40;
    private static final int ORDER = 0x80;

    private WifiLayer() {}

    static void wifi(ScanCursor in) {
        if (!in.has(2)) {
            TransportLayers.last(in, LayerType.WIFI, 10);
            return;
        }
        int type = in.u8(0) >>> 2 & 0x3;
        int subtype = in.u8(0) >>> 4;
        int flags = in.u8(1);
        if (type != DATA) {
            TransportLayers.last(in, LayerType.WIFI, type == 0 ? 24 : 16);
            return;
        }
        int length = 24;
        length += (flags & TO_AND_FROM_DISTRIBUTION) == TO_AND_FROM_DISTRIBUTION ? 6 : 0;
        length += (subtype & QOS) != 0 ? 2 : 0;
        length += (subtype & QOS) != 0 && (flags & ORDER) != 0 ? 4 : 0;
        boolean readable = (subtype & NO_PAYLOAD) == 0 && (flags & PROTECTED) == 0;
        in.layer(LayerType.WIFI, length);
        in.then(readable ? Protocol.LLC : Protocol.END);
    }
}
