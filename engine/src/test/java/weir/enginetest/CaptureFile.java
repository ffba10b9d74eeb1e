package weir.enginetest;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import weir.testing.PacketBuilder;

/** Writes a capture of datagrams, with nanosecond time stamps and packets of raw IP. */
public final class CaptureFile {

    private static final int MAGIC_NANOS = 0xA1B23C4D;
    private static final int LINK_RAW_IP = 101;
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** A capture without packets. */
    public CaptureFile() {
        ints(MAGIC_NANOS, 2 << 16 | 4, 0, 0, 1 << 18, LINK_RAW_IP);
    }

    /** Adds a datagram to the sFlow port. */
    public CaptureFile datagram(long nanos, byte[] payload) {
        return datagram(nanos, 6343, payload);
    }

    /** Adds a datagram to any port. */
    public CaptureFile datagram(long nanos, int port, byte[] payload) {
        byte[] packet = new PacketBuilder()
                .ipv4(17, "192.0.2.1", "192.0.2.2")
                .udp(40000, port)
                .raw(payload)
                .build();
        ints((int) (nanos / SECOND), (int) (nanos % SECOND), packet.length, packet.length);
        bytes.writeBytes(packet);
        return this;
    }

    /** Adds bytes that belong to no packet. */
    public CaptureFile raw(byte[] content) {
        bytes.writeBytes(content);
        return this;
    }

    /** Writes it. */
    public Path in(Path directory) {
        try {
            return Files.write(directory.resolve("test.pcap"), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ints(int... values) {
        try {
            for (int value : values) {
                out.writeInt(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
