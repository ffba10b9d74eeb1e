package weir.flow.attribute;

import java.util.Map;
import weir.packet.PacketLayers;

/**
 * Attributes of ICMP and ICMPv6 that depend on the type of message.
 *
 * <p>Source: RFC 792; RFC 4443; RFC 4861, section 4.
 */
final class IcmpReaders {

    private static final int ECHO_REPLY = 0;
    private static final int UNREACHABLE = 3;
    private static final int ECHO = 8;
    private static final int ECHO_6 = 128;
    private static final int ECHO_REPLY_6 = 129;
    private static final int NEIGHBOR_SOLICITATION = 135;
    private static final int NEIGHBOR_ADVERTISEMENT = 136;
    /** Where the header of the packet in question begins. */
    private static final int QUOTED = 8;

    private static final int TCP = 6;
    private static final int UDP = 17;

    static final Map<String, LayerReader> ALL = Map.ofEntries(
            Map.entry("icmpseqno", (layers, layer, into) -> sequence(layers, layer, into, ECHO, ECHO_REPLY)),
            Map.entry("icmp6seqno", (layers, layer, into) -> sequence(layers, layer, into, ECHO_6, ECHO_REPLY_6)),
            Map.entry("icmpunreachablenet", (layers, layer, into) -> unreachableAddress(layers, layer, into, 0)),
            Map.entry("icmpunreachablehost", (layers, layer, into) -> unreachableAddress(layers, layer, into, 1)),
            Map.entry("icmpunreachableprotocol", IcmpReaders::unreachableProtocol),
            Map.entry("icmpunreachableport", IcmpReaders::unreachablePort),
            Map.entry(
                    "icmp6nstarget",
                    (layers, layer, into) ->
                            isType(layers, layer, NEIGHBOR_SOLICITATION) && HeaderBytes.ipv6(layers, layer, 8, into)),
            Map.entry(
                    "icmp6natarget",
                    (layers, layer, into) ->
                            isType(layers, layer, NEIGHBOR_ADVERTISEMENT) && HeaderBytes.ipv6(layers, layer, 8, into)),
            Map.entry("icmp6narouter", (layers, layer, into) -> advertised(layers, layer, 0x80, into)),
            Map.entry("icmp6nasolicit", (layers, layer, into) -> advertised(layers, layer, 0x40, into)),
            Map.entry("icmp6naoverride", (layers, layer, into) -> advertised(layers, layer, 0x20, into)));

    private IcmpReaders() {}

    private static boolean isType(PacketLayers layers, int layer, int type) {
        return HeaderBytes.unsigned(layers, layer, 0, 1) == type;
    }

    private static boolean sequence(PacketLayers layers, int layer, KeyValue into, int echo, int reply) {
        long number = HeaderBytes.unsigned(layers, layer, 6, 2);
        boolean echoing = isType(layers, layer, echo) || isType(layers, layer, reply);
        return echoing && number >= 0 && into.unsigned(KeyFormat.U16, number);
    }

    private static boolean advertised(PacketLayers layers, int layer, int flag, KeyValue into) {
        long flags = HeaderBytes.unsigned(layers, layer, 4, 1);
        return isType(layers, layer, NEIGHBOR_ADVERTISEMENT) && flags >= 0 && into.flag((flags & flag) != 0);
    }

    private static boolean isUnreachable(PacketLayers layers, int layer, int code) {
        return isType(layers, layer, UNREACHABLE) && HeaderBytes.unsigned(layers, layer, 1, 1) == code;
    }

    private static boolean unreachableAddress(PacketLayers layers, int layer, KeyValue into, int code) {
        long address = HeaderBytes.unsigned(layers, layer, QUOTED + 16, 4);
        return isUnreachable(layers, layer, code) && address >= 0 && into.ipv4(address);
    }

    private static boolean unreachableProtocol(PacketLayers layers, int layer, KeyValue into) {
        long protocol = HeaderBytes.unsigned(layers, layer, QUOTED + 9, 1);
        return isUnreachable(layers, layer, 2) && protocol >= 0 && into.unsigned(KeyFormat.U8, protocol);
    }

    private static boolean unreachablePort(PacketLayers layers, int layer, KeyValue into) {
        long words = HeaderBytes.unsigned(layers, layer, QUOTED, 1) & 0xF;
        long protocol = HeaderBytes.unsigned(layers, layer, QUOTED + 9, 1);
        long port = HeaderBytes.unsigned(layers, layer, QUOTED + (int) words * 4 + 2, 2);
        boolean known = protocol == TCP || protocol == UDP;
        if (!isUnreachable(layers, layer, 3) || !known || words < 5 || port < 0) {
            return false;
        }
        into.startText().ascii(protocol == TCP ? "tcp_" : "udp_").decimal(port);
        return into.endText();
    }
}
