package weir.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The product, started by its launcher on ports that the system chooses, listening for sFlow.
 *
 * <p>Lifetime: until {@link #close}.
 */
final class Product implements LiveReceiver {

    private static final Pattern HTTP_PORT = Pattern.compile("Listening, HTTP port (\\d+)");
    private static final Pattern SFLOW_PORT = Pattern.compile("Listening, sFlow port (\\d+)");
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");
    private static final long START_SECONDS = 60;
    private static final JsonMapper JSON = new JsonMapper();

    private final int definitions;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int httpPort;
    private final int sflowPort;

    /**
     * Starts it and waits until it listens.
     *
     * @param heap heap, as the launcher takes it
     * @param definitions how many of the twenty it measures
     * @param jvm further options of the JVM
     * @param settings further settings
     */
    Product(Conditions conditions, String heap, int definitions, List<String> jvm, List<String> settings)
            throws IOException {
        this.definitions = definitions;
        Path flows = conditions.scratch().resolve("flows-" + definitions + ".json");
        Files.writeString(flows, FlowDefinitionsOfBench.file(definitions));
        var command = new ArrayList<>(List.of(
                conditions.root().resolve("weir").toString(),
                "run",
                "-Dhttp.port=0",
                "-Dhttp.hostname=127.0.0.1",
                "-Dsflow.port=0",
                "-Dsflow.hostname=127.0.0.1",
                "-Dapp.folder=" + Files.createDirectories(conditions.scratch().resolve("no-apps")),
                "-Dflow.file=" + flows));
        command.addAll(settings);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("RT"));
        builder.environment().putAll(Map.of("WEIR_BUILD", "no", "RTMEM", heap, "RTAPP", String.join(" ", jvm)));
        // For tries of collectors and the like; use it with --no-record.
        builder.environment().put("RTPROP", System.getenv().getOrDefault("WEIR_BENCH_JVM", ""));
        process = builder.start();
        CompletableFuture<Integer> http = new CompletableFuture<>();
        CompletableFuture<Integer> sflow = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> read(process, http, sflow));
        try {
            httpPort = http.get(START_SECONDS, TimeUnit.SECONDS);
            sflowPort = sflow.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            process.destroyForcibly();
            throw new IOException("the product did not start", e);
        }
    }

    private static void read(Process process, CompletableFuture<Integer> http, CompletableFuture<Integer> sflow) {
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                port(HTTP_PORT, line, http);
                port(SFLOW_PORT, line, sflow);
                if (line.contains("WARN") || line.contains("ERROR")) {
                    System.out.println("             " + line);
                }
            }
        } catch (IOException e) {
            output.append(e);
        }
        http.completeExceptionally(new IOException(output.toString()));
    }

    private static void port(Pattern pattern, String line, CompletableFuture<Integer> port) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.find()) {
            port.complete(Integer.valueOf(matcher.group(1)));
        }
    }

    @Override
    public String name() {
        return Integer.toString(definitions);
    }

    @Override
    public int port() {
        return sflowPort;
    }

    /** Where a path is served. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    JsonNode json(String path) throws IOException {
        try {
            var request = HttpRequest.newBuilder(uri(path))
                    .timeout(Duration.ofSeconds(START_SECONDS))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(path + " answered " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Whether a path answers with 200. */
    boolean answers(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path)).build();
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** What the engine says of itself. */
    JsonNode analyzer() throws IOException {
        return json("/analyzer/json");
    }

    @Override
    public Seen seen() throws IOException {
        long gaps = 0;
        for (JsonNode agent : json("/agents/json")) {
            gaps += agent.path("sFlowDatagramsLost").asLong();
        }
        JsonNode analyzer = analyzer();
        return new Seen(
                analyzer.get("sFlowDatagramsReceived").asLong(),
                SocketDrops.ofPort(sflowPort),
                analyzer.get("sFlowDatagramsDiscarded").asLong(),
                gaps,
                System.nanoTime());
    }

    @Override
    public long cpu() {
        return ProcessTime.nanos(process.pid());
    }

    /** Bytes of heap alive after a collection. */
    long liveHeap() throws IOException {
        command("GC.run");
        command("GC.run");
        Matcher used = HEAP_USED.matcher(command("GC.heap_info"));
        if (!used.find()) {
            throw new IOException("jcmd does not tell the heap");
        }
        return Long.parseLong(used.group(1)) * 1024;
    }

    /** Bytes of memory that the process has of the machine. */
    long resident() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(row -> row.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    private String command(String order) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.format(Locale.ROOT, "%d", process.pid()),
                        order)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        process.onExit().join();
    }
}
