package weir.script;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request to a script.
 *
 * <p>Thread: any; immutable.
 *
 * @param method {@code GET}, {@code PUT}, {@code POST} or {@code DELETE}
 * @param path decoded segments between the script and the format
 * @param json whether JSON is asked for, and not text
 * @param query values by name
 * @param body text of the body; empty when there is none
 */
public record ScriptRequest(
        String method, List<String> path, boolean json, Map<String, List<String>> query, Optional<String> body) {

    /** Copies list and map, in their order. */
    public ScriptRequest {
        path = List.copyOf(path);
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }
}
