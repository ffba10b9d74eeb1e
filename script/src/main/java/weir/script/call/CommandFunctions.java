package weir.script.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.mozilla.javascript.Function;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.script.js.JsValues;

/**
 * Commands of the operating system.
 *
 * <p>Bounds: {@value #SECONDS} s for a command, which is then ended; {@value #LARGEST} bytes of each of its outputs are read.
 * Source: script API reference, section 14.
 */
final class CommandFunctions {

    private static final int SECONDS = 60;
    private static final int LARGEST = 8 << 20;

    private final OwnScript script;
    private final boolean allowed;

    CommandFunctions(OwnScript script, boolean allowed) {
        this.script = script;
        this.allowed = allowed;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("runCmd", this::run);
        calls.put("runCmdAsync", this::runAsync);
        return calls;
    }

    private Object run(Arguments arguments) {
        Process process =
                start(arguments.texts(0).orElse(List.of()), arguments.array(1).orElse(List.of()), arguments.text(2));
        return result(process);
    }

    private Object runAsync(Arguments arguments) {
        Map<String, Object> options =
                arguments.object(0).orElseThrow(() -> new InvalidRequestException("an object of options is needed"));
        Optional<Function> success = arguments.function(0, "success");
        Optional<Function> error = arguments.function(0, "error");
        Process process = start(
                texts(options, "cmd"),
                texts(options, "env"),
                Optional.ofNullable(options.get("dir")).map(String::valueOf));
        OwnScript.Later later = script.begin();
        Thread.ofVirtual().name("command").start(() -> {
            Map<String, Object> result = result(process);
            later.done(Integer.valueOf(0).equals(result.get("status")) ? success : error, () -> result);
        });
        return JsValues.undefined();
    }

    private static List<String> texts(Map<String, Object> options, String name) {
        return switch (options.get(name)) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object one -> List.of(one.toString());
        };
    }

    private Process start(List<String> command, List<String> environment, Optional<String> folder) {
        if (!allowed) {
            throw new InvalidRequestException("scripts may not run commands (script.commands=no)");
        }
        if (command.isEmpty()) {
            throw new InvalidRequestException("a command is needed");
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        for (String variable : environment) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw new InvalidRequestException("env: '" + variable + "' is not name=value");
            }
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        folder.ifPresent(path -> builder.directory(Path.of(path).toFile()));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new InvalidRequestException("'" + command.getFirst() + "' cannot be run: " + e.getMessage());
        }
    }

    private static Map<String, Object> result(Process process) {
        CompletableFuture<String> out = read(process, process.getInputStream());
        CompletableFuture<String> err = read(process, process.getErrorStream());
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("status", process.waitFor());
            result.put("stdout", out.join().lines().toList());
            result.put("stderr", err.join().lines().toList());
            return result;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InvalidRequestException("interrupted");
        }
    }

    /** Reads an output; a command that writes too much is ended. */
    private static CompletableFuture<String> read(Process process, InputStream output) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().name("command-output").start(() -> {
            try (output) {
                byte[] bytes = output.readNBytes(LARGEST);
                text.complete(new String(bytes, StandardCharsets.UTF_8));
                if (bytes.length == LARGEST && output.read() >= 0) {
                    process.destroyForcibly();
                }
            } catch (IOException e) {
                text.complete("");
            }
        });
        return text;
    }
}
