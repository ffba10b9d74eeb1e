package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Lines of the log. Source: configuration reference, section 8. */
class LogLayoutTest {

    private final LoggerContext context = new LoggerContext();

    @Test
    void lineHasTimeLevelAndText() {
        assertThat(line(Level.INFO, "Listening, HTTP port 8008"))
                .isEqualTo("2020-03-09T23:31:23Z INFO: Listening, HTTP port 8008\n");
    }

    @Test
    void levelsHaveTheNamesThatOperatorsKnow() {
        assertThat(line(Level.ERROR, "x")).contains(" SEVERE: ");
        assertThat(line(Level.WARN, "x")).contains(" WARNING: ");
        assertThat(line(Level.DEBUG, "x")).contains(" FINE: ");
        assertThat(line(Level.TRACE, "x")).contains(" FINE: ");
    }

    @Test
    void textFromTheNetworkCannotWriteALineOfItsOwn() {
        assertThat(line(Level.INFO, "a\nb\rc\u001b[0m\u0085"))
                .isEqualTo("2020-03-09T23:31:23Z INFO: a\\u000ab\\u000dc\\u001b[0m\\u0085\n");
    }

    @Test
    void exceptionFollowsOnLinesOfItsOwn() {
        LoggingEvent event = event(Level.ERROR, "x");
        event.setThrowableProxy(new ch.qos.logback.classic.spi.ThrowableProxy(new IllegalStateException("why")));
        assertThat(new LogLayout().doLayout(event)).contains("SEVERE: x\njava.lang.IllegalStateException: why\n\tat ");
    }

    private String line(Level level, String text) {
        return new LogLayout().doLayout(event(level, text));
    }

    private LoggingEvent event(Level level, String text) {
        LoggingEvent event = new LoggingEvent("test", context.getLogger("test"), level, text, null, null);
        event.setInstant(Instant.parse("2020-03-09T23:31:23.987Z"));
        return event;
    }
}
