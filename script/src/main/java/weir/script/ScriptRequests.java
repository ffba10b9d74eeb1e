package weir.script;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import weir.script.ScriptQueue.Kind;
import weir.script.js.JavaScript;

/**
 * The requests that a script answers: its handler, and clients that wait.
 *
 * <p>Thread: {@link #ask} any, but not the script's; the rest any.
 */
final class ScriptRequests {

    /** How long a client waits for an answer. */
    private static final long PATIENCE_SECONDS = 30;

    private final ScriptQueue queue;
    private final Supplier<JavaScript> engine;
    private volatile @Nullable Function handler;
    private volatile @Nullable RequestWork running;

    /**
     * Nothing answers yet.
     *
     * @param engine the script's, asked for on its thread
     */
    ScriptRequests(ScriptQueue queue, Supplier<JavaScript> engine) {
        this.queue = queue;
        this.engine = engine;
    }

    /** Sets the function that answers, null for none. */
    void set(@Nullable Function function) {
        handler = function;
    }

    /** Nothing answers any more, whoever waits for an answer gets that it is not available. */
    void giveUp() {
        handler = null;
        RequestWork waitedFor = running;
        if (waitedFor != null) {
            waitedFor.drop();
        }
    }

    /** Whether a function answers. */
    boolean isHandled() {
        return handler != null;
    }

    /** Has the script answer a request, and waits for the answer as long as one may wait. */
    ScriptReply ask(ScriptRequest request) {
        if (handler == null) {
            return ScriptReply.UNAVAILABLE;
        }
        RequestWork work = new RequestWork(request);
        boolean queued = queue.offer(Kind.REQUEST, new ScriptQueue.Work() {
            @Override
            public void run() {
                running = work;
                work.run(engine.get(), handler);
                running = null;
            }

            @Override
            public void drop() {
                work.drop();
            }
        });
        if (!queued) {
            return ScriptReply.UNAVAILABLE;
        }
        try {
            return work.reply().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            queue.lose(Kind.REQUEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("replies do not fail", e);
        }
        return ScriptReply.UNAVAILABLE;
    }
}
