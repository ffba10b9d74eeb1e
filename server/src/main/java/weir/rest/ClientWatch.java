package weir.rest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the client of a held request has gone.
 *
 * <p>While a request is held the server does not read from its connection, so a client that hangs up would be kept until the
 * end of its time. This reads in the server's stead: the end of the input means that the client has gone, or waits for nothing
 * but the answer. What a client sends ahead, its next request, is handed to the connection for later, and then nothing more is
 * read.
 *
 * <p>Thread: that of held requests; the server's for being told that there is something to read.
 */
final class ClientWatch {

    /** Well below what the connection's own buffer takes. */
    private static final int AHEAD = 1024;

    private final @Nullable AbstractEndPoint endPoint;
    private final Connection connection;
    private volatile boolean stopped;

    ClientWatch(Request request) {
        connection = request.getConnectionMetaData().getConnection();
        endPoint =
                connection.getEndPoint() instanceof AbstractEndPoint known && connection instanceof Connection.UpgradeTo
                        ? known
                        : null;
    }

    /** Begins. */
    void start(Consumer<Runnable> held, Runnable gone) {
        AbstractEndPoint from = endPoint;
        if (from != null && !stopped) {
            from.tryFillInterested(Callback.from(
                    Invocable.InvocationType.NON_BLOCKING,
                    () -> tell(held, () -> read(from, held, gone)),
                    failure -> tell(held, gone)));
        }
    }

    private void tell(Consumer<Runnable> held, Runnable task) {
        if (!stopped) {
            held.accept(task);
        }
    }

    private void read(AbstractEndPoint from, Consumer<Runnable> held, Runnable gone) {
        ByteBuffer ahead = BufferUtil.allocate(AHEAD);
        int count;
        try {
            count = from.fill(ahead);
        } catch (IOException e) {
            count = -1;
        }
        if (count < 0) {
            gone.run();
        } else if (count == 0) {
            start(held, gone);
        } else if (connection instanceof Connection.UpgradeTo later) {
            later.onUpgradeTo(ahead);
        }
    }

    /** Ends, so that the server can read again. */
    void stop() {
        stopped = true;
        if (endPoint != null) {
            // The only way to take an interest back: it is told once more, and does nothing.
            endPoint.getFillInterest().fillable();
        }
    }
}
