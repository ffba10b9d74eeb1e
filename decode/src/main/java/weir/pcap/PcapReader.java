package weir.pcap;

/**
 * Reads the classic format: one link type, microseconds or nanoseconds, either byte order.
 *
 * <p>Source: draft-ietf-opsawg-pcap, sections 4 and 5.
 */
final class PcapReader implements PacketReader {

    static final int MAGIC_MICROS = 0xA1B2C3D4;
    static final int MAGIC_NANOS = 0xA1B23C4D;

    private static final int FILE_HEAD = 24;
    private static final int PACKET_HEAD = 16;
    /** The upper bits of the link type field say how long the frame check sequence is. */
    private static final int LINK_TYPE_BITS = 0xFFFF;

    private final CaptureInput in;
    private final long fraction;
    private final int linkType;
    private boolean ended;

    /** Reads the file head; the input stands at the magic number. */
    PcapReader(CaptureInput in, boolean nanos) {
        this.in = in;
        this.fraction = nanos ? 1 : 1000;
        if (!in.ensure(FILE_HEAD)) {
            in.countEnd(true);
            ended = true;
            linkType = 0;
            return;
        }
        int major = in.uint16(4);
        if (major != 2) {
            throw in.failure("pcap of version " + major + "; only version 2 is known");
        }
        linkType = in.int32(20) & LINK_TYPE_BITS;
        if (!LinkType.supported(linkType)) {
            throw in.failure("link type " + linkType + " is not supported");
        }
        in.consume(FILE_HEAD);
    }

    @Override
    public boolean next(CapturedPacket into) {
        if (ended) {
            return false;
        }
        if (!in.ensure(PACKET_HEAD)) {
            return end(false);
        }
        long length = in.uint32(8);
        if (length > MAX_PACKET) {
            throw in.failure("packet of " + length + " bytes; no packet is longer than " + MAX_PACKET);
        }
        into.time = in.uint32(0) * 1_000_000_000L + in.uint32(4) * fraction;
        if (!in.ensure(PACKET_HEAD + (int) length)) {
            return end(true);
        }
        in.consume(PACKET_HEAD);
        into.linkType = linkType;
        into.bytes = in.bytes();
        into.start = in.position();
        into.end = into.start + (int) length;
        in.consume((int) length);
        return true;
    }

    private boolean end(boolean insidePacket) {
        in.countEnd(insidePacket);
        ended = true;
        return false;
    }
}
