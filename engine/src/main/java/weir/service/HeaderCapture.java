package weir.service;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Packet headers as a capture file, with nanoseconds.
 *
 * <p>A file has one link type: headers that begin with something else than the first are left out. Source: the pcap format,
 * draft-ietf-opsawg-pcap.
 */
final class HeaderCapture {

    private static final int MAGIC = 0xA1B2_3C4D;
    private static final int HEAD = 24;
    private static final int RECORD = 16;
    private static final int SNAP_LENGTH = 65_535;
    private static final long SECOND = 1_000_000_000L;

    private HeaderCapture() {}

    static byte[] of(List<PacketHeader> headers) {
        int linkType = headers.isEmpty() ? 1 : headers.getFirst().linkType();
        List<PacketHeader> same =
                headers.stream().filter(header -> header.linkType() == linkType).toList();
        int size = HEAD
                + same.stream()
                        .mapToInt(header -> RECORD + header.bytes().length)
                        .sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(MAGIC)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(SNAP_LENGTH)
                .putInt(linkType);
        for (PacketHeader header : same) {
            int captured = header.bytes().length;
            out.putInt((int) Math.floorDiv(header.time(), SECOND));
            out.putInt((int) Math.floorMod(header.time(), SECOND));
            out.putInt(captured).putInt(Math.clamp(header.length(), captured, Integer.MAX_VALUE));
            out.put(header.bytes());
        }
        return out.array();
    }
}
