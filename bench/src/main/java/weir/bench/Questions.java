package weir.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A client that asks the same question again and again, on a connection that stays open.
 *
 * <p>Thread: one.
 */
final class Questions implements AutoCloseable {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;
    private static final int UNAVAILABLE = 503;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final Histogram nanos = new Histogram(LONGEST, DIGITS);
    private long bytes;
    private long answered;
    private long refused;

    Questions(URI question) {
        request = HttpRequest.newBuilder(question).build();
    }

    /**
     * Asks at a steady rate. Times count from when a question was due, so that one slow answer is seen in those that had
     * to wait for it.
     */
    void askAt(double perSecond, int count) throws IOException, InterruptedException {
        askAt(System.nanoTime(), perSecond, count);
    }

    /** The same from a time of {@link System#nanoTime} on. */
    void askAt(long start, double perSecond, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            long due = start + (long) (i / perSecond * 1e9);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            ask(due);
        }
    }

    /** Asks without a pause until that time of {@link System#nanoTime}. */
    void askUntil(long end) throws IOException, InterruptedException {
        while (System.nanoTime() < end) {
            ask(System.nanoTime());
        }
    }

    private void ask(long due) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            bytes += body.transferTo(OutputStream.nullOutputStream());
        }
        if (answer.statusCode() == UNAVAILABLE) {
            refused++;
            return;
        }
        if (answer.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + answer.statusCode());
        }
        answered++;
        nanos.recordValue(Math.min(LONGEST, System.nanoTime() - due));
    }

    /** Forgets what was measured. */
    void reset() {
        nanos.reset();
        bytes = 0;
        answered = 0;
        refused = 0;
    }

    /** Milliseconds that so many per cent of the answers took at most. */
    double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    /** Answers that came. */
    long answered() {
        return answered;
    }

    /** Answers that were refused because too many large ones were being written. */
    long refused() {
        return refused;
    }

    /** Bytes of all answers. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        client.close();
    }
}
