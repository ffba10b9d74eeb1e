package weir.topology;

import weir.sflow.FlowSample;
import weir.sflow.Records;

/**
 * Who sent a sampled Ethernet frame: its source MAC address, its VLAN, and the sender's own IP address if the frame shows it.
 *
 * <p>A frame from a router carries addresses of others. An address is taken for the sender's own in ARP, where the sender
 * says so, and in a packet whose time to live is one that hosts begin with (255, 128, 64, 32 or 1), so that no router has
 * passed it on yet. One less is likely the sender's own too, as some switches sample what they have routed, but it may be that
 * of a host behind a router.
 *
 * <p>Thread: one. Source: sFlow Version 5, section 5, structs sampled_header and extended_switch; IEEE 802.3, 802.1Q;
 * RFC 826, 791, 8200.
 */
final class EthernetSource {

    private static final int SAMPLED_HEADER = 1;
    private static final int EXTENDED_SWITCH = 1001;
    private static final int ETHERNET = 1;
    private static final int HEADER_START = 16;
    private static final int TAG_SWITCH = 0x8100;
    private static final int TAG_PROVIDER = 0x88A8;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;
    private static final int ARP = 0x0806;

    private byte[] bytes = {};
    private long mac;
    private int vlan;
    private int ipv4;
    private long ipv6High;
    private long ipv6Low;
    private boolean certain;

    /** Reads a sample. Answers false when it has no Ethernet frame with a source that is one host. */
    boolean read(FlowSample sample) {
        Records records = sample.records();
        int header = records.indexOf(SAMPLED_HEADER);
        mac = 0;
        vlan = 0;
        ipv4 = 0;
        ipv6High = 0;
        ipv6Low = 0;
        certain = false;
        if (header < 0) {
            return false;
        }
        bytes = sample.bytes();
        int start = records.start(header);
        int length = records.length(header);
        if (length < HEADER_START + 14 || int32(start) != ETHERNET) {
            return false;
        }
        int frame = start + HEADER_START;
        int end = frame + (int) Math.min(int32(start + 12) & 0xFFFF_FFFFL, length - HEADER_START);
        if (end - frame < 14) {
            return false;
        }
        mac = (long) int16(frame + 6) << 32 | int32(frame + 8) & 0xFFFF_FFFFL;
        if (mac == 0 || (bytes[frame + 6] & 1) != 0) {
            return false;
        }
        int named = records.indexOf(EXTENDED_SWITCH);
        if (named >= 0 && records.length(named) >= 4) {
            vlan = int32(records.start(named)) & 0xFFF;
        }
        addresses(frame + 12, end);
        return true;
    }

    private void addresses(int from, int end) {
        int at = from;
        int type = int16(at);
        while ((type == TAG_SWITCH || type == TAG_PROVIDER) && at + 6 <= end) {
            if (at == from) {
                vlan = int16(at + 2) & 0xFFF;
            }
            at += 4;
            type = int16(at);
        }
        int payload = at + 2;
        if (type == IPV4 && end - payload >= 20 && (bytes[payload] & 0xF0) == 0x40 && isNear(bytes[payload + 8])) {
            ipv4 = host(int32(payload + 12));
        } else if (type == IPV6
                && end - payload >= 40
                && (bytes[payload] & 0xF0) == 0x60
                && isNear(bytes[payload + 7])) {
            sixth(payload + 8);
        } else if (type == ARP && end - payload >= 28 && int16(payload + 2) == IPV4 && int16(payload + 4) == 0x0604) {
            ipv4 = host(int32(payload + 14));
            certain = true;
        }
    }

    /** Addresses of links only say nothing of the network; hosts have one beside a proper one. */
    private void sixth(int at) {
        boolean proper = (bytes[at] & 0xFF) != 0xFF && (int16(at) & 0xFFC0) != 0xFE80;
        if (proper) {
            ipv6High = (long) int32(at) << 32 | int32(at + 4) & 0xFFFF_FFFFL;
            ipv6Low = (long) int32(at + 8) << 32 | int32(at + 12) & 0xFFFF_FFFFL;
        }
    }

    /** The address of a host; 0 for none and for groups. */
    private static int host(int address) {
        return address >>> 28 >= 0xE ? 0 : address;
    }

    /** Whether the sender, or a host next to it, sent the packet. */
    private boolean isNear(byte timeToLive) {
        certain = switch (timeToLive & 0xFF) {
            case 1, 32, 64, 128, 255 -> true;
            default -> false;
        };
        return certain
                || switch (timeToLive & 0xFF) {
                    case 31, 63, 127, 254 -> true;
                    default -> false;
                };
    }

    private int int16(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private int int32(int at) {
        return int16(at) << 16 | int16(at + 2);
    }

    long mac() {
        return mac;
    }

    int vlan() {
        return vlan;
    }

    /** Whether the address is the sender's own beyond doubt. */
    boolean certain() {
        return certain;
    }

    /** 0 when none was told. */
    int ipv4() {
        return ipv4;
    }

    /** Upper half; both halves are 0 when none was told. */
    long ipv6High() {
        return ipv6High;
    }

    /** Lower half. */
    long ipv6Low() {
        return ipv6Low;
    }
}
