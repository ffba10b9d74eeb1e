package weir.script.call;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import weir.service.Engine;

/**
 * What the functions of scripts work on.
 *
 * <p>Thread: any; immutable.
 *
 * @param engine services and clock
 * @param version version of the engine
 * @param analyzer counters and figures, as {@code /analyzer/json} shows them
 * @param settings value of a setting or another property by name
 * @param settingNames names of all that are set
 * @param store folder for what scripts keep
 * @param network whether scripts may reach the network
 * @param commands whether scripts may run commands
 */
public record ScriptServices(
        Engine engine,
        String version,
        Supplier<Map<String, Object>> analyzer,
        Function<String, Optional<String>> settings,
        Supplier<Set<String>> settingNames,
        Path store,
        boolean network,
        boolean commands) {}
