package weir.main;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One line for each event: {@code 2020-03-09T23:31:23Z INFO: text}. The stack of an exception follows on lines of its own.
 *
 * <p>Control characters in a message are written as {@code \}{@code uXXXX}, so that nothing that came over the network can
 * write a line of its own.
 */
final class LogLayout extends LayoutBase<ILoggingEvent> {

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(128);
        line.append(event.getInstant().truncatedTo(ChronoUnit.SECONDS)).append(' ');
        line.append(name(event.getLevel())).append(": ");
        writeText(line, event);
        return line.toString();
    }

    /** Writes the message, one line, and the stack of an exception. */
    static void writeText(StringBuilder to, ILoggingEvent event) {
        String message = event.getFormattedMessage();
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (Character.isISOControl(c)) {
                to.append(String.format("\\u%04x", (int) c));
            } else {
                to.append(c);
            }
        }
        to.append('\n');
        if (event.getThrowableProxy() != null) {
            to.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    /** Levels under the names that operators know. */
    static String name(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> "SEVERE";
            case Level.WARN_INT -> "WARNING";
            case Level.INFO_INT -> "INFO";
            default -> "FINE";
        };
    }

    /** The moment as it is written, for lines that the log does not write. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
