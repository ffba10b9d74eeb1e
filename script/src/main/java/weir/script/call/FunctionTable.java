package weir.script.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.script.js.Call;
import weir.service.Engine;

/**
 * All functions of the API, from {@code functions.tsv}, and what answers them in one script.
 *
 * <p>Thread: {@link #rows()} any; functions that of the script.
 */
public final class FunctionTable {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final List<FunctionRow> ROWS = read();

    private FunctionTable() {}

    private static List<FunctionRow> read() {
        return text("functions.tsv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(FunctionRow::parse)
                .toList();
    }

    static String text(String resource) {
        try (InputStream in = FunctionTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows, in the order of the table. */
    public static List<FunctionRow> rows() {
        return ROWS;
    }

    /**
     * The functions of a script by name, in the order of the table.
     *
     * @throws IllegalStateException a row without a function, or the reverse: an error of ours
     */
    public static Map<String, Call> of(
            OwnScript script, ScriptServices services, Definitions definitions, Sharing sharing) {
        Map<String, Call> calls = new HashMap<>();
        Engine engine = services.engine();
        calls.putAll(new ScriptFunctions(script, services).calls());
        calls.putAll(new HandlerFunctions(script).calls());
        calls.putAll(new FlowFunctions(engine.flows(), engine.metrics(), definitions).calls());
        calls.putAll(new MetricFunctions(engine.metrics()).calls());
        calls.putAll(new EventFunctions(engine.events(), definitions).calls());
        calls.putAll(new LocationFunctions(engine).calls());
        calls.putAll(new LookupFunctions(definitions).calls());
        calls.putAll(new TopologyFunctions(engine.topology(), engine.network()).calls());
        calls.putAll(new InterfaceFunctions(engine).calls());
        calls.putAll(new BgpFunctions(script, engine.bgp(), engine.bgpTraffic(), definitions).calls());
        calls.putAll(new RuleFunctions(engine.rules()).calls());
        calls.putAll(TextFunctions.calls());
        FileStore store = new FileStore(services.store(), script.name());
        calls.putAll(new StoreFunctions(script.values(), store, sharing).calls());
        calls.putAll(new BaselineFunctions().calls());
        calls.putAll(new HttpFunctions(script, services.network()).calls());
        calls.putAll(new OutputFunctions(
                        script.values(),
                        services.network(),
                        () -> engine.clock().now() / NANOS_PER_MILLI)
                .calls());
        calls.putAll(new CommandFunctions(script, services.commands()).calls());
        Map<String, Call> ordered = new LinkedHashMap<>();
        for (FunctionRow row : ROWS) {
            Call call = calls.remove(row.name());
            if (call == null) {
                throw new IllegalStateException("functions.tsv names " + row.name() + ", and nothing answers it");
            }
            ordered.put(row.name(), call);
        }
        if (!calls.isEmpty()) {
            throw new IllegalStateException("no row of functions.tsv names " + calls.keySet());
        }
        return ordered;
    }
}
