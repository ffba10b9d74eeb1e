package weir.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Keeps what is written to it; when that becomes too much it is passed on, and so is all that follows.
 *
 * <p>Thread: one.
 */
final class GatheredAnswer extends OutputStream {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final OutputStream to;
    private final int most;
    private final Runnable whenTooMuch;
    private boolean passing;

    /**
     * Keeps nothing yet.
     *
     * @param to where it is passed on
     * @param most bytes that are kept
     * @param whenTooMuch called once, before anything is passed on
     */
    GatheredAnswer(OutputStream to, int most, Runnable whenTooMuch) {
        this.to = to;
        this.most = most;
        this.whenTooMuch = whenTooMuch;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (!passing && kept.size() + length > most) {
            passing = true;
            whenTooMuch.run();
            kept.writeTo(to);
            kept.reset();
        }
        if (passing) {
            to.write(bytes, from, length);
        } else {
            kept.write(bytes, from, length);
        }
    }

    /** Whether all that was written is still here. */
    boolean isWhole() {
        return !passing;
    }

    /** All that was written, while {@link #isWhole}. */
    byte[] content() {
        return kept.toByteArray();
    }
}
