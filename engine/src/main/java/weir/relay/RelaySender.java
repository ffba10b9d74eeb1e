package weir.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.ingest.Doorbell;
import weir.ingest.EngineThread;
import weir.ingest.OutgoingSocket;

/**
 * Sends what shards hand over, on a thread and a socket of its own.
 *
 * <p>Thread: {@link #queue} before {@link #start}; counts any.
 */
public final class RelaySender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RelaySender.class);
    private static final int SEND_BUFFER = 1 << 20;

    private final List<RelayQueue> queues = new ArrayList<>();
    private final Doorbell doorbell = new Doorbell();
    private final EngineThread thread = new EngineThread("weir-relay", this::run);
    private final AtomicLong datagrams = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final OutgoingSocket socket = new OutgoingSocket();
    private volatile boolean closed;

    /** A sender that does nothing yet. */
    public RelaySender() {}

    /** A queue for one shard. */
    RelayQueue queue() {
        RelayQueue queue = new RelayQueue(doorbell);
        queues.add(queue);
        return queue;
    }

    /**
     * Opens the socket and starts the thread.
     *
     * @throws java.io.UncheckedIOException there is no socket to be had
     */
    public void start() {
        socket.open(SEND_BUFFER);
        thread.start();
    }

    private void run() {
        while (!closed) {
            if (!sendSome()) {
                doorbell.announceSleep();
                if (!closed && isIdle()) {
                    doorbell.await(Long.MAX_VALUE);
                }
                doorbell.stayAwake();
            }
        }
    }

    private boolean isIdle() {
        return queues.stream().allMatch(queue -> queue.peek() == null);
    }

    /** Sends one datagram of each queue. Answers false when there was none. */
    private boolean sendSome() {
        boolean some = false;
        for (RelayQueue queue : queues) {
            RelayQueue.Parcel parcel = queue.peek();
            if (parcel != null) {
                some = true;
                send(parcel);
                queue.remove();
            }
        }
        return some;
    }

    private void send(RelayQueue.Parcel parcel) {
        RelayTarget target = parcel.target;
        if (target == null) {
            return;
        }
        try {
            if (socket.send(parcel.bytes, target.address())) {
                datagrams.incrementAndGet();
                target.count(parcel.samples);
            }
        } catch (IOException | RuntimeException e) {
            if (errors.getAndIncrement() == 0 && !closed) {
                LOG.warn(
                        "Relaying to {} failed; further failures are only counted: {}", target.address(), e.toString());
            }
        }
    }

    /** What was relayed and what was lost, by kind; empty when nothing was ever relayed. */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        long drops = queues.stream().mapToLong(RelayQueue::drops).sum();
        if (datagrams.get() + errors.get() + drops > 0) {
            counts.put("relayed", datagrams.get());
            counts.put("relayDrops", drops);
            counts.put("relayErrors", errors.get());
        }
        return counts;
    }

    /** Stops the thread and closes the socket; what waits is left. More than once does no harm. */
    @Override
    public void close() {
        closed = true;
        doorbell.ring();
        thread.join();
        socket.close();
    }
}
