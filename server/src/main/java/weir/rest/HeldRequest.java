package weir.rest;

import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for an answer, and its client.
 *
 * <p>Thread: that of {@link HeldRequests}, once it is held.
 */
final class HeldRequest {

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final LogPoll<?> poll;
    private final ClientWatch client;
    private @Nullable Future<?> expiry;

    HeldRequest(Request request, Response response, Callback callback, LogPoll<?> poll) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.poll = poll;
        client = new ClientWatch(request);
        // Waiting is what it is there for; the server's own idea of idleness does not apply.
        request.addIdleTimeoutListener(timeout -> false);
    }

    Response response() {
        return response;
    }

    Callback callback() {
        return callback;
    }

    /** What it waits for. */
    LogPoll<?> poll() {
        return poll;
    }

    /** Sets what ends the wait. */
    void expiry(Future<?> task) {
        expiry = task;
    }

    /**
     * Begins to look whether the client is still there.
     *
     * @param held runs a task on the thread of held requests if this one is still held
     * @param gone runs when the client will send nothing any more
     */
    void watch(Consumer<Runnable> held, Runnable gone) {
        client.start(held, gone);
    }

    /** Runs a task when the connection breaks. */
    void onFailure(Consumer<Throwable> task) {
        request.addFailureListener(task);
    }

    /** It is not held any more. */
    void unwatch() {
        client.stop();
        if (expiry != null) {
            expiry.cancel(false);
        }
    }
}
