package weir.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import weir.flow.key.FlowDefinition;

/**
 * The product in a process of its own, listening on ports the system chose, with definitions of the benchmark.
 *
 * <p>Thread: any once started.
 */
final class LoadedEngine implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Listening, (HTTP|sFlow) port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private String http = "";
    private int port;

    LoadedEngine(List<String> options, List<String> settings, int definitions)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "weir.main.Main", "run"));
        command.addAll(List.of("-Dhttp.port=0", "-Dhttp.hostname=127.0.0.1", "-Dsflow.port=0"));
        command.addAll(settings);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader log = process.inputReader();
        while (http.isEmpty() || port == 0) {
            String line = log.readLine();
            if (line == null) {
                throw new IOException("the engine did not start");
            }
            Matcher match = PORT.matcher(line);
            if (match.find()) {
                if (match.group(1).equals("HTTP")) {
                    http = "http://127.0.0.1:" + match.group(2);
                } else {
                    port = Integer.parseInt(match.group(2));
                }
            }
        }
        Thread.ofPlatform().daemon().start(() -> copy(log));
        for (FlowDefinition definition :
                FlowDefinitionsOfBench.first(definitions).all()) {
            define(
                    definition.name(),
                    "{\"keys\":\"%s\",\"value\":\"%s\",\"filter\":\"%s\",\"n\":20,\"t\":2}"
                            .formatted(definition.keys(), definition.value(), definition.filter()));
        }
    }

    /** Shows what the engine says, until it ends. */
    private static void copy(BufferedReader log) {
        try {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                System.out.println("  " + line);
            }
        } catch (IOException e) {
            // The engine was ended, and what it wrote to with it.
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void define(String name, String definition) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(http + "/flow/" + name + "/json"))
                .PUT(BodyPublishers.ofString(definition)));
    }

    void remove(String name) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(http + "/flow/" + name + "/json"))
                .DELETE());
    }

    String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(http + path)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** What the engine says of itself now. */
    Figures figures() throws IOException, InterruptedException {
        return new Figures(get("/analyzer/json"));
    }

    /** Datagrams that are missing by their sequence numbers, of all agents. */
    long lostBySequence() throws IOException, InterruptedException {
        Matcher match = Pattern.compile("\"sFlowDatagramsLost\":\\s*(\\d+)").matcher(get("/agents/json?"));
        long sum = 0;
        while (match.find()) {
            sum += Long.parseLong(match.group(1));
        }
        return sum;
    }

    /** Collects garbage and answers what is left. Units: bytes. */
    long liveHeap() throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid()),
                        "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return figures().of("heapUsed");
    }

    /** Resident memory. Units: bytes. */
    long resident() throws IOException {
        return Files.readAllLines(proc("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(proc("fd"))) {
            return files.count();
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(pid()), file);
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        process.destroy();
        process.waitFor();
    }

    /** An answer of {@code /analyzer/json}. */
    record Figures(String json) {

        long of(String name) {
            Matcher match = Pattern.compile("\"" + name + "\":\\s*(-?\\d+)").matcher(json);
            if (!match.find()) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "no %s in %s", name, json));
            }
            return Long.parseLong(match.group(1));
        }

        /** Datagrams lost here: by the kernel and at full queues. */
        long drops() {
            return of("sFlowKernelDrops") + of("sFlowQueueDrops");
        }
    }
}
