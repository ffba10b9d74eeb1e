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
 * <p>A client may be slow, not dead slow: the time spent waiting for it is bounded by {@value #GRACE_SECONDS} seconds and a
 * second for each {@value #BYTES_PER_SECOND} bytes it took.
 *
 * <p>Thread: that of the request. Errors: {@link IOException} when the client has gone or is too slow.
 */
final class AnswerStream extends OutputStream {

    private static final long GRACE_SECONDS = 30;
    private static final long BYTES_PER_SECOND = 4096;

    private final Response response;
    private final byte[] buffer;
    private final LargeAnswers.Turn turn;
    private int count;
    private long written;
    private long waitedNanos;

    /**
     * A stream for one answer.
     *
     * @param turn given up while waiting for the client
     */
    AnswerStream(Response response, int bufferSize, LargeAnswers.Turn turn) {
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
        if (done.isDone()) {
            await(done, 0);
        } else {
            turn.pause();
            long start = System.nanoTime();
            try {
                await(done, TimeUnit.SECONDS.toNanos(GRACE_SECONDS + written / BYTES_PER_SECOND) - waitedNanos);
            } finally {
                waitedNanos += System.nanoTime() - start;
                turn.resume();
            }
        }
        written += count;
        count = 0;
    }

    private static void await(Callback.Completable done, long nanos) throws IOException {
        try {
            done.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the client has gone", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the client reads too slowly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }
}
