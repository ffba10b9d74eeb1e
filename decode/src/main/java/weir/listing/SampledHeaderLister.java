package weir.listing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Lists the packet fields of a sampled header: link layer, first IP header and the ports behind it. Headers inside
 * tunnels are not looked for.
 *
 * <p>The header may end anywhere; what is there is listed. Every index is compared with the end of the header before it
 * is used.
 *
 * <p>Thread: one.
 *
 * <p>Source: IEEE 802.1Q, 802.2, 802.11; RFC 791, 8200, 792, 9293, 768.
 */
final class SampledHeaderLister {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int ETHERNET = 1;
    private static final int HEADER_IPV4 = 11;
    private static final int HEADER_IPV6 = 12;
    private static final int IEEE_80211 = 15;
    private static final int LAST_KNOWN_PROTOCOL = 18;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int MAX_8023_LENGTH = 1500;
    private static final int IPV4_HEAD = 20;
    private static final int IPV6_HEAD = 40;
    private static final int LAYER4_HEAD = 8;
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private static final FieldName DST_MAC = FieldName.of("dstMAC", LineColumn.DESTINATION_MAC);
    private static final FieldName SRC_MAC = FieldName.of("srcMAC", LineColumn.SOURCE_MAC);
    private static final FieldName TX_MAC = FieldName.of("txMAC");
    private static final FieldName RX_MAC = FieldName.of("rxMAC");
    private static final FieldName VSNAP_OUI = FieldName.of("VSNAP_OUI");
    private static final FieldName ETHERNET_TYPE = FieldName.of("ethernet_type", LineColumn.ETHERNET_TYPE);
    private static final FieldName IP_SIZE = FieldName.of("IPSize");
    private static final FieldName TOTAL_LENGTH = FieldName.of("ip.tot_len");
    private static final FieldName SRC_IP = FieldName.of("srcIP", LineColumn.SOURCE_ADDRESS);
    private static final FieldName DST_IP = FieldName.of("dstIP", LineColumn.DESTINATION_ADDRESS);
    private static final FieldName SRC_IP6 = FieldName.of("srcIP6", LineColumn.SOURCE_ADDRESS);
    private static final FieldName DST_IP6 = FieldName.of("dstIP6", LineColumn.DESTINATION_ADDRESS);
    private static final FieldName PROTOCOL = FieldName.of("IPProtocol", LineColumn.PROTOCOL);
    private static final FieldName TOS = FieldName.of("IPTOS", LineColumn.TOS);
    private static final FieldName TTL = FieldName.of("IPTTL", LineColumn.TTL);
    private static final FieldName IP_ID = FieldName.of("IPID");
    private static final FieldName FRAGMENT_OFFSET = FieldName.of("IPFragmentOffset");
    private static final FieldName FLOW_LABEL = FieldName.of("IP6_label");
    private static final FieldName PAYLOAD_LENGTH = FieldName.of("IPV6_payloadLen");
    private static final FieldName EXTENSION = FieldName.of("IP6HeaderExtension");
    private static final FieldName ICMP_TYPE = FieldName.of("ICMPType", LineColumn.SOURCE_PORT);
    private static final FieldName ICMP_CODE = FieldName.of("ICMPCode", LineColumn.DESTINATION_PORT);
    private static final FieldName TCP_SRC_PORT = FieldName.of("TCPSrcPort", LineColumn.SOURCE_PORT);
    private static final FieldName TCP_DST_PORT = FieldName.of("TCPDstPort", LineColumn.DESTINATION_PORT);
    private static final FieldName TCP_FLAGS = FieldName.of("TCPFlags", LineColumn.TCP_FLAGS);
    private static final FieldName UDP_SRC_PORT = FieldName.of("UDPSrcPort", LineColumn.SOURCE_PORT);
    private static final FieldName UDP_DST_PORT = FieldName.of("UDPDstPort", LineColumn.DESTINATION_PORT);
    private static final FieldName UDP_BYTES = FieldName.of("UDPBytes");
    /** By depth; more tags than these are stepped over without being listed. */
    private static final FieldName[] VLANS = numbered("decodedVLAN", LineColumn.INPUT_VLAN);

    private static final FieldName[] PRIORITIES = numbered("decodedPriority", LineColumn.NONE);
    private static final ByteText JUMBO = ByteText.of("<jumbo>");

    private final FieldSink sink;
    private final ByteText scratch = new ByteText(32);
    private byte[] bytes = {};
    private int start;
    private int end;

