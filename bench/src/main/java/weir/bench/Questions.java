package weir.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A client that asks the same question again and again, on a connection that stays open. It runs beside the product on the same
 * processors, so it is a plain one that reads in the thread that asked.
 *
 * <p>Thread: one.
 */
final class Questions implements AutoCloseable {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;
    private static final int UNAVAILABLE = 503;

    private static final int BUFFER = 1 << 16;

    static {
        // Each of the clients keeps its connection.
        System.setProperty("http.maxConnections", "100");
    }

    private final URL question;
    private final byte[] buffer = new byte[BUFFER];
    private @Nullable HttpURLConnection last;
    private final Histogram nanos = new Histogram(LONGEST, DIGITS);
    private long bytes;
    private long answered;
    private long refused;

    Questions(URI question) throws IOException {
        this.question = question.toURL();
    }

    /**
     * Asks at a steady rate. Times count from when a question was due, so that one slow answer is seen in those that had
     * to wait for it.
     */
    void askAt(double perSecond, int count) throws IOException {
        askAt(System.nanoTime(), perSecond, count);
    }

    /** The same from a time of {@link System#nanoTime} on. */
    void askAt(long start, double perSecond, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            long due = start + (long) (i / perSecond * 1e9);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            ask(due);
        }
    }

    /** Asks without a pause until that time of {@link System#nanoTime}. */
    void askUntil(long end) throws IOException {
        while (System.nanoTime() < end) {
            ask(System.nanoTime());
        }
    }

    private void ask(long due) throws IOException {
        var connection = (HttpURLConnection) question.openConnection();
        last = connection;
        int status = connection.getResponseCode();
        try (InputStream body = status == 200 ? connection.getInputStream() : connection.getErrorStream()) {
            if (body != null) {
                read(body);
            }
        }
        if (status == UNAVAILABLE) {
            refused++;
            return;
        }
        if (status != 200) {
            throw new IOException(question + " answered " + status);
        }
        answered++;
        nanos.recordValue(Math.min(LONGEST, System.nanoTime() - due));
    }

    private void read(InputStream body) throws IOException {
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes += read;
        }
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
        HttpURLConnection connection = last;
        if (connection != null) {
            connection.disconnect();
        }
    }
}
