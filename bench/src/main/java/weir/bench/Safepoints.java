package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a JVM stood still, from its own log.
 *
 * <p>Source: lines of {@code -Xlog:safepoint}.
 *
 * @param log the file
 * @param from bytes of it that are of no interest
 */
record Safepoints(Path log, long from) {

    private static final Pattern TOTAL = Pattern.compile("Total: +(\\d+) ns");

    /** The option of the JVM that writes such a log. */
    static String option(Path log) {
        return "-Xlog:safepoint=info:file=" + log + ":uptime";
    }

    /** What the log will say from now on. */
    static Safepoints from(Path log) throws IOException {
        return new Safepoints(log, Files.size(log));
    }

    /** Milliseconds of the longest stop. */
    double longestMillis() throws IOException {
        String text = Files.readString(log);
        return longestMillis(text.substring((int) Math.min(from, text.length())));
    }

    static double longestMillis(String log) {
        Matcher total = TOTAL.matcher(log);
        double longest = 0;
        while (total.find()) {
            longest = Math.max(longest, Long.parseLong(total.group(1)) / 1e6);
        }
        return longest;
    }
}
