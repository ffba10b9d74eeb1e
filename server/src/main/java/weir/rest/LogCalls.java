package weir.rest;

import java.util.List;
import java.util.Map;

/**
 * The call about the engine's own log.
 *
 * <p>Thread: any.
 */
public final class LogCalls {

    private static final long DEFAULT_MAX = 100;

    private final LogTail tail;

    /** Calls about a log. */
    public LogCalls(LogTail tail) {
        this.tail = tail;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of("log", this::log);
    }

    private Answer log(RestRequest request) {
        long most = QueryValues.integer(request, "maxLines").orElse(DEFAULT_MAX);
        long after = QueryValues.integer(request, "lineID").orElse(-1);
        List<LogLine> lines = tail.newest(after, Math.clamp(most, 0, Integer.MAX_VALUE));
        return new Answer.Json(out -> {
            out.startArray();
            for (LogLine line : lines) {
                out.startObject()
                        .member("lineID", line.id())
                        .member("timestamp", line.time())
                        .member("level", line.level())
                        .member("text", line.text())
                        .endObject();
            }
            out.endArray();
        });
    }
}
