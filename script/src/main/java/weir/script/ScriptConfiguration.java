package weir.script;

import java.util.List;
import weir.script.js.Limits;

/**
 * Which scripts run, and within which limits; the settings {@code script.*}.
 *
 * <p>Thread: any; immutable.
 *
 * @param sources the scripts, in the order of their start
 * @param limits of each script
 * @param reload whether an edited script is loaded again
 */
public record ScriptConfiguration(List<ScriptSource> sources, Limits limits, boolean reload) {

    /** Copies the list. */
    public ScriptConfiguration {
        sources = List.copyOf(sources);
    }
}
