package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import weir.testing.SharedData;

/** Scripts as they are published, with the programs that they talk to. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptSeedsTest { // DKR-09, TICK-01, TICK-04, QUIC-09

    private static final Path RESOURCES = Path.of("src", "test", "resources", "weir", "main");

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void listen() {
        lines.start();
        ((Logger) LoggerFactory.getLogger("weir.script.log")).addAppender(lines);
    }

    @AfterEach
    void stop() throws InterruptedException {
        ((Logger) LoggerFactory.getLogger("weir.script.log")).detachAppender(lines);
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** A program on the path or where the system keeps daemons. Absent: the test is skipped. */
    private static String tool(String name, String debianPackage) {
        Optional<Path> found = Stream.of(
                        (System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                .map(path -> Path.of(path, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed (Debian package " + debianPackage + ")");
        return found.orElseThrow().toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void start(String... command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start());
    }

    @Test
    void elephantLogsTheKeysOfLargeFlows() {
        Map<String, String> settings =
                Map.of("script.file", RESOURCES.resolve("elephant.js").toString());
        try (RunningProduct product = RunningProduct.replayed(SharedData.path("ecmp.pcap.gz"), settings)) {
            JsonNode events = product.json("/events/json?thresholdID=elephant&maxEvents=1000");
            assertThat(events.size()).isPositive();
            await(() -> lines.list.size() == events.size());
            assertThat(lines.list.getFirst().getFormattedMessage())
                    .isEqualTo(events.get(events.size() - 1).get("flowKey").asString());
        }
    }

    @Test
    void hostMetricsReachInfluxDb() throws Exception {
        String influxd = tool("influxd", "influxdb");
        int http = freePort();
        Path configuration = Files.writeString(folder.resolve("influx.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%2$d"
                [meta]
                  dir = "%1$s/meta"
                [data]
                  dir = "%1$s/data"
                  wal-dir = "%1$s/wal"
                [http]
                  bind-address = "127.0.0.1:%3$d"
                """.formatted(folder, freePort(), http));
        start(influxd, "-config", configuration.toString());
        String url = "http://127.0.0.1:" + http;
        await(() -> query(url, "CREATE DATABASE telegraf").contains("results"));
        Map<String, String> settings = Map.of(
                "script.file",
                RESOURCES.resolve("telegraf.js").toString(),
                "influx.url",
                url,
                "sflow.file",
                SharedData.path("testbed-host.pcap").toString(),
                "sflow.file.speed",
                "20",
                "sflow.file.loop",
                "no");
        try (RunningProduct product = new RunningProduct(settings)) {
            await(() -> query(url, "SELECT * FROM telegraf..system").contains("series"));
            JsonNode system = series(query(url, "SELECT load1, n_cpus, uptime, host FROM telegraf..system"));
            assertThat(system.get("columns").toString())
                    .isEqualTo("[\"time\",\"load1\",\"n_cpus\",\"uptime\",\"host\"]");
            assertThat(system.get("values").get(0).get(4).asString()).isEqualTo("host1");
            assertThat(system.get("values").get(0).get(2).asInt()).isPositive();
            assertThat(series(query(url, "SELECT usage_idle FROM telegraf..cpu"))
                            .get("values")
                            .get(0)
                            .get(1)
                            .isNumber())
                    .isTrue();
            await(() -> product.get("/script/telegraf.js/json").body().equals("204"));
        }
    }

    private static JsonNode series(String answer) {
        return RunningProduct.JSON
                .readTree(answer)
                .get("results")
                .get(0)
                .get("series")
                .get(0);
    }

    private static String query(String url, String query) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url + "/query?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                .POST(BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rsyslogReadsWhatSyslogSends() throws Exception {
        String rsyslogd = tool("rsyslogd", "rsyslog");
        int port = freePort();
        Path written = folder.resolve("written");
        Path configuration = Files.writeString(folder.resolve("rsyslog.conf"), """
                global(workDirectory="%1$s")
                module(load="imudp")
                input(type="imudp" address="127.0.0.1" port="%2$d")
                template(name="parts" type="string" string="%%syslogfacility%%|%%syslogseverity%%|%%programname%%|%%msg%%\\n")
                *.* action(type="omfile" file="%3$s" template="parts")
                """.formatted(folder, port, written));
        start(
                rsyslogd,
                "-n",
                "-f",
                configuration.toString(),
                "-i",
                folder.resolve("rsyslog.pid").toString());
        Path script = Files.writeString(
                folder.resolve("log.js"),
                "setIntervalHandler(function() { syslog('127.0.0.1', " + port
                        + ", 16, 4, {event:'QUIC', flow:{src:'10.0.0.1', n:3}}); }, 0.1);");
        try (RunningProduct product = new RunningProduct(Map.of("script.file", script.toString()))) {
            await(() -> Files.exists(written) && written.toFile().length() > 0);
            assertThat(Files.readString(written).lines().findFirst())
                    .contains("16|4|weir| {\"event\":\"QUIC\",\"flow\":{\"src\":\"10.0.0.1\",\"n\":3}}");
            assertThat(product.get("/status").body()).isEqualTo("OK");
        }
    }
}
