import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the folder that the launcher starts from: all jars, and caches that halve the time to start.
 *
 * <pre>
 *   java build/Assemble.java CLASS_PATH OWN_JAR LIB DEMO_CAPTURE
 * </pre>
 *
 * The caches come from real runs: the server replays the demo capture, runs the apps, answers what the first page asks and
 * stops; the decoder tool prints the same capture. A build never fails for want of them; then things merely start more slowly.
 */
final class Assemble {

    /** What the first page loads and asks, and what scrapers do; a body after a space is put. */
    private static final List<String> QUESTIONS = List.of(
            "/version",
            "/html/index.html",
            "/html/theme.css",
            "/html/overview.js",
            "/inc/uplot/uPlot.esm.js",
            "/inc/img/favicon.svg",
            "/analyzer/json",
            "/topology/json",
            "/replay/json",
            "/flow/json",
            "/flow/train/json {keys:'or:ipsource:ip6source:macsource,or:ipdestination:ip6destination',value:'bytes',"
                    + "values:'frames',n:20,t:2}",
            "/flow/train2/json {keys:'stack,null:[if:[range:tcpsourceport:0:1023]:true:tcpsourceport:udpsourceport]:',"
                    + "value:'bytes'}",
            "/threshold/train/json {metric:'ifinutilization',value:0.01}",
            "/agents/json",
            "/metrics/json",
            "/metric/ALL/sum:ifinoctets,max:ifinutilization/json",
            "/table/ALL/null:host_name,null:ifname,sort:ifinoctets:-8/json",
            "/table/ALL/host_name,ifname,ifinoctets/json?maxRows=2",
            "/dump/ALL/ifinoctets/json",
            "/prometheus/analyzer/txt",
            "/prometheus/metrics/ALL/ifinoctets/txt",
            "/activeflows/ALL/train/json?maxFlows=10&minValue=1",
            "/activeflows/ALL/train2/json?maxFlows=10&aggMode=edge",
            "/events/json?maxEvents=6");

    private final Path lib;

    private Assemble(Path lib) {
        this.lib = lib;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path lib = Path.of(args[2]);
        Files.createDirectories(lib);
        Assemble assemble = new Assemble(lib);
        boolean changed = assemble.copyJars(args[0].split(java.io.File.pathSeparator), Path.of(args[1]));
        Path capture = Path.of(args[3]);
        Path server = lib.resolve("weir.aot");
        if (changed || !Files.exists(server)) {
            Files.deleteIfExists(server);
            assemble.trainServer(server, capture);
        }
        Path decoder = lib.resolve("decode.aot");
        if (changed || !Files.exists(decoder)) {
            Files.deleteIfExists(decoder);
            assemble.trainDecoder(decoder, capture);
        }
        Files.writeString(lib.resolve(".complete"), "");
    }

    /** Answers whether anything is different from before; what is no longer needed goes. */
    private boolean copyJars(String[] classPath, Path own) throws IOException {
        var wanted = new TreeMap<String, Path>();
        wanted.put(own.getFileName().toString(), own);
        for (String entry : classPath) {
            if (entry.endsWith(".jar")) {
                wanted.put(Path.of(entry).getFileName().toString(), Path.of(entry));
            }
        }
        boolean changed = false;
        for (var jar : wanted.entrySet()) {
            Path target = lib.resolve(jar.getKey());
            if (!Files.exists(target) || Files.mismatch(jar.getValue(), target) >= 0) {
                Files.copy(jar.getValue(), target, StandardCopyOption.REPLACE_EXISTING);
                changed = true;
            }
        }
        for (Path jar : jars()) {
            if (!wanted.containsKey(jar.getFileName().toString())) {
                Files.delete(jar);
                changed = true;
            }
        }
        return changed;
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private void trainServer(Path cache, Path capture) throws IOException, InterruptedException {
        int port = freePort();
        Path log = log(cache);
        Path apps = capture.toAbsolutePath().getParent().resolveSibling("app");
        Path store = lib.toAbsolutePath().getParent().resolveSibling("training");
        List<String> command = java(
                cache,
                "-Xmx512M",
                "-XX:+UseG1GC",
                "-Dapp.folder=" + apps,
                "-Dscript.store=" + store,
                "-Dhttp.hostname=127.0.0.1",
                "-Dhttp.port=" + port,
                "-Dsflow.file=" + capture,
                "-Dsflow.file.speed=max",
                "-Dsflow.file.loop=no");
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean answered = ask(server, port);
        server.destroy();
        finish(server, answered, cache);
    }

    private void trainDecoder(Path cache, Path capture) throws IOException, InterruptedException {
        List<String> command = java(cache, "-Xmx128M", "-XX:+UseSerialGC");
        command.addAll(List.of("decode", "--line", capture.toString()));
        Process decoder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log(cache).toFile())
                .start();
        finish(decoder, true, cache);
    }

    private static Path log(Path cache) {
        return cache.resolveSibling(cache.getFileName() + ".log");
    }

    /** The command line of a run that makes a cache. */
    private List<String> java(Path cache, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:AOTCacheOutput=" + cache);
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(String.join(":", jars().stream().map(Path::toString).toList()));
        command.add("weir.main.Main");
        return command;
    }

    /** Waits until the cache is written; removes it when something went wrong. */
    private static void finish(Process run, boolean good, Path cache) throws IOException, InterruptedException {
        boolean ended = run.waitFor(2, TimeUnit.MINUTES);
        if (!ended) {
            run.destroyForcibly().waitFor();
        }
        Path log = log(cache);
        if (!good || !ended || !Files.exists(cache)) {
            Files.deleteIfExists(cache);
            System.out.println("no cache for fast starts: " + log + " says why");
            return;
        }
        Files.deleteIfExists(log);
        Files.setLastModifiedTime(cache, FileTime.fromMillis(System.currentTimeMillis()));
    }

    /** Asks each question once the server answers at all; false when it never does. */
    private static boolean ask(Process server, int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String question : QUESTIONS) {
                boolean answered = false;
                while (!answered) {
                    try {
                        client.send(request(port, question), BodyHandlers.discarding());
                        answered = true;
                    } catch (IOException e) {
                        if (!server.isAlive() || System.nanoTime() > deadline) {
                            return false;
                        }
                        server.waitFor(100, TimeUnit.MILLISECONDS);
                    }
                }
            }
        }
        return true;
    }

    /** As a browser asks, which takes packed answers. */
    private static HttpRequest request(int port, String question) {
        int body = question.indexOf(' ');
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + (body < 0 ? question : question.substring(0, body))))
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(20));
        return body < 0
                ? request.build()
                : request.PUT(BodyPublishers.ofString(question.substring(body + 1)))
                        .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
