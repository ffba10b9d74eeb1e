package weir.shard;

import java.util.concurrent.CompletableFuture;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import weir.ingest.Doorbell;
import weir.request.UnavailableException;

/**
 * Questions and other work for one shard, which does it between batches of datagrams, at most {@value #SLICE} ns at a
 * time.
 *
 * <p>What is put in rings the shard's doorbell, so that a shard that rests answers at once, also before a replay starts
 * and after it ended. Bound: {@value #CAPACITY} tasks wait at one time; what is beyond is refused.
 *
 * <p>Thread: {@link #ask} and {@link #tell} any; the rest the shard's.
 */
public final class ShardMailbox {

    /** Tasks that may wait. */
    public static final int CAPACITY = 4096;

    /** Time for tasks between two batches of datagrams. Units: ns. */
    static final long SLICE = 1_000_000;

    private final MpscAtomicArrayQueue<Letter> letters = new MpscAtomicArrayQueue<>(CAPACITY);
    private final Doorbell doorbell;
    private @Nullable Letter current;
    private volatile boolean closed;

    /** A task, and what is told when it cannot be done. */
    private interface Letter extends ShardTask {

        void fail(RuntimeException cause);
    }

    /** A mailbox of the shard that hears the doorbell. */
    public ShardMailbox(Doorbell doorbell) {
        this.doorbell = doorbell;
    }

    /**
     * Asks a question.
     *
     * @return is completed on the shard's thread; exceptionally with {@link UnavailableException} when too much waits or
     *     the shard is closed, or with what the question threw
     */
    public <A> CompletableFuture<A> ask(ShardQuestion<A> question) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        put(new Letter() {
            @Override
            public boolean step() {
                A found = question.step();
                if (found != null) {
                    answer.complete(found);
                }
                return found != null;
            }

            @Override
            public void fail(RuntimeException cause) {
                answer.completeExceptionally(cause);
            }
        });
        return answer;
    }

    /** Has something done in one step, some time soon. Nobody is told whether it was, or why not. */
    public void tell(Runnable work) {
        put(new Letter() {
            @Override
            public boolean step() {
                work.run();
                return true;
            }

            @Override
            public void fail(RuntimeException cause) {}
        });
    }

    private void put(Letter letter) {
        if (closed || !letters.offer(letter)) {
            letter.fail(new UnavailableException(closed ? "the engine is closed" : "too many questions wait"));
            return;
        }
        doorbell.ring();
        if (closed) {
            // Closed meanwhile, perhaps after the shard looked for the last time.
            failAll();
        }
    }

    /** Whether there is nothing to do. */
    boolean isEmpty() {
        return current == null && letters.isEmpty();
    }

    /**
     * Works until everything is done or the time is up.
     *
     * @param faults where faults of tasks are counted
     * @return whether anything was done
     */
    boolean work(Faults faults) {
        if (isEmpty()) {
            return false;
        }
        long begun = System.nanoTime();
        do {
            Letter letter = current == null ? letters.relaxedPoll() : current;
            if (letter == null) {
                return true;
            }
            current = step(letter, faults) ? null : letter;
        } while (System.nanoTime() - begun < SLICE);
        return true;
    }

    private static boolean step(Letter letter, Faults faults) {
        try {
            return letter.step();
        } catch (RuntimeException e) {
            faults.add(e);
            letter.fail(e);
        } catch (Error e) {
            faults.add(e);
            letter.fail(new IllegalStateException(e));
        }
        return true;
    }

    /** The shard has ended: nothing that waits is done, nor what comes. */
    void close() {
        closed = true;
        Letter letter = current;
        if (letter != null) {
            letter.fail(new UnavailableException("the engine is closed"));
        }
        failAll();
    }

    private synchronized void failAll() {
        for (Letter letter = letters.poll(); letter != null; letter = letters.poll()) {
            letter.fail(new UnavailableException("the engine is closed"));
        }
    }
}
