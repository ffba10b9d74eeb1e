package weir.main;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import weir.rest.LogLine;
import weir.rest.LogTail;

/**
 * The last lines of the log, kept for those who cannot read standard error.
 *
 * <p>Thread: any. Memory: at most {@value #LINES} lines of {@value #LONGEST} characters.
 */
final class RecentLines extends AppenderBase<ILoggingEvent> implements LogTail {

    static final int LINES = 1000;
    static final int LONGEST = 4000;

    private static final RecentLines PROCESS = new RecentLines();

    private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
    private long next;

    /** Those of the log of this process. */
    static RecentLines ofProcess() {
        return PROCESS;
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder text = new StringBuilder();
        LogLayout.writeText(text, event);
        int length = Math.min(LONGEST, text.length());
        String kept = text.substring(0, length).strip();
        String level = LogLayout.name(event.getLevel());
        synchronized (lines) {
            if (lines.size() == LINES) {
                lines.removeLast();
            }
            lines.addFirst(new LogLine(next++, event.getTimeStamp(), level, kept));
        }
    }

    @Override
    public List<LogLine> newest(long after, int most) {
        List<LogLine> newest = new ArrayList<>();
        synchronized (lines) {
            // Numbers of a process that ran before may be higher than any of this one.
            long known = after >= next ? -1 : after;
            Iterator<LogLine> all = lines.iterator();
            while (newest.size() < most && all.hasNext()) {
                LogLine line = all.next();
                if (line.id() <= known) {
                    break;
                }
                newest.add(line);
            }
        }
        return newest;
    }
}
