package weir.bench.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
        bgp = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), "weir.main.Main", "run"));
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
            var KEYS = 'ipdestination,udpsourceport';
            setFlow('attack', {keys: KEYS, value: 'frames', filter: 'udpsourceport=53', t: 2});
            setFlow('talkers', {keys: 'ipsource,ipdestination', value: 'bytes'});
            setThreshold('attack', {metric: 'attack', value: %s, byFlow: true, timeout: 1});
            bgpAddNeighbor('%s', 65000, '10.0.0.1', {});
            setEventHandler(function(event) {
              var prefix = event.flowKey.split(',')[0] + '/32';
              if (%s) {
                ruleTrial({attack: {keys: KEYS, filter: 'udpsourceport=53', flowKey: event.flowKey}, rule: {prefix: prefix}});
              }
              bgpAddRoute('%s', {prefix: prefix, nexthop: '192.0.2.1', communities: '65535:666'});
            }, ['attack']);
            """.formatted(threshold, Router.ADDRESS, tried, Router.ADDRESS);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
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
        for (JsonNode event : json("/events/json?maxEvents=10")) {
            if (event.path("flowKey").asString().equals(target + ",53")) {
                return event.path("timestamp").asLong();
            }
        }
        throw new IOException("there is no event of " + target);
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
