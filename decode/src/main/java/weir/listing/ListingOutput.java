package weir.listing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Collects what a sink writes and hands it on in large pieces.
 *
 * <p>Thread: one.
 */
final class ListingOutput {

    private static final int PIECE = 64 * 1024;

    private final OutputStream out;
    private final ByteText text = new ByteText(2 * PIECE);

    ListingOutput(OutputStream out) {
        this.out = out;
    }

    ByteText text() {
        return text;
    }

    /** Writes what there is when it is enough. */
    void pace() {
        if (text.length() >= PIECE) {
            flush();
        }
    }

    /** Writes what there is. */
    void flush() {
        try {
            out.write(text.bytes(), 0, text.length());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.clear();
    }
}
