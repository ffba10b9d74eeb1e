package weir.listing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Time of day where the tool runs: {@code 2026-11-22T06:20:21+0000}.
 *
 * <p>Thread: one; the text is made anew only when the second changes.
 */
final class LocalTimeText {

    private final DateTimeFormatter format =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx").withZone(ZoneId.systemDefault());

    private final ByteText text = new ByteText(32);
    private long second = Long.MIN_VALUE;

    /** Text for seconds since the epoch. */
    ByteText of(long seconds) {
        if (seconds != second) {
            second = seconds;
            text.clear().put(format.format(Instant.ofEpochSecond(seconds)));
        }
        return text;
    }
}
