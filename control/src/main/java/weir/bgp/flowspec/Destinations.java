package weir.bgp.flowspec;

import java.util.List;
import java.util.Optional;
import weir.lookup.Prefix;
import weir.net.IpAddress;
import weir.packet.LayerType;
import weir.packet.PacketLayers;
import weir.xdr.BigEndian;

/**
 * Destinations that are looked for in many packets. They are compared with the bytes of the outermost IP header, so that
 * nothing is made of the packets, most of them, that go elsewhere.
 *
 * <p>Thread: any; immutable.
 */
public final class Destinations {

    private static final int IPV4_DESTINATION = 16;
    private static final int IPV6_DESTINATION = 24;

    private final Component.Address[] parts;

    private Destinations(List<Component.Address> parts) {
        this.parts = parts.toArray(Component.Address[]::new);
    }

    /** An address, and where a rule's packets go, as far as it says. */
    public static Destinations of(IpAddress address, FlowMatch rule) {
        Component.Address single =
                new Component.Address(ComponentType.DESTINATION, new Prefix(address, address.v6() ? 128 : 32), 0);
        return new Destinations(
                destination(rule).map(part -> List.of(single, part)).orElse(List.of(single)));
    }

    /** Where a rule's packets go. Absent: empty when it does not say. */
    public static Optional<Component.Address> destination(FlowMatch rule) {
        return rule.components().stream()
                .filter(part -> part.type() == ComponentType.DESTINATION)
                .map(Component.Address.class::cast)
                .findFirst();
    }

    /** Whether a packet goes to one of them; false when it has no whole IP header. */
    public boolean has(PacketLayers layers) {
        for (int layer = 0; layer < layers.count(); layer++) {
            LayerType type = layers.type(layer);
            if (type == LayerType.IPV4 || type == LayerType.IPV6) {
                return has(layers.bytes(), layers.start(layer), layers.layerLimit(layer), type == LayerType.IPV6);
            }
        }
        return false;
    }

    private boolean has(byte[] bytes, int start, int limit, boolean v6) {
        if (start + (v6 ? FlowPacket.IPV6_HEADER : FlowPacket.IPV4_HEADER) > limit) {
            return false;
        }
        long high = v6 ? BigEndian.int64(bytes, start + IPV6_DESTINATION) : 0;
        long low = v6
                ? BigEndian.int64(bytes, start + IPV6_DESTINATION + Long.BYTES)
                : BigEndian.uint32(bytes, start + IPV4_DESTINATION);
        for (Component.Address part : parts) {
            if (PacketCheck.lies(v6, high, low, part)) {
                return true;
            }
        }
        return false;
    }
}
