package weir.pcap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import weir.pcap.CaptureCounts.Counted;

/**
 * Finds the UDP datagram in a packet, putting fragments together.
 *
 * <p>The snap length of a capture may cut a packet: then what is there is delivered and counted, and the reader of the
 * payload finds the end. Bytes after the IP packet, such as Ethernet padding, are left out. Checksums are not verified,
 * because network cards fill them in after the capture.
 *
 * <p>Thread: one.
 *
 * <p>Source: RFC 791, 8200, 768.
 */
final class DatagramFinder {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int UDP = 17;
    private static final int UDP_HEAD = 8;
    private static final int IPV4_HEAD = 20;
    private static final int IPV6_HEAD = 40;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MOBILITY = 135;

    private final int port;
    private final CaptureCounts counts;
    private final LinkHeader link = new LinkHeader();
    private final FragmentAssembler assembler;

    /** A finder of datagrams to one port; 0 for any. */
    DatagramFinder(int port, CaptureCounts counts) {
        this.port = port;
        this.counts = counts;
        this.assembler = new FragmentAssembler(counts);
    }

    /** Fills the view from a packet. Answers whether the packet completes a datagram that is wanted. */
    boolean find(CapturedPacket packet, CapturedDatagram into) {
        switch (link.step(packet)) {
            case LinkHeader.IP -> {
                into.time = packet.time;
                into.v6 = packet.bytes[link.position()] >>> 4 == 6;
                return into.v6
                        ? readV6(packet.bytes, link.position(), packet.end, into)
                        : readV4(packet.bytes, link.position(), packet.end, into);
            }
            case LinkHeader.OTHER -> counts.add(Counted.NOT_IP);
            case LinkHeader.CUT -> counts.add(Counted.MALFORMED);
            default -> counts.add(Counted.LINK_TYPE);
        }
        return false;
    }

    /** Counts the datagrams that the end of the capture leaves incomplete. */
    void end() {
        assembler.end();
    }

    private boolean malformed() {
        counts.add(Counted.MALFORMED);
        return false;
    }

    private boolean notUdp() {
        counts.add(Counted.NOT_UDP);
        return false;
    }

    private boolean readV4(byte[] bytes, int at, int end, CapturedDatagram into) {
        if (end - at < IPV4_HEAD) {
            return malformed();
        }
        int head = (bytes[at] & 0xF) * 4;
        int total = uint16(bytes, at + 2);
        int sent = total == 0 ? end - at : total; // 0 when the network card splits the packet after the capture
        if (head < IPV4_HEAD || sent < head || end - at < head) {
            return malformed();
        }
        into.sourceHigh = 0;
        into.sourceLow = uint32(bytes, at + 12);
        into.destinationHigh = 0;
        into.destinationLow = uint32(bytes, at + 16);
        if (bytes[at + 9] != UDP) {
            return notUdp();
        }
        int from = at + head;
        int sentEnd = at + sent;
        int flags = uint16(bytes, at + 6);
        int offset = (flags & 0x1FFF) * 8;
        boolean more = (flags & 0x2000) != 0;
        if (offset == 0 && !more) {
            return readUdp(bytes, from, Math.min(end, sentEnd), into);
        }
        return readFragment(bytes, from, end, sentEnd, uint16(bytes, at + 4), offset, more, into);
    }

    private boolean readV6(byte[] bytes, int at, int end, CapturedDatagram into) {
        if (end - at < IPV6_HEAD) {
            return malformed();
        }
        into.sourceHigh = (long) LONG.get(bytes, at + 8);
        into.sourceLow = (long) LONG.get(bytes, at + 16);
        into.destinationHigh = (long) LONG.get(bytes, at + 24);
        into.destinationLow = (long) LONG.get(bytes, at + 32);
        int next = bytes[at + 6] & 0xFF;
        int payload = uint16(bytes, at + 4);
        int from = at + IPV6_HEAD;
        int sentEnd = payload == 0 ? end : from + payload;
        int hereEnd = Math.min(end, sentEnd);
        while (next != UDP) {
            if (!isExtension(next)) {
                return notUdp();
            }
            if (hereEnd - from < 8) {
                return malformed();
            }
            int type = next;
            next = bytes[from] & 0xFF;
            if (type == FRAGMENT) {
                int flags = uint16(bytes, from + 2);
                int offset = flags & 0xFFF8;
                boolean more = (flags & 1) != 0;
                if (offset != 0 || more) {
                    long id = uint32(bytes, from + 4);
                    return next == UDP ? readFragment(bytes, from + 8, end, sentEnd, id, offset, more, into) : notUdp();
                }
                from += 8;
            } else {
                int units = bytes[from + 1] & 0xFF;
                from += type == AUTHENTICATION ? (units + 2) * 4 : (units + 1) * 8;
            }
        }
        return readUdp(bytes, from, hereEnd, into);
    }

    private static boolean isExtension(int header) {
        return switch (header) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION_OPTIONS, MOBILITY -> true;
            default -> false;
        };
    }

    private boolean readFragment(
            byte[] bytes, int from, int end, int sentEnd, long id, int offset, boolean more, CapturedDatagram into) {
        counts.add(Counted.FRAGMENTS);
        if (sentEnd <= from) {
            return malformed();
        }
        int here = Math.max(0, Math.min(end, sentEnd) - from);
        int length = assembler.add(into, id, bytes, from, here, sentEnd - from, offset, more);
        if (length < 0) {
            return false;
        }
        counts.add(Counted.REASSEMBLED);
        return readUdp(assembler.bytes(), 0, length, into);
    }

    private boolean readUdp(byte[] bytes, int at, int end, CapturedDatagram into) {
        if (end - at < UDP_HEAD) {
            return malformed();
        }
        int length = uint16(bytes, at + 4);
        int sent = length == 0 ? end - at : length; // 0 in packets longer than 65,535 bytes
        if (sent < UDP_HEAD) {
            return malformed();
        }
        into.sourcePort = uint16(bytes, at);
        into.destinationPort = uint16(bytes, at + 2);
        if (port != 0 && into.destinationPort != port) {
            counts.add(Counted.OTHER_PORT);
            return false;
        }
        into.bytes = bytes;
        into.start = at + UDP_HEAD;
        into.sentLength = sent - UDP_HEAD;
        into.length = Math.min(into.sentLength, end - into.start);
        if (into.length < into.sentLength) {
            counts.add(Counted.SNAPPED);
        }
        counts.add(Counted.DATAGRAMS);
        return true;
    }

    private static int uint16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private static long uint32(byte[] bytes, int at) {
        return (long) uint16(bytes, at) << 16 | uint16(bytes, at + 2);
    }
}
