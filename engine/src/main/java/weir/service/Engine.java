package weir.service;

import weir.ingest.EngineClock;

/**
 * The running product below its doors: source, shards, clock and services, wired by hand.
 *
 * <p>Does nothing until {@link #start()}. Thread: any; {@link #start()} once.
 */
public abstract class Engine implements AutoCloseable {

    /**
     * Opens sockets or the capture and starts all threads.
     *
     * @throws java.io.UncheckedIOException the port cannot be bound, or the capture not be read; nothing runs then
     */
    public abstract void start();

    /** The engine's clock; stands at the start of the epoch until the engine is started. */
    public abstract EngineClock clock();

    /** UDP port listened on, also when the system chose it; in replay the port packets are taken for. */
    public abstract int port();

    /** What was received and lost so far. */
    public abstract EngineStatus status();

    /** The replay, if there is one. */
    public abstract ReplayService replay();

    /** Waits until a replay that does not loop has ended and everything is applied, or the engine is closed. */
    public abstract void awaitEnd() throws InterruptedException;

    /** Stops all threads, waits for them and releases sockets and files. More than once does no harm. */
    @Override
    public abstract void close();
}
