package weir.lookup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A name, ready as UTF-8 bytes so that it can be put into a key without making a string.
 *
 * <p>Thread: any; immutable.
 */
public final class Label {

    private final byte[] utf8;

    private Label(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** A name from text. */
    public static Label of(String text) {
        return new Label(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes; never changed by anyone. */
    public byte[] utf8() {
        return utf8;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Label label && Arrays.equals(utf8, label.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
