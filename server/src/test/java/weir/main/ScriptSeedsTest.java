package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Section;
import tools.jackson.databind.JsonNode;
import weir.testing.DatagramBuilder;
import weir.testing.FreePort;
import weir.testing.PacketBuilder;
import weir.testing.SharedData;

/** Scripts as they are published, with the programs that they talk to. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
        int http = FreePort.find();
        Path configuration =
                Files.writeString(folder.resolve("influx.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%2$d"
                [meta]
                  dir = "%1$s/meta"
                [data]
                  dir = "%1$s/data"
                  wal-dir = "%1$s/wal"
                [http]
                  bind-address = "127.0.0.1:%3$d"
                """.formatted(folder, FreePort.find(), http));
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
    void quicWatchTellsWhoBeginsWithNamesFromDns() throws Exception {
        try (DatagramSocket names = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket agent = new DatagramSocket()) {
            Thread.ofVirtual().start(() -> answer(names));
            Map<String, String> settings = Map.of(
                    "script.file",
                    RESOURCES.resolve("quic.js").toString(),
                    "dns.servers",
                    "127.0.0.1:" + names.getLocalPort());
            try (RunningProduct product = new RunningProduct(settings)) {
                AtomicLong sent = new AtomicLong();
                // Until the names are known no key is complete, so that nothing begins.
                await(() -> {
                    byte[] datagram = initial(sent.incrementAndGet());
                    send(
                            agent,
                            new DatagramPacket(
                                    datagram, datagram.length, InetAddress.getLoopbackAddress(), product.sflowPort()));
                    return !lines.list.isEmpty();
                });
                assertThat(lines.list.getFirst().getFormattedMessage())
                        .isEqualTo("QUIC initial 1.0.0.10.host.example. 2.0.0.10.host.example. true 100");
                JsonNode flow = product.json("/flows/json?name=quic&maxFlows=1").get(0);
                assertThat(flow.get("flowKeys").asString())
                        .isEqualTo("1.0.0.10.host.example.,2.0.0.10.host.example.,initial");
                assertThat(flow.get("start")).isEqualTo(flow.get("end"));
                await(() -> product.json("/scripts/json")
                                .get("quic.js")
                                .get("flowsReceived")
                                .asInt()
                        == 1);
            }
        }
    }

    /** A sample of one packet that begins a connection: rate 100, from 10.0.0.1 to 10.0.0.2. */
    private static byte[] initial(long number) {
        byte[] packet = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "10.0.0.1", "10.0.0.2")
                .udp(50000, 443)
                .hex("C00000000108")
                .zeros(50)
                .build();
        return new DatagramBuilder()
                .agent("10.0.0.9")
                .sequence(number)
                .flow(sample -> sample.sequence(number)
                        .source(0, 1)
                        .rate(100)
                        .pool(100 * number)
                        .input(1)
                        .output(2)
                        .header(1242, packet))
                .build();
    }

    private static void send(DatagramSocket socket, DatagramPacket datagram) {
        try {
            socket.send(datagram);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives every address a name made of its reverse one. */
    private static void answer(DatagramSocket socket) {
        byte[] buffer = new byte[2048];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
                Name asked = query.getQuestion().getName();
                Message reply = new Message(query.getHeader().getID());
                reply.getHeader().setFlag(Flags.QR);
                reply.addRecord(query.getQuestion(), Section.QUESTION);
                String name = asked.toString().replace(".in-addr.arpa.", ".host.example.");
                reply.addRecord(new PTRRecord(asked, DClass.IN, 60, Name.fromConstantString(name)), Section.ANSWER);
                byte[] wire = reply.toWire();
                socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Test
    void rsyslogReadsWhatSyslogSends() throws Exception {
        String rsyslogd = tool("rsyslogd", "rsyslog");
        int port = FreePort.find();
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
