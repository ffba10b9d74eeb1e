package weir.metric;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import weir.metric.Refusals.Refusal;

/**
 * Text from the wire, made harmless: no longer than allowed, no control characters, always valid.
 *
 * <p>Trailing NULs, with which some agents fill a field, are dropped. What is not UTF-8 and control characters become the
 * replacement character U+FFFD, so that nothing can end a line or a string somewhere else.
 *
 * <p>Thread: owner only.
 */
final class WireText {

    private static final char REPLACEMENT = '\uFFFD';

    private final int maxBytes;
    private final Refusals refusals;

    WireText(int maxBytes, Refusals refusals) {
        this.maxBytes = maxBytes;
        this.refusals = refusals;
    }

    /** The text of a range. Absent: null when it is empty. */
    @Nullable
    String read(byte[] bytes, int start, int length) {
        int used = length;
        while (used > 0 && bytes[start + used - 1] == 0) {
            used--;
        }
        if (used == 0) {
            return null;
        }
        if (used > maxBytes) {
            refusals.count(Refusal.TEXT_LENGTH);
            used = wholeCharacters(bytes, start, maxBytes);
        }
        if (isPlain(bytes, start, used)) {
            return new String(bytes, start, used, StandardCharsets.ISO_8859_1);
        }
        return repair(new String(bytes, start, used, StandardCharsets.UTF_8));
    }

    /** A cut must not leave half of a character. */
    private static int wholeCharacters(byte[] bytes, int start, int length) {
        int end = length;
        while (end > 0 && (bytes[start + end] & 0xC0) == 0x80) {
            end--;
        }
        return end == 0 ? length : end;
    }

    private static boolean isPlain(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < ' ' || bytes[i] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String repair(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            repaired.append(Character.isISOControl(c) ? REPLACEMENT : c);
        }
        return repaired.toString();
    }
}
