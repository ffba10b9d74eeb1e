package weir.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import weir.pcap.CaptureCounts.Counted;

/**
 * Reads the UDP datagrams of a capture: pcap or pcapng, plain or gzip, told apart by content; link types Ethernet, raw
 * IP, Linux cooked (both versions) and null/loopback; VLAN tags; IPv4 and IPv6, fragments put together.
 *
 * <p>A stream: packets are delivered as they come, so a pipe from a running capture works, and nothing is allocated per
 * packet. A capture that ends in the middle of a packet, as one does that is still being written, ends quietly and is
 * counted. A datagram that the snap length cut is delivered as far as it goes.
 *
 * <p>Bound: one buffer of half a megabyte, and 64 kB for each of at most 64 fragmented datagrams.
 *
 * <p>Lifetime and thread: one thread, but anyone may read {@link #counts()}.
 */
public final class CaptureReader implements AutoCloseable {

    private static final int PORTS = 65_536;

    private final CaptureCounts counts = new CaptureCounts();
    private final CapturedPacket packet = new CapturedPacket();
    private final CaptureInput in;
    private final PacketReader packets;
    private final DatagramFinder finder;
    private boolean ended;

    private CaptureReader(InputStream stream, String name, int udpPort) {
        if (udpPort < 0 || udpPort >= PORTS) {
            throw new IllegalArgumentException("no UDP port: " + udpPort);
        }
        in = new CaptureInput(stream, name, counts);
        finder = new DatagramFinder(udpPort, counts);
        packets = packetReader();
    }

    /**
     * Opens a capture file.
     *
     * @param udpPort port the datagrams were sent to; 0 for any
     * @throws CaptureException there is no such file, or it is no capture
     */
    public static CaptureReader open(Path file, int udpPort) {
        InputStream stream;
        try {
            stream = Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new CaptureException(file.toString(), "there is no such file", e);
        } catch (IOException e) {
            throw new CaptureException(file.toString(), "cannot be opened: " + e.getMessage(), e);
        }
        try {
            return open(stream, file.toString(), udpPort);
        } catch (RuntimeException e) {
            try {
                stream.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /**
     * Reads a capture from a stream, which {@link #close} closes.
     *
     * @param name what to call it in messages
     * @param udpPort port the datagrams were sent to; 0 for any
     * @throws CaptureException the stream holds no capture
     */
    public static CaptureReader open(InputStream stream, String name, int udpPort) {
        return new CaptureReader(stream, name, udpPort);
    }

    private PacketReader packetReader() {
        if (!in.ensure(4)) {
            throw in.failure("too short for a capture file");
        }
        int magic = in.int32(0);
        if (magic == PcapngReader.SECTION_HEADER) {
            return new PcapngReader(in);
        }
        int reversed = Integer.reverseBytes(magic);
        in.littleEndian(reversed == PcapReader.MAGIC_MICROS || reversed == PcapReader.MAGIC_NANOS);
        return switch (in.littleEndian() ? reversed : magic) {
            case PcapReader.MAGIC_MICROS -> new PcapReader(in, false);
            case PcapReader.MAGIC_NANOS -> new PcapReader(in, true);
            default -> throw in.failure("no capture file: it begins with " + String.format("%08x", magic));
        };
    }

    /**
     * Moves to the next datagram.
     *
     * @return false at the end of the capture
     * @throws CaptureException the file is damaged from here on
     */
    public boolean next(CapturedDatagram into) {
        while (packets.next(packet)) {
            counts.add(Counted.PACKETS);
            if (finder.find(packet, into)) {
                return true;
            }
        }
        if (!ended) {
            ended = true;
            finder.end();
        }
        return false;
    }

    /** What the capture held so far. */
    public CaptureCounts counts() {
        return counts;
    }

    /** Closes the stream. */
    @Override
    public void close() {
        in.close();
    }
}
