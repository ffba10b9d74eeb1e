package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.rest.LogLine;

class RecentLinesTest {

    private final LoggerContext context = new LoggerContext();
    private final RecentLines lines = new RecentLines();

    @BeforeEach
    void start() {
        lines.start();
    }

    private void log(Level level, String text) {
        lines.doAppend(new LoggingEvent("test", context.getLogger("test"), level, text, null, null));
    }

    @Test
    void newestComeFirstAfterTheOneThatIsKnown() {
        log(Level.INFO, "a");
        log(Level.WARN, "b");
        log(Level.ERROR, "c");
        assertThat(lines.newest(-1, 100)).extracting(LogLine::text).containsExactly("c", "b", "a");
        assertThat(lines.newest(0, 100)).extracting(LogLine::level).containsExactly("SEVERE", "WARNING");
        assertThat(lines.newest(-1, 1)).extracting(LogLine::id).containsExactly(2L);
        assertThat(lines.newest(2, 100)).isEmpty();
        assertThat(lines.newest(-1, 0)).isEmpty();
    }

    @Test
    void aNumberOfAProcessThatRanBeforeGetsAll() {
        log(Level.INFO, "a");
        assertThat(lines.newest(17, 100)).hasSize(1);
    }

    @Test
    void theOldestMakeRoom() {
        for (int i = 0; i < RecentLines.LINES + 5; i++) {
            log(Level.INFO, "line " + i);
        }
        assertThat(lines.newest(-1, Integer.MAX_VALUE)).hasSize(RecentLines.LINES);
        assertThat(lines.newest(-1, Integer.MAX_VALUE).getLast().text()).isEqualTo("line 5");
    }

    @Test
    void longTextsAreCutAndStacksKept() {
        log(Level.INFO, "x".repeat(10_000));
        assertThat(lines.newest(-1, 1).getFirst().text()).hasSize(RecentLines.LONGEST);
        var event = new LoggingEvent("test", context.getLogger("test"), Level.ERROR, "x", null, null);
        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("why")));
        lines.doAppend(event);
        assertThat(lines.newest(-1, 1).getFirst().text()).startsWith("x\njava.lang.IllegalStateException: why\n\tat ");
    }
}
