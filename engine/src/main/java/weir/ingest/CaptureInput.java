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
 */
public record CaptureInput(Path file, int port, ReplaySpeed speed, boolean loop, boolean hold) implements Input {

    /** The same, waiting at the first datagram. */
    public CaptureInput held() {
        return new CaptureInput(file, port, speed, loop, true);
    }
}
