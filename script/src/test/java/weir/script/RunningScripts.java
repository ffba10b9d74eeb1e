package weir.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import weir.ingest.CaptureInput;
import weir.ingest.Input;
import weir.ingest.ReplaySpeed;
import weir.ingest.UdpInput;
import weir.script.call.ScriptServices;
import weir.script.js.Limits;
import weir.service.Engine;
import weir.service.EngineConfiguration;

/** An engine with scripts, and a client of them. */
final class RunningScripts implements AutoCloseable {

    /** Evaluates what a request carries in its own global scope. */
    static final String EVALUATOR = "setHttpHandler(function(request) { return (0, eval)(request.body); });\n";

    private static final Limits LIMITS = new Limits(2000, 64L << 20, 100, 100, 10, 20);

    private final Engine engine;
    private final ScriptHost host;

    private RunningScripts(
            Input input, Path folder, Limits limits, boolean reload, Map<String, String> settings, List<Path> files) {
        engine = new Engine(EngineConfiguration.of(input));
        ScriptServices services = new ScriptServices(
                engine,
                "0.1-7",
                () -> Map.of("version", "0.1-7", "uptime", 17L),
                name -> Optional.ofNullable(settings.get(name)),
                () -> Set.copyOf(settings.keySet()),
                folder.resolve("store"),
                !settings.getOrDefault("script.network", "yes").equals("no"),
                !settings.getOrDefault("script.commands", "yes").equals("no"));
        host = new ScriptHost(
                new ScriptConfiguration(files.stream().map(ScriptSource::of).toList(), limits, reload), services);
        engine.start(host::start);
    }

    /** How to start. */
    static final class Start {
        private final Path folder;
        private final List<Path> files = new ArrayList<>();
        private Input input = new UdpInput(InetAddress.getLoopbackAddress(), 0, 1, 1 << 20);
        private Limits limits = LIMITS;
        private boolean reload;
        private Map<String, String> settings = Map.of();

        private Start(Path folder) {
            this.folder = folder;
        }

        Start script(String name, String text) {
            files.add(write(folder.resolve(name), text));
            return this;
        }

        Start capture(Path file) {
            input = new CaptureInput(file, 6343, ReplaySpeed.parse("max").orElseThrow(), false, false);
            return this;
        }

        Start limits(Limits chosen) {
            limits = chosen;
            return this;
        }

        Start reload() {
            reload = true;
            return this;
        }

        Start settings(Map<String, String> chosen) {
            settings = chosen;
            return this;
        }

        RunningScripts start() {
            return new RunningScripts(input, folder, limits, reload, settings, files);
        }
    }

    static Start in(Path folder) {
        return new Start(folder);
    }

    /** Puts a text in the place of a file at once: half of a script would be another script. */
    static Path write(Path file, String text) {
        try {
            Path beside = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            return Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script that evaluates what it is asked, and nothing else. */
    static RunningScripts evaluator(Path folder) {
        return in(folder).script("eval.js", EVALUATOR).start();
    }

    Engine engine() {
        return engine;
    }

    ScriptHost host() {
        return host;
    }

    /** Compact JSON of what an expression is in script {@code eval.js}; a status when the script does not answer 200. */
    String eval(String expression) {
        ScriptReply reply = ask("eval.js", "JSON.stringify(" + expression + ")", false);
        return reply.status() == 200 ? reply.body() : Integer.toString(reply.status());
    }

    ScriptReply ask(String name, String body, boolean json) {
        return host.ask(name, new ScriptRequest("POST", List.of(), json, Map.of(), Optional.of(body)));
    }

    ScriptStatus status(String name) {
        return host.statuses().get(name);
    }

    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    void awaitEnd(String name) {
        await(() -> !status(name).alive());
    }

    @Override
    public void close() {
        host.close();
        engine.close();
    }
}
