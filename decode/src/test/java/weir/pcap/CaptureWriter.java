package weir.pcap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes captures of both formats in either byte order, block by block, for tests. */
public final class CaptureWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    private CaptureWriter(ByteOrder order) {
        this.order = order;
    }

    static CaptureWriter pcap(ByteOrder order, boolean nanos, int linkType) {
        CaptureWriter writer = new CaptureWriter(order);
        writer.put(writer.buffer(24)
                .putInt(nanos ? 0xA1B23C4D : 0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262144)
                .putInt(linkType));
        return writer;
    }

    static CaptureWriter pcap(int linkType) {
        return pcap(ByteOrder.BIG_ENDIAN, false, linkType);
    }

    /** A capture of UDP datagrams to port 6343, one a second. */
    public static byte[] ofDatagrams(List<byte[]> payloads) {
        CaptureWriter writer = pcap(LinkType.ETHERNET);
        for (int i = 0; i < payloads.size(); i++) {
            writer.packet(
                    1_500_000_000L + i, i, Packets.ethernet(Packets.ipv4(17, Packets.udp(6343, payloads.get(i)))));
        }
        return writer.bytes();
    }

    static CaptureWriter pcapng(ByteOrder order) {
        return new CaptureWriter(order).section();
    }

    CaptureWriter packet(long seconds, long fraction, byte[] packet) {
        return packet(seconds, fraction, packet, packet.length);
    }

    CaptureWriter packet(long seconds, long fraction, byte[] packet, int length) {
        return put(buffer(16 + length)
                .putInt((int) seconds)
                .putInt((int) fraction)
                .putInt(length)
                .putInt(packet.length)
                .put(packet, 0, length));
    }

    CaptureWriter section() {
        return block(
                0x0A0D0D0A,
                buffer(16)
                        .putInt(0x1A2B3C4D)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
    }

    CaptureWriter intface(int linkType, int snapLength, byte[] options) {
        return block(
                1,
                buffer(8 + options.length)
                        .putShort((short) linkType)
                        .putShort((short) 0)
                        .putInt(snapLength)
                        .put(options));
    }

    byte[] timeResolution(int value) {
        return buffer(12)
                .putShort((short) 9)
                .putShort((short) 1)
                .put((byte) value)
                .put(new byte[3])
                .putInt(0)
                .array();
    }

    byte[] timeOffset(long seconds) {
        return buffer(12)
                .putShort((short) 14)
                .putShort((short) 8)
                .putLong(seconds)
                .array();
    }

    CaptureWriter enhanced(int intface, long stamp, byte[] packet) {
        ByteBuffer body = buffer(20 + padded(packet.length))
                .putInt(intface)
                .putInt((int) (stamp >>> 32))
                .putInt((int) stamp)
                .putInt(packet.length)
                .putInt(packet.length)
                .put(packet);
        return block(6, body);
    }

    CaptureWriter obsolete(int intface, long stamp, byte[] packet) {
        ByteBuffer body = buffer(20 + padded(packet.length))
                .putShort((short) intface)
                .putShort((short) 0)
                .putInt((int) (stamp >>> 32))
                .putInt((int) stamp)
                .putInt(packet.length)
                .putInt(packet.length)
                .put(packet);
        return block(2, body);
    }

    CaptureWriter simple(byte[] packet, int length) {
        return block(3, buffer(4 + padded(length)).putInt(packet.length).put(packet, 0, length));
    }

    CaptureWriter block(int type, ByteBuffer body) {
        int length = 12 + body.capacity();
        return put(buffer(length).putInt(type).putInt(length).put(body.array()).putInt(length));
    }

    CaptureWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    byte[] gzip() {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    CaptureReader open(int port) {
        return open(bytes(), port);
    }

    static CaptureReader open(byte[] capture, int port) {
        return CaptureReader.open(new ByteArrayInputStream(capture), "test.pcap", port);
    }

    private CaptureWriter put(ByteBuffer bytes) {
        return raw(bytes.array());
    }

    private static int padded(int length) {
        return length + (-length & 3);
    }
}