    SampledHeaderLister(FieldSink sink) {
        this.sink = sink;
    }

    private static FieldName[] numbered(String name, LineColumn column) {
        FieldName[] names = new FieldName[16];
        for (int i = 0; i < names.length; i++) {
            names[i] = FieldName.of(i == 0 ? name : name + "." + i, column);
        }
        return names;
    }

    /**
     * Lists a header.
     *
     * @param protocol what the header begins with
     * @param size bytes of the packet that a size of the IP packet is counted from: frame length without what was
     *     stripped
     */
    void list(long protocol, long size, byte[] header, int from, int length) {
        bytes = header;
        start = from;
        end = from + length;
        switch ((int) Math.min(protocol, Integer.MAX_VALUE)) {
            case ETHERNET -> ethernet(size);
            case HEADER_IPV4 -> ipv4(start, size);
            case HEADER_IPV6 -> ipv6(start, size);
            case IEEE_80211 -> wifi();
            default ->
                sink.remark((protocol <= LAST_KNOWN_PROTOCOL && protocol > 0 ? "NO_DECODE" : "UNKNOWN")
                        + " headerProtocol=" + (int) protocol);
        }
    }

    private void ethernet(long size) {
        if (end - start < 14) {
            return;
        }
        sink.mac(DST_MAC, mac(start));
        sink.mac(SRC_MAC, mac(start + 6));
        int type = uint16(start + 12);
        int at = start + 14;
        for (int depth = 0; isTag(type); depth++) {
            if (end - at < 4) {
                return;
            }
            int tag = uint16(at);
            if (depth < VLANS.length) {
                sink.number(VLANS[depth], tag & 0xFFF);
                sink.number(PRIORITIES[depth], tag >>> 13);
            }
            type = uint16(at + 2);
            at += 4;
        }
        if (end - start < IPV4_HEAD) {
            return;
        }
        if (isIpx(type, at)) {
            return;
        }
        if (type <= MAX_8023_LENGTH) {
            type = logicalLink(at);
            if (type < 0) {
                return;
            }
            at += bytes[at] == 0x06 ? 3 : 8;
        }
        sink.number(ETHERNET_TYPE, type);
        if (type == ETHERTYPE_IPV4 && end - at >= IPV4_HEAD && version(at) == 4 && (bytes[at] & 0xF) >= 5) {
            ipv4(at, size);
        } else if (type == ETHERTYPE_IPV6 && end > at && version(at) == 6) {
            ipv6(at, size);
        }
    }

    private static boolean isTag(int type) {
        return switch (type) {
            case 0x8100, 0x88A8, 0x9100, 0x9200, 0x9300 -> true;
            default -> false;
        };
    }

    /** Novell packets with one of their Ethernet types, or with a raw 802.3 length that equals one. */
    private boolean isIpx(int type, int at) {
        if (type != 0x0200 && type != 0x0201 && type != 0x0600 || end - at < 4) {
            return false;
        }
        int length = uint16(at + 2);
        return uint16(at) == 0xFFFF && length >= 30 && length <= 576;
    }

    /** The Ethernet type that an 802.2 header stands for, or -1; says so when it belongs to a vendor. */
    private int logicalLink(int at) {
        if (end - at >= 8 && uint16(at) == 0xAAAA && bytes[at + 2] == 3) {
            if (bytes[at + 3] == 0 && bytes[at + 4] == 0 && bytes[at + 5] == 0) {
                return uint16(at + 6);
            }
            sink.word(VSNAP_OUI, scratch.clear().dashed(bytes, at + 3, 3));
        } else if (end - at >= 3 && uint16(at) == 0x0606 && (bytes[at + 2] & 1) != 0) {
            return ETHERTYPE_IPV4;
        }
        return -1;
    }

    private void wifi() {
        // The type of the frame and the two distribution system bits say what the addresses are.
        if (end - start < 24 || (bytes[start] >>> 2 & 3) != 2) {
            return;
        }
        boolean toDs = (bytes[start + 1] & 1) != 0;
        boolean fromDs = (bytes[start + 1] & 2) != 0;
        int first = start + 4;
        int second = start + 10;
        int third = start + 16;
        int fourth = start + 24;
        if (!toDs || !fromDs) {
            sink.mac(SRC_MAC, mac(fromDs ? third : second));
        } else if (end - fourth >= 6) {
            sink.mac(SRC_MAC, mac(fourth));
        }
        sink.mac(DST_MAC, mac(toDs ? third : first));
        sink.mac(TX_MAC, mac(second));
        sink.mac(RX_MAC, mac(first));
    }

