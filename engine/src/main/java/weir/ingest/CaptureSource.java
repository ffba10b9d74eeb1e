package weir.ingest;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.ingest.SourceCounts.Counted;
import weir.pcap.CaptureException;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;

/**
 * Datagrams of a capture, at their own pace or another, on the clock of the replay.
 *
 * <p>One thread reads, numbers and queues them, and puts every mark into every queue before the first datagram with a
 * later time. A full queue makes it wait; nothing is dropped. So what each shard gets, and in which order, depends on the
 * capture alone. Datagrams whose time stamp goes back get the time of the one before.
 */
public final class CaptureSource implements DatagramSource {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureSource.class);
    /** Between the last datagram of a pass and the first of the next. */
    private static final long BETWEEN_PASSES = EngineClock.SECOND;
    /** Waiting for less costs more processor time than it gains precision. */
    private static final long SHORTEST_WAIT = EngineClock.MILLISECOND;

    /** The year 2096: far enough from the end of the scale that sums stay on it. */
    private static final long LATEST = 4_000_000_000L * EngineClock.SECOND;

    private final CaptureInput input;
    private final List<DatagramQueue> queues;
    private final ShardFeed feed;
    private final RealTime real;
    private final ReplayClock clock;
    private final EngineThread thread = new EngineThread("weir-source-0", this::run);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Datagram datagram = new Datagram();
    private final CapturedDatagram captured = new CapturedDatagram();
    private ByteBuffer payload = ByteBuffer.allocate(0);
    private @Nullable CaptureReader reader;
    private boolean damageTold;
    private boolean found;
    private long offset;
    private long last;
    private long nextMark;
    private volatile long handedOver;
    private volatile boolean closed;

    /**
     * A replay that has not begun.
     *
     * @param agentTimeout silence after which an agent loses its place, nanoseconds
     */
    public CaptureSource(CaptureInput input, ShardQueues queues, int maxAgents, long agentTimeout) {
        this(input, queues, maxAgents, agentTimeout, RealTime.SYSTEM);
    }

    CaptureSource(CaptureInput input, ShardQueues queues, int maxAgents, long agentTimeout, RealTime real) {
        this.input = input;
        this.queues = queues.ofSource(0);
        this.real = real;
        feed = new ShardFeed(this.queues, new AdmittedAgents(new AgentPlaces(maxAgents), agentTimeout));
        clock = new ReplayClock(input.speed(), real);
    }

    @Override
    public void start() {
        reader = CaptureReader.open(input.file(), input.port());
        LOG.info("Reading PCAP file {}, sFlow port {}", input.file(), input.port());
        found = next(reader);
        if (!found) {
            LOG.warn("{} holds no datagrams for UDP port {}", input.file(), input.port());
        }
        begin();
        thread.start();
        if (!input.hold()) {
            release();
        }
    }

    /** Sets the clock to the first datagram: its own time, or for a capture that loops now, less what comes at once. */
    private void begin() {
        long first = input.loop() || !found ? Math.max(last, real.wall() - input.head()) : stamp();
        offset = first - stamp();
        last = first;
        clock.standAt(last);
    }

    /** The capture's time of the datagram at hand; what no clock can have shown is brought into bounds. */
    private long stamp() {
        return Math.clamp(captured.time(), 0, LATEST);
    }

    /** Lets a held replay go. Answers false when it went already. */
    public synchronized boolean release() {
        boolean held = released.getCount() > 0;
        released.countDown();
        return held;
    }

    /** Whether the replay waits at its first datagram. */
    public boolean isHeld() {
        return released.getCount() > 0;
    }

    /** Datagrams handed over so far, all passes together. */
    public long handedOver() {
        return handedOver;
    }

    private void run() {
        try {
            released.await();
            begin();
            clock.runFrom(last + input.head());
            nextMark = Marks.atOrAfter(last);
            play();
            finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeReader();
        }
    }

    private void play() {
        try {
            while (found && !closed) {
                handOver();
                found = next(opened()) || input.loop() && !closed && restart();
            }
        } catch (RuntimeException | Error e) {
            // A fault of our own must not leave everyone waiting for the end.
            LOG.error("Replay of {} broken off", input.file(), e);
        }
    }

    private void handOver() {
        long time = Math.max(last, stamp() + offset);
        clock.runUpTo(time);
        markUpTo(time);
        waitFor(time);
        if (payload.array() != captured.bytes()) {
            payload = ByteBuffer.wrap(captured.bytes());
        }
        datagram.set(payload, captured.start(), captured.length());
        datagram.source(captured.v6(), captured.sourceHigh(), captured.sourceLow());
        last = time;
        DatagramQueue queue = feed.admit(datagram, time);
        long number = handedOver + 1;
        while (queue != null && !closed && !queue.offer(datagram, number, time)) {
            queue.awaitRoom();
        }
        handedOver = number;
        clock.handedOver(time);
    }

    /** Puts the marks before a time into every queue, each when its time has come. */
    private void markUpTo(long time) {
        if (nextMark >= time) {
            return;
        }
        long step = Marks.step(nextMark, time);
        for (; nextMark < time && !closed; nextMark += step) {
            waitFor(nextMark);
            tell(QueueItem.Kind.MARK, nextMark);
        }
        nextMark = Marks.atOrAfter(time);
    }

    private void tell(QueueItem.Kind kind, long time) {
        for (DatagramQueue queue : queues) {
            while (!closed && !queue.offer(kind, handedOver, time)) {
                queue.awaitRoom();
            }
        }
    }

    private void waitFor(long time) {
        if (clock.realTimeUntil(time) > 0) {
            feed.tell();
        }
        for (long wait = clock.realTimeUntil(time); wait > 0 && !closed; wait = clock.realTimeUntil(time)) {
            real.await(this, Math.max(wait, SHORTEST_WAIT));
        }
    }

    /** Starts over one second after the last datagram. Answers false when the capture can no longer be read. */
    private boolean restart() {
        closeReader();
        if (!open() || !next(opened())) {
            return false;
        }
        long time = last + BETWEEN_PASSES;
        offset = time - stamp();
        clock.runUpTo(time);
        markUpTo(time);
        waitFor(time);
        tell(QueueItem.Kind.PASS, time);
        last = time;
        return true;
    }

    private boolean open() {
        try {
            reader = CaptureReader.open(input.file(), input.port());
            return true;
        } catch (CaptureException e) {
            LOG.warn("{}; the replay does not start over", e.getMessage());
            return false;
        }
    }

    /** Does what is due up to the last datagram, and stands there for good. */
    private void finish() {
        markUpTo(last + 1);
        clock.standAt(last);
        tell(QueueItem.Kind.END, last);
    }

    /** Reads ahead by one datagram. A file that is damaged ends there. */
    private boolean next(CaptureReader from) {
        try {
            return from.next(captured);
        } catch (CaptureException e) {
            if (!damageTold) {
                damageTold = true;
                LOG.warn("{}; the capture ends there", e.getMessage());
            }
            return false;
        }
    }

    private CaptureReader opened() {
        if (reader == null) {
            throw new IllegalStateException("replay has not begun");
        }
        return reader;
    }

    private void closeReader() {
        if (reader != null) {
            reader.close();
        }
    }

    @Override
    public EngineClock clock() {
        return clock;
    }

    @Override
    public int port() {
        return input.port();
    }

    @Override
    public SourceStatus status() {
        SourceCounts counts = feed.counts();
        return new SourceStatus(
                counts.get(Counted.DATAGRAMS),
                counts.get(Counted.BYTES),
                counts.get(Counted.TOO_LARGE),
                counts.get(Counted.REFUSED),
                0,
                KernelDrops.UNKNOWN,
                0,
                0);
    }

    @Override
    public void close() {
        closed = true;
        release();
        thread.wake();
        thread.join();
        closeReader(); // Harmless if the thread did; needed if it never ran.
    }
}
