package weir.pcap;

import java.util.Arrays;

/**
 * Reads the block format: sections, each with its own byte order and interfaces; packets as enhanced, simple or (the
 * obsolete) packet blocks. Other blocks are skipped by their length.
 *
 * <p>A simple packet has no time of its own and gets that of the packet before it.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 4.
 */
final class PcapngReader implements PacketReader {

    static final int SECTION_HEADER = 0x0A0D0D0A;

    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    private static final int MIN_BLOCK = 12;
    private static final int SECTION_HEAD = 24;
    private static final int BLOCK_HEAD = 8;
    private static final int TRAILER = 4;
    /** An interface block has few options; one this long is no such block. */
    private static final int MAX_INTERFACE_BLOCK = 64 * 1024;

    private static final int MAX_INTERFACES = 65_536;
    private static final int OPTION_END = 0;
    private static final int OPTION_TIME_RESOLUTION = 9;
    private static final int OPTION_TIME_OFFSET = 14;

    private final CaptureInput in;
    private int interfaces;
    private int[] linkTypes = new int[4];
    private long[] snapLengths = new long[4];
    private CaptureClock[] clocks = new CaptureClock[4];
    private long time;
    private boolean ended;
    /** Length of the block being read, which its trailer must repeat; 0 when none is. */
    private long blockLength;
    /** What is left of the block before its trailer. */
    private long rest;

    /** The input stands at the first section header. */
    PcapngReader(CaptureInput in) {
        this.in = in;
    }

    @Override
    public boolean next(CapturedPacket into) {
        while (!ended) {
            if (!finishBlock()) {
                return end(true);
            }
            if (!in.ensure(BLOCK_HEAD)) {
                return end(false);
            }
            int type = in.int32(0);
            if (type == SECTION_HEADER) {
                if (!startSection()) {
                    return end(true);
                }
                continue;
            }
            startBlock();
            boolean here = switch (type) {
                case INTERFACE -> readInterface();
                case ENHANCED_PACKET -> readPacket(28, into);
                case OBSOLETE_PACKET -> readPacket(28, into);
                case SIMPLE_PACKET -> readPacket(12, into);
                default -> true;
            };
            if (!here) {
                return end(true);
            }
            if (type == ENHANCED_PACKET || type == OBSOLETE_PACKET || type == SIMPLE_PACKET) {
                return true;
            }
        }
        return false;
    }

    private boolean end(boolean insideBlock) {
        in.countEnd(insideBlock);
        ended = true;
        return false;
    }

    /** Skips what is left of the block and checks its trailer. Answers false when the capture ends before. */
    private boolean finishBlock() {
        if (blockLength == 0) {
            return true;
        }
        if (!in.skip(rest) || !in.ensure(TRAILER)) {
            return false;
        }
        if (in.uint32(0) != blockLength) {
            throw in.failure("block of " + blockLength + " bytes ends with length " + in.uint32(0));
        }
        in.consume(TRAILER);
        blockLength = 0;
        return true;
    }

    private void startBlock() {
        long length = in.uint32(4);
        if (length < MIN_BLOCK || length % 4 != 0) {
            throw in.failure("block with length " + length);
        }
        blockLength = length;
        rest = length - TRAILER;
    }

    /** Moves into the block; the bytes must be available. */
    private void consume(int count) {
        in.consume(count);
        rest -= count;
    }

    private boolean startSection() {
        if (!in.ensure(SECTION_HEAD)) {
            return false;
        }
        in.littleEndian(false);
        if (in.int32(8) != BYTE_ORDER_MAGIC) {
            in.littleEndian(true);
            if (in.int32(8) != BYTE_ORDER_MAGIC) {
                throw in.failure("section header without byte-order magic");
            }
        }
        startBlock();
        if (blockLength < SECTION_HEAD + TRAILER) {
            throw in.failure("section header with length " + blockLength);
        }
        int major = in.uint16(12);
        if (major != 1) {
            throw in.failure("pcapng of version " + major + "; only version 1 is known");
        }
        consume(SECTION_HEAD);
        interfaces = 0;
        return true;
    }

    private boolean readInterface() {
        if (blockLength < 20 || blockLength > MAX_INTERFACE_BLOCK) {
            throw in.failure("interface block with length " + blockLength);
        }
        if (interfaces == MAX_INTERFACES) {
            throw in.failure("more than " + MAX_INTERFACES + " interfaces in a section");
        }
        int body = (int) blockLength - TRAILER;
        if (!in.ensure(body)) {
            return false;
        }
        if (interfaces == linkTypes.length) {
            linkTypes = Arrays.copyOf(linkTypes, 2 * interfaces);
            snapLengths = Arrays.copyOf(snapLengths, 2 * interfaces);
            clocks = Arrays.copyOf(clocks, 2 * interfaces);
        }
        linkTypes[interfaces] = in.uint16(8);
        snapLengths[interfaces] = in.uint32(12);
        clocks[interfaces] = readClock(body);
        interfaces++;
        return true;
    }

    private CaptureClock readClock(int body) {
        int resolution = CaptureClock.MICROSECONDS;
        long offset = 0;
        int at = 16;
        while (at + 4 <= body) {
            int code = in.uint16(at);
            int length = in.uint16(at + 2);
            at += 4;
            if (code == OPTION_END) {
                break;
            }
            if (length > body - at) {
                throw in.failure("interface option " + code + " of " + length + " bytes passes the end of its block");
            }
            if (code == OPTION_TIME_RESOLUTION && length >= 1) {
                resolution = in.uint8(at);
            } else if (code == OPTION_TIME_OFFSET && length >= 8) {
                long first = in.uint32(at);
                long second = in.uint32(at + 4);
                offset = in.littleEndian() ? second << 32 | first : first << 32 | second;
            }
            at += length + (-length & 3);
        }
        return new CaptureClock(resolution, offset);
    }

    /** Reads the block at the position, whose head has that many bytes before the packet. */
    private boolean readPacket(int head, CapturedPacket into) {
        if (blockLength < head + TRAILER) {
            throw in.failure("packet block with length " + blockLength);
        }
        if (!in.ensure(head)) {
            return false;
        }
        boolean simple = head == 12;
        long source = simple ? 0 : in.int32(0) == OBSOLETE_PACKET ? in.uint16(8) : in.uint32(8);
        if (source >= interfaces) {
            throw in.failure("packet of interface " + source + ", the section has " + interfaces);
        }
        int from = (int) source;
        long room = blockLength - TRAILER - head;
        long length = simple ? simpleLength(in.uint32(8), room) : in.uint32(20);
        if (length > room || length > MAX_PACKET) {
            throw in.failure("packet of " + length + " bytes in a block with room for " + room);
        }
        if (!simple) {
            time = clocks[from].nanos(in.uint32(12) << 32 | in.uint32(16));
        }
        if (!in.ensure(head + (int) length)) {
            return false;
        }
        consume(head);
        into.time = time;
        into.linkType = linkTypes[from];
        into.bytes = in.bytes();
        into.start = in.position();
        into.end = into.start + (int) length;
        consume((int) length);
        return true;
    }

    /** A simple packet says only how long it was; it is cut by the snap length of interface 0. */
    private long simpleLength(long sent, long room) {
        long snap = snapLengths[0] == 0 ? Long.MAX_VALUE : snapLengths[0];
        return Math.min(Math.min(sent, snap), room);
    }
}