    private void ipv4(int at, long size) {
        sink.signed(IP_SIZE, (int) (size - (at - start)));
        sink.unlisted(LineColumn.IP_OFFSET.ordinal(), at - start);
        if (end - at < IPV4_HEAD) {
            return;
        }
        int protocol = bytes[at + 9] & 0xFF;
        sink.number(TOTAL_LENGTH, uint16(at + 2));
        sink.ip4(SRC_IP, int32(at + 12));
        sink.ip4(DST_IP, int32(at + 16));
        sink.number(PROTOCOL, protocol);
        sink.number(TOS, bytes[at + 1] & 0xFF);
        sink.number(TTL, bytes[at + 8] & 0xFF);
        // Listings have always shown the identification with its bytes swapped, so those who compare expect it.
        sink.number(IP_ID, Short.reverseBytes((short) uint16(at + 4)) & 0xFFFF);
        int offset = uint16(at + 6) & 0x1FFF;
        if (offset > 0) {
            sink.number(FRAGMENT_OFFSET, offset);
        } else {
            layer4(protocol, at + (bytes[at] & 0xF) * 4);
        }
    }

    private void ipv6(int at, long size) {
        sink.signed(IP_SIZE, (int) (size - (at - start)));
        if (end - at < IPV6_HEAD) {
            return;
        }
        sink.number(TOS, uint16(at) >>> 4 & 0xFF);
        sink.word(FLOW_LABEL, scratch.clear().put('0').put('x').hex(int32(at) & 0xF_FFFF, 1));
        int payload = uint16(at + 4);
        if (payload == 0) {
            sink.word(PAYLOAD_LENGTH, JUMBO);
        } else {
            sink.number(PAYLOAD_LENGTH, payload);
        }
        sink.number(TTL, bytes[at + 7] & 0xFF);
        sink.ip6(SRC_IP6, (long) LONG.get(bytes, at + 8), (long) LONG.get(bytes, at + 16));
        sink.ip6(DST_IP6, (long) LONG.get(bytes, at + 24), (long) LONG.get(bytes, at + 32));
        extensions(bytes[at + 6] & 0xFF, at + IPV6_HEAD);
    }

    /** Steps over the extension headers, lists what stands behind them. */
    private void extensions(int first, int from) {
        int next = first;
        int at = from;
        boolean laterFragment = false;
        while (isExtension(next)) {
            sink.number(EXTENSION, next);
            if (end - at < 8) {
                return;
            }
            int type = next;
            int units = bytes[at + 1] & 0xFF;
            next = bytes[at] & 0xFF;
            laterFragment |= type == 44 && (uint16(at + 2) & 0xFFF8) != 0;
            at += type == 44 ? 8 : type == 51 ? (units + 2) * 4 : (units + 1) * 8;
        }
        if (at > end) {
            return;
        }
        sink.number(PROTOCOL, next);
        if (!laterFragment) {
            layer4(next, at);
        }
    }

    /** Hop-by-hop options, routing, fragment, authentication, destination options. */
    private static boolean isExtension(int header) {
        return header == 0 || header == 43 || header == 44 || header == 51 || header == 60;
    }

    private void layer4(int protocol, int at) {
        if (end - at < LAYER4_HEAD) {
            return;
        }
        switch (protocol) {
            case ICMP -> {
                sink.number(ICMP_TYPE, bytes[at] & 0xFF);
                sink.number(ICMP_CODE, bytes[at + 1] & 0xFF);
            }
            case TCP -> {
                sink.number(TCP_SRC_PORT, uint16(at));
                sink.number(TCP_DST_PORT, uint16(at + 2));
                if (end - at > 13) {
                    sink.number(TCP_FLAGS, bytes[at + 13] & 0xFF);
                }
            }
            case UDP -> {
                sink.number(UDP_SRC_PORT, uint16(at));
                sink.number(UDP_DST_PORT, uint16(at + 2));
                sink.number(UDP_BYTES, uint16(at + 4));
            }
            default -> {}
        }
    }

    private int version(int at) {
        return bytes[at] >>> 4 & 0xF;
    }

    private int uint16(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private int int32(int at) {
        return uint16(at) << 16 | uint16(at + 2);
    }

    private long mac(int at) {
        return (long) uint16(at) << 32 | int32(at + 2) & 0xFFFF_FFFFL;
    }
}
