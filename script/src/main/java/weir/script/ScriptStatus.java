package weir.script;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import weir.script.js.Limits;

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
 * @param mostBytes memory that one callback has allocated at most
 * @param limits what it may take
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
        long mostBytes,
        Limits limits,
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
     * @param waiting the part that it has not got yet
     * @param bound the most that may wait
     */
    public record Count(long received, long lost, int waiting, int bound) {}

    /** Whether it ended with an error. */
    public boolean failed() {
        return !alive && !gracefulExit;
    }
}
