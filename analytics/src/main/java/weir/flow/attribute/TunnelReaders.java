package weir.flow.attribute;

import java.util.Map;
import weir.packet.PacketLayers;

/**
 * Attributes of tunnel headers that are there only sometimes.
 *
 * <p>Source: RFC 2890; RFC 7637, section 3.2.
 */
final class TunnelReaders {

    private static final int GRE_CHECKSUM_OR_ROUTING = 0xC000;
    private static final int GRE_KEY = 0x2000;
    private static final int TRANSPARENT_ETHERNET = 0x6558;

    static final Map<String, LayerReader> ALL = Map.of(
            "grevsid",
                    (layers, layer, into) -> {
                        long key = virtualSubnet(layers, layer);
                        return key >= 0 && into.unsigned(KeyFormat.U32, key >>> 8);
                    },
            "greflowid",
                    (layers, layer, into) -> {
                        long key = virtualSubnet(layers, layer);
                        return key >= 0 && into.unsigned(KeyFormat.U8, key & 0xFF);
                    });

    private TunnelReaders() {}

    /** The key of a GRE header that carries Ethernet. Absent: -1. */
    private static long virtualSubnet(PacketLayers layers, int layer) {
        long flags = HeaderBytes.unsigned(layers, layer, 0, 2);
        boolean network = flags >= 0
                && (flags & GRE_KEY) != 0
                && HeaderBytes.unsigned(layers, layer, 2, 2) == TRANSPARENT_ETHERNET;
        int offset = (flags & GRE_CHECKSUM_OR_ROUTING) != 0 ? 8 : 4;
        return network ? HeaderBytes.unsigned(layers, layer, offset, 4) : -1;
    }
}
