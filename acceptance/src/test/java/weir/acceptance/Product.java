package weir.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real product as a process, started through its launcher on ports the system chooses, and asked over HTTP.
 *
 * <p>Lifetime: ends with {@link #close()}, at the latest.
 */
final class Product implements AutoCloseable {

    private static final Pattern HTTP_PORT = Pattern.compile("Listening, HTTP port (\\d+)");
    private static final Pattern SFLOW_PORT = Pattern.compile("Listening, sFlow port (\\d+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Transcript transcript;

    private Product(Process process) {
        this.process = process;
        this.transcript = new Transcript(process);
    }

    /** {@code ./weir run} with these settings, once it answers requests. */
    static Product run(String... settings) {
        Product product = start(Repository.root().resolve("weir"), Map.of(), "run", settings);
        product.port();
        return product;
    }

    /** Replays a capture to its end, as fast as it goes, and answers when the clock stands. */
    static Product replayed(Path capture, String... settings) {
        var all = new ArrayList<>(List.of("-Dsflow.file=" + capture, "-Dsflow.file.loop=no"));
        if (List.of(settings).stream().noneMatch(setting -> setting.startsWith("-Dsflow.file.speed="))) {
            all.add("-Dsflow.file.speed=max");
        }
        all.addAll(List.of(settings));
        Product product = run(all.toArray(String[]::new));
        product.awaitEnd();
        return product;
    }

    /** A launcher with a command of its own, not yet waited for. HTTP and sFlow ports are free ones unless given. */
    static Product start(Path launcher, Map<String, String> environment, String command, String... arguments) {
        var line = new ArrayList<String>();
        line.add(launcher.toString());
        line.add(command);
        line.add("-Dhttp.port=0");
        line.add("-Dhttp.hostname=127.0.0.1");
        if (List.of(arguments).stream().noneMatch(argument -> argument.startsWith("-Dsflow.file="))
                && !command.equals("demo")) {
            line.add("-Dsflow.port=0");
        }
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("RT"));
        builder.environment().put("WEIR_BUILD", "no");
        // It lives for seconds: the optimising JIT would take more processor time than all the rest.
        builder.environment().put("RTAPP", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        try {
            return new Product(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** TCP port of the HTTP server, once it listens. */
    int port() {
        return Integer.parseInt(transcript.await(HTTP_PORT).group(1));
    }

    /** UDP port that datagrams are received on, once it is open. */
    int sflowPort() {
        return Integer.parseInt(transcript.await(SFLOW_PORT).group(1));
    }

    /** Waits for a line of the log and answers its match. */
    Matcher awaitLine(String pattern) {
        return transcript.await(Pattern.compile(pattern));
    }

    /** Everything written so far. */
    String output() {
        return transcript.text();
    }

    void awaitEnd() {
        Await.until("the replay has ended", () -> {
            assertAlive();
            return json("/replay/json").path("state").asString().equals("ended");
        });
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(120)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The body of an answer that must be 200. */
    String text(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    JsonNode json(String path) {
        return JSON.readTree(text(path));
    }

    /** Exit status after a polite request to end. */
    int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** Ends it at once, as a crash does, and answers when it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after two minutes:\n" + output());
            }
            transcript.awaitEnd();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void assertAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("ended with " + process.exitValue() + ":\n" + output());
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Collects what a process writes. */
    private static final class Transcript {

        private final List<String> lines = new ArrayList<>();
        private boolean ended;

        Transcript(Process process) {
            Thread.ofVirtual().start(() -> read(process));
        }

        private void read(Process process) {
            try (BufferedReader reader = process.inputReader()) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    synchronized (this) {
                        lines.add(line);
                        notifyAll();
                    }
                }
            } catch (IOException e) {
                // The stream closes with the process.
            } finally {
                synchronized (this) {
                    ended = true;
                    notifyAll();
                }
            }
        }

        synchronized Matcher await(Pattern pattern) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            int seen = 0;
            while (true) {
                for (; seen < lines.size(); seen++) {
                    Matcher matcher = pattern.matcher(lines.get(seen));
                    if (matcher.find()) {
                        return matcher;
                    }
                }
                if (ended || System.nanoTime() > deadline) {
                    throw new AssertionError("no line '" + pattern + "' in:\n" + String.join("\n", lines));
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }

        synchronized void awaitEnd() throws InterruptedException {
            while (!ended) {
                wait();
            }
        }

        synchronized String text() {
            return String.join("\n", lines);
        }
    }
}
