package weir.bench.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.testing.FreePort;

/** The product in a process of its own, with a script that has a route announced for each event. */
final class ReactingProduct implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Listening, (HTTP|sFlow) port (\\d+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder = Files.createTempDirectory("weir-reaction");
    private final Process process;
    private final int bgp;
    private String http = "";
    private int sflow;

    ReactingProduct(double threshold, boolean tried) throws IOException {
        Path script = folder.resolve("react.js");
        Files.writeString(script, script(threshold, tried));
        bgp = FreePort.find();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "weir.main.Main", "run"));
        command.addAll(List.of("-Dhttp.port=0", "-Dhttp.hostname=127.0.0.1", "-Dsflow.port=0", "-Dbgp.start=yes"));
        command.addAll(
                List.of("-Dbgp.port=" + bgp, "-Dscript.file=" + script, "-Dscript.store=" + folder.resolve("store")));
        command.add("-Dapp.folder=" + Files.createDirectory(folder.resolve("app")));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader log = process.inputReader();
        while (http.isEmpty() || sflow == 0) {
            String line = log.readLine();
            if (line == null) {
                throw new IOException("the product did not start");
            }
            Matcher match = PORT.matcher(line);
            if (match.find() && match.group(1).equals("HTTP")) {
                http = "http://127.0.0.1:" + match.group(2);
            } else if (match.reset(line).find()) {
                sflow = Integer.parseInt(match.group(2));
            }
        }
        Thread.ofPlatform().daemon().start(() -> copy(log));
    }

    /** What the launcher gives the JVM unless told otherwise, then what {@code WEIR_BENCH_JVM} says. */
    private static List<String> jvm() throws IOException {
        String launcher = Files.readString(Path.of("weir"));
        String heap = defaultOf(launcher, "default_heap");
        List<String> options = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap));
        String tried = System.getenv().getOrDefault("WEIR_BENCH_JVM", "");
        if (!tried.contains("GC")) {
            options.addAll(List.of(defaultOf(launcher, "default_collector").split(" ")));
        }
        options.addAll(tried.isBlank() ? List.of() : List.of(tried.strip().split(" +")));
        return options;
    }

    private static String defaultOf(String launcher, String name) throws IOException {
        Matcher value = Pattern.compile("(?m)^" + name + "=\"?([^\"\n]*)").matcher(launcher);
        if (!value.find()) {
            throw new IOException("the launcher has no " + name);
        }
        return value.group(1);
    }

    private static void copy(BufferedReader log) {
        try {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                if (line.contains("WARN") || line.contains("ERROR")) {
                    System.out.println("  " + line);
                }
            }
        } catch (IOException e) {
            // It was ended.
        }
    }

    private static String script(double threshold, boolean tried) {
        return """
            var KEYS = 'ipdestination,udpsourceport', times = {};
            setFlow('attack', {keys: KEYS, value: 'frames', filter: 'udpsourceport=53', t: 2});
            setFlow('talkers', {keys: 'ipsource,ipdestination', value: 'bytes'});
            setThreshold('attack', {metric: 'attack', value: %s, byFlow: true, timeout: 1});
            bgpAddNeighbor('%s', 65000, '10.0.0.1', {});
            setEventHandler(function(event) {
              var called = Date.now(), target = event.flowKey.split(',')[0], prefix = target + '/32';
              if (%s) {
                ruleTrial({attack: {keys: KEYS, filter: 'udpsourceport=53', flowKey: event.flowKey},
                  rule: {prefix: prefix}, seconds: 1, datagrams: 1000});
              }
              bgpAddRoute('%s', {prefix: prefix, nexthop: '192.0.2.1', communities: '65535:666'});
              times[target] = {eventID: event.eventID, arrived: event.timestamp, called: called, told: Date.now()};
            }, ['attack']);
            setHttpHandler(function() { return times; });
            """.formatted(threshold, Router.ADDRESS, tried, Router.ADDRESS);
    }

    int sflowPort() {
        return sflow;
    }

    int bgpPort() {
        return bgp;
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(
                client.send(HttpRequest.newBuilder(URI.create(http + path)).build(), BodyHandlers.ofString())
                        .body());
    }

    /** When a flow to a target reached the threshold, ms since the epoch. */
    long eventTime(String target) throws IOException, InterruptedException {
        JsonNode time = json("/script/react.js/times/json").path(target).path("arrived");
        if (!time.isNumber()) {
            throw new IOException("there is no event of " + target);
        }
        return time.asLong();
    }

    /** What script and engine say of the events of some targets; those whose evidence is not kept are left out. */
    Map<String, Steps.Word> words(Set<String> targets) throws IOException, InterruptedException {
        JsonNode times = json("/script/react.js/times/json");
        Map<String, Steps.Word> words = new TreeMap<>();
        for (String target : targets) {
            JsonNode time = times.path(target);
            JsonNode chain = json("/events/" + time.path("eventID").asLong() + "/evidence/json")
                    .path("chain");
            if (chain.path("logged").isNumber()) {
                words.put(
                        target,
                        new Steps.Word(
                                time.path("arrived").asDouble(),
                                chain.path("detected").asDouble(),
                                chain.path("logged").asDouble(),
                                time.path("called").asDouble(),
                                time.path("told").asDouble()));
            }
        }
        return words;
    }

    /** Datagrams lost by the kernel and at full queues. */
    long lost() throws IOException, InterruptedException {
        JsonNode figures = json("/analyzer/json");
        return figures.path("sFlowKernelDrops").asLong()
                + figures.path("sFlowQueueDrops").asLong();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        client.close();
        process.destroy();
        process.waitFor();
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
