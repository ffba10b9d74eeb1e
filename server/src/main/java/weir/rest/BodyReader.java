package weir.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads the bodies of requests, each of bounded size and all together too, so that no number of clients can fill memory.
 *
 * <p>Thread: any.
 */
final class BodyReader {

    private static final int PIECE = 8192;
    private static final long GRACE_SECONDS = 30;
    private static final long BYTES_PER_SECOND = 4096;

    private final int most;
    private final long mostTogether;
    private final AtomicLong together = new AtomicLong();

    /**
     * Bounds.
     *
     * @param most bytes of one body
     * @param mostTogether bytes of all bodies that are being read
     */
    BodyReader(int most, long mostTogether) {
        this.most = most;
        this.mostTogether = mostTogether;
    }

    /**
     * The whole body.
     *
     * @throws RefusedException it is too large (413), too much is being read (503), or the client stopped sending (400)
     */
    byte[] read(Request request) {
        if (request.getLength() > most) {
            throw tooLarge();
        }
        long start = System.nanoTime();
        byte[] body = new byte[0];
        int count = 0;
        try (InputStream in = Content.Source.asInputStream(request)) {
            while (true) {
                if (count == body.length) {
                    body = grow(body);
                }
                int got = in.read(body, count, body.length - count);
                if (got < 0) {
                    return Arrays.copyOf(body, count);
                }
                count += got;
                long allowed = TimeUnit.SECONDS.toNanos(GRACE_SECONDS + count / BYTES_PER_SECOND);
                if (System.nanoTime() - start > allowed) {
                    throw new RefusedException(408, "the body comes too slowly");
                }
                if (count > most) {
                    throw tooLarge();
                }
            }
        } catch (IOException e) {
            throw new RefusedException(400, "the body ends early");
        } finally {
            together.addAndGet(-body.length);
        }
    }

    private byte[] grow(byte[] body) {
        int larger = Math.min(Math.max(PIECE, body.length * 2), most + 1);
        if (together.addAndGet(larger - body.length) > mostTogether) {
            together.addAndGet(body.length - larger);
            throw new RefusedException(503, "too many bodies are being read; try again");
        }
        return Arrays.copyOf(body, larger);
    }

    private RefusedException tooLarge() {
        return new RefusedException(413, "the body is larger than " + most + " bytes");
    }
}
