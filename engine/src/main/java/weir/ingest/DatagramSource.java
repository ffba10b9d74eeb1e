package weir.ingest;

/**
 * Where datagrams come from, and with them engine time.
 *
 * <p>Does nothing until {@link #start()}. Thread: any; {@link #start()} once.
 */
public interface DatagramSource extends AutoCloseable {

    /**
     * Opens what is to be read and starts to read it.
     *
     * @throws java.io.UncheckedIOException a port cannot be bound; nothing runs then
     * @throws weir.pcap.CaptureException a file cannot be read as a capture; nothing runs then
     */
    void start();

    /** The clock that stamps the datagrams. */
    EngineClock clock();

    /** UDP port listened on, also when the system chose it; for a capture the port packets are taken for. */
    int port();

    /** What was received and lost so far. */
    SourceStatus status();

    /** Stops reading and waits for the threads. More than once does no harm. */
    @Override
    void close();
}
