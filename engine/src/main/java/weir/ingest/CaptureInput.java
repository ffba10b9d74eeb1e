package weir.ingest;

import java.nio.file.Path;

/**
 * Datagrams of a capture, replayed.
 *
 * <p>Thread: any; immutable.
 *
 * @param file pcap or pcapng file, plain or compressed with gzip
 * @param port UDP destination port of the packets to take
 * @param speed how fast
 * @param loop whether to start over at the end, without end
 * @param hold whether to wait at the first datagram until told to start
 * @param head how much of the capture's beginning is handed over at once, in nanoseconds
 */
public record CaptureInput(Path file, int port, ReplaySpeed speed, boolean loop, boolean hold, long head)
        implements Input {

    /** A replay at its pace from its first datagram on. */
    public CaptureInput(Path file, int port, ReplaySpeed speed, boolean loop, boolean hold) {
        this(file, port, speed, loop, hold, 0);
    }

    /** The same, waiting at the first datagram. */
    public CaptureInput held() {
        return new CaptureInput(file, port, speed, loop, true, head);
    }
}
