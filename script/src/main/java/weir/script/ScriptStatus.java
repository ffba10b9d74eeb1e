package weir.script;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a script.
 *
 * <p>Thread: any; immutable. Source: REST {@code /scripts/json}.
 *
 * @param alive whether its thread goes on
 * @param gracefulExit whether it ended without an error
 * @param error what ended it, with its place; also what kept an edited file from taking its place
 * @param cpuMillis processor time so far
 * @param slowestMillis processor time of the longest callback
 * @param flows flow records
 * @param events events
 * @param requests HTTP requests
 * @param loads how often it was loaded
 * @param described what its head comments say
 */
public record ScriptStatus(
        boolean alive,
        boolean gracefulExit,
        Optional<String> error,
        long cpuMillis,
        long slowestMillis,
        Count flows,
        Count events,
        Count requests,
        int loads,
        Map<String, String> described) {

    /** Copies the map. */
    public ScriptStatus {
        described = Collections.unmodifiableMap(new LinkedHashMap<>(described));
    }

    /**
     * What came for a script.
     *
     * @param received all of it
     * @param lost the part that it did not get
     */
    public record Count(long received, long lost) {}

    /** Whether it ended with an error. */
    public boolean failed() {
        return !alive && !gracefulExit;
    }
}
