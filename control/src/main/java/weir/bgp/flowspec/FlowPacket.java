package weir.bgp.flowspec;

import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;
import weir.packet.LayerType;
import weir.packet.PacketLayers;

/**
 * What rules look at in one packet: its outermost IP header and what stands behind it.
 *
 * <p>Absent: {@value #ABSENT} for numbers that the packet does not have or that were cut off; no rule that asks for them is
 * for the packet. Ports are those of TCP and UDP only, and of no fragment but the first, as routers see them.
 *
 * <p>Thread: any; immutable. Source: RFC 8955, section 4.2.2; RFC 8956, section 3.
 *
 * @param length bytes of the IP packet
 * @param fragment bits as in rules: don't fragment 1, later fragment 2, first fragment 4, last fragment 8
 * @param tcpFlags FIN is bit 0
 */
public record FlowPacket(
        IpAddress source,
        IpAddress destination,
        int protocol,
        int sourcePort,
        int destinationPort,
        int icmpType,
        int icmpCode,
        int tcpFlags,
        int length,
        int dscp,
        int fragment,
        int flowLabel) {

    /** Stands for what a packet does not have. */
    public static final int ABSENT = -1;

    /** {@link #protocol()} of TCP. */
    public static final int TCP = 6;

    /** {@link #protocol()} of UDP. */
    public static final int UDP = 17;

    private static final int DONT_FRAGMENT = 1;
    private static final int IS_FRAGMENT = 2;
    private static final int FIRST_FRAGMENT = 4;
    private static final int LAST_FRAGMENT = 8;
    static final int IPV4_HEADER = 20;
    static final int IPV6_HEADER = 40;
    private static final int FRAGMENT_HEADER = 44;

    /** The packet of a sampled header. Absent: null when it has no whole IP header. */
    public static @Nullable FlowPacket of(PacketLayers layers) {
        for (int layer = 0; layer < layers.count(); layer++) {
            LayerType type = layers.type(layer);
            if (type == LayerType.IPV4) {
                return ipv4(layers, layer);
            }
            if (type == LayerType.IPV6) {
                return ipv6(layers, layer);
            }
        }
        return null;
    }

    private static @Nullable FlowPacket ipv4(PacketLayers layers, int layer) {
        byte[] bytes = layers.bytes();
        int at = layers.start(layer);
        if (at + IPV4_HEADER > layers.layerLimit(layer)) {
            return null;
        }
        int word = u16(bytes, at + 6);
        int length = u16(bytes, at + 2);
        int bits = (word & 0x4000) != 0 ? DONT_FRAGMENT : 0;
        return behind(
                layers,
                layer,
                IpAddress.of(bytes, at + 12, 4),
                IpAddress.of(bytes, at + 16, 4),
                bytes[at + 9] & 0xFF,
                length == 0 ? ABSENT : length,
                (bytes[at + 1] & 0xFF) >>> 2,
                bits | fragment((word & 0x1FFF) != 0, (word & 0x2000) != 0),
                ABSENT);
    }

    private static @Nullable FlowPacket ipv6(PacketLayers layers, int layer) {
        byte[] bytes = layers.bytes();
        int at = layers.start(layer);
        if (at + IPV6_HEADER > layers.layerLimit(layer)) {
            return null;
        }
        int payload = u16(bytes, at + 4);
        return behind(
                layers,
                layer,
                IpAddress.of(bytes, at + 8, 16),
                IpAddress.of(bytes, at + 24, 16),
                layers.detail(layer),
                payload == 0 ? ABSENT : payload + IPV6_HEADER,
                u16(bytes, at) >>> 6 & 0x3F,
                fragmentOfExtensions(layers, layer),
                (bytes[at + 1] & 0xF) << 16 | u16(bytes, at + 2));
    }

    private static int fragmentOfExtensions(PacketLayers layers, int layer) {
        byte[] bytes = layers.bytes();
        int end = Math.min(layers.end(layer), layers.layerLimit(layer));
        int at = layers.start(layer) + IPV6_HEADER;
        int type = bytes[layers.start(layer) + 6] & 0xFF;
        while (at + 8 <= end) {
            if (type == FRAGMENT_HEADER) {
                int word = u16(bytes, at + 2);
                return fragment((word & 0xFFF8) != 0, (word & 1) != 0);
            }
            type = bytes[at] & 0xFF;
            at += 8 + 8 * (bytes[at + 1] & 0xFF);
        }
        return 0;
    }

    private static int fragment(boolean later, boolean more) {
        if (later) {
            return more ? IS_FRAGMENT : IS_FRAGMENT | LAST_FRAGMENT;
        }
        return more ? FIRST_FRAGMENT : 0;
    }

    private static FlowPacket behind(
            PacketLayers layers,
            int layer,
            IpAddress source,
            IpAddress destination,
            int protocol,
            int length,
            int dscp,
            int fragment,
            int flowLabel) {
        int next = layer + 1;
        LayerType type = next < layers.count() ? layers.type(next) : LayerType.ARP;
        byte[] bytes = layers.bytes();
        int at = next < layers.count() ? layers.start(next) : 0;
        int there = next < layers.count() ? layers.layerLimit(next) - at : 0;
        boolean ports = (type == LayerType.TCP || type == LayerType.UDP) && there >= 4;
        boolean icmp = (type == LayerType.ICMP || type == LayerType.ICMP6) && there >= 2;
        boolean flags = type == LayerType.TCP && there >= 14;
        return new FlowPacket(
                source,
                destination,
                protocol,
                ports ? u16(bytes, at) : ABSENT,
                ports ? u16(bytes, at + 2) : ABSENT,
                icmp ? bytes[at] & 0xFF : ABSENT,
                icmp ? bytes[at + 1] & 0xFF : ABSENT,
                flags ? u16(bytes, at + 12) & 0xFFF : ABSENT,
                length,
                dscp,
                fragment,
                flowLabel);
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    /** Whether it is IPv6. */
    public boolean v6() {
        return destination.v6();
    }
}
