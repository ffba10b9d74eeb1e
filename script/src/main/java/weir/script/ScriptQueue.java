package weir.script;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.script.js.Limits;

/**
 * What waits for a script, in its order, of each kind up to a bound; what is beyond is lost and counted.
 *
 * <p>Thread: {@link #offer} and counts any; {@link #take} that of the script.
 */
final class ScriptQueue {

    /** What may wait. */
    enum Kind {
        EVENT,
        FLOW,
        REQUEST,
        /** An asynchronous call that is over. Their number is bounded where they begin. */
        CALLBACK
    }

    /** Something to be done on the script's thread. */
    interface Work {
        /** Does it. */
        void run();

        /** The script has ended without doing it. */
        default void drop() {}
    }

    /** Work of a kind; without a kind it only ends a wait. */
    private record Entry(@Nullable Kind kind, Work work) {}

    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Map<Kind, Integer> bounds = new EnumMap<>(Kind.class);
    private final Map<Kind, AtomicInteger> waiting = new EnumMap<>(Kind.class);
    private final Map<Kind, AtomicLong> received = new EnumMap<>(Kind.class);
    private final Map<Kind, AtomicLong> lost = new EnumMap<>(Kind.class);
    private volatile boolean closed;

    ScriptQueue(Limits limits) {
        bounds.put(Kind.EVENT, limits.events());
        bounds.put(Kind.FLOW, limits.flows());
        bounds.put(Kind.REQUEST, limits.requests());
        bounds.put(Kind.CALLBACK, Integer.MAX_VALUE);
        for (Kind kind : Kind.values()) {
            waiting.put(kind, new AtomicInteger());
            received.put(kind, new AtomicLong());
            lost.put(kind, new AtomicLong());
        }
    }

    private static <T> T of(Map<Kind, T> map, Kind kind) {
        T found = map.get(kind);
        if (found == null) {
            throw new IllegalStateException("every kind has its entry");
        }
        return found;
    }

    /** Queues work. Answers false when there is no room, or the script has ended; that is counted. */
    boolean offer(Kind kind, Work work) {
        of(received, kind).incrementAndGet();
        if (closed || of(waiting, kind).incrementAndGet() > of(bounds, kind)) {
            if (!closed) {
                of(waiting, kind).decrementAndGet();
            }
            of(lost, kind).incrementAndGet();
            return false;
        }
        entries.add(new Entry(kind, work));
        if (closed) {
            drain();
        }
        return true;
    }

    /** Waits for work. Absent: null when there was none in time, or somebody woke the script. */
    @Nullable
    Work take(long nanos) throws InterruptedException {
        Entry entry = nanos <= 0 ? entries.poll() : entries.poll(nanos, TimeUnit.NANOSECONDS);
        if (entry == null || entry.kind == null) {
            return null;
        }
        of(waiting, entry.kind).decrementAndGet();
        return entry.work;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Ends a wait early. */
    void wake() {
        entries.add(new Entry(null, () -> {}));
    }

    /** What waits is dropped, and what comes is lost. */
    void close() {
        closed = true;
        drain();
    }

    private void drain() {
        List<Entry> left = new ArrayList<>();
        entries.drainTo(left);
        for (Entry entry : left) {
            if (entry.kind != null) {
                of(lost, entry.kind).incrementAndGet();
                entry.work.drop();
            }
        }
    }

    /** Counts work that was done too late. */
    void lose(Kind kind) {
        of(lost, kind).incrementAndGet();
    }

    /** Work of a kind that waits. */
    int waiting(Kind kind) {
        return of(waiting, kind).get();
    }

    /** The most that may wait of a kind. */
    int bound(Kind kind) {
        Integer bound = bounds.get(kind);
        return bound == null ? 0 : bound;
    }

    /** Work of a kind that came. */
    long received(Kind kind) {
        return of(received, kind).get();
    }

    /** Work of a kind that was not done. */
    long lost(Kind kind) {
        return of(lost, kind).get();
    }
}
