package weir.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Writes an answer through one buffer of fixed size, waiting while the client reads.
 *
 * <p>A client may be slow, not dead slow: what it takes in the time spent waiting for it must come to {@value #PACE} bytes a
 * second, seen over half a minute or more; to {@value #WANTED_PACE} when others wait for its place.
 *
 * <p>Thread: that of the request. Errors: {@link IOException} when the client has gone or is too slow.
 */
final class AnswerStream extends OutputStream {

    private static final long PACE = 4096;
    private static final long WANTED_PACE = 1 << 20;
    private static final long GRACE = TimeUnit.SECONDS.toNanos(30);
    private static final long WANTED_GRACE = TimeUnit.SECONDS.toNanos(2);
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(500);

    private final Response response;
    private final byte[] buffer;
    private final Turns.Turn turn;
    private int count;
    private long written;
    private long waited;

    /**
     * A stream for one answer.
     *
     * @param turn given up while waiting for the client
     */
    AnswerStream(Response response, int bufferSize, Turns.Turn turn) {
        this.response = response;
        this.buffer = new byte[bufferSize];
        this.turn = turn;
    }

    @Override
    public void write(int value) throws IOException {
        if (count == buffer.length) {
            send(false);
        }
        buffer[count++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            if (count == buffer.length) {
                send(false);
            }
            int part = Math.min(left, buffer.length - count);
            System.arraycopy(bytes, at, buffer, count, part);
            count += part;
            at += part;
            left -= part;
        }
    }

    /** Sends what is left. Without it the client sees that the answer is not whole. */
    void finish() throws IOException {
        send(true);
    }

    private void send(boolean last) throws IOException {
        Callback.Completable done = new Callback.Completable();
        response.write(last, ByteBuffer.wrap(buffer, 0, count), done);
        if (!done.isDone()) {
            turn.pause();
            try {
                awaitClient(done);
            } finally {
                turn.resume();
            }
        }
        if (done.isCompletedExceptionally()) {
            throw new IOException("the client has gone", done.exceptionNow());
        }
        written += count;
        count = 0;
    }

    private void awaitClient(Callback.Completable done) throws IOException {
        while (!done.isDone()) {
            long start = System.nanoTime();
            try {
                done.get(SLICE, TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // Looked at by the loop and by the caller.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped", e);
            }
            waited += System.nanoTime() - start;
            if (!done.isDone() && isTooSlow()) {
                throw new IOException("the client reads too slowly");
            }
        }
    }

    private boolean isTooSlow() {
        return waited > GRACE + TimeUnit.SECONDS.toNanos(written / PACE)
                || turn.wanted() && waited > WANTED_GRACE + TimeUnit.SECONDS.toNanos(written / WANTED_PACE);
    }
}
