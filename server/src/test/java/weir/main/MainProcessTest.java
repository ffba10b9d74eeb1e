package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process: what it logs, how it ends. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MainProcessTest {

    @TempDir
    private Path home;

    @Test
    void logsItsStartAndEndsWhenTold() throws Exception {
        Process process = start("-Dhttp.port=0", "-Dsflow.port=0");
        try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
            List<String> lines = readUntil(log, "sFlow port");
            String time = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ ";
            assertThat(lines.get(0)).matches(time + "INFO: Starting Weir \\d+\\.\\d+-\\d+$");
            assertThat(lines).anyMatch(line -> line.matches(time + "INFO: Listening, HTTP port [1-9]\\d*$"));
            assertThat(lines).anyMatch(line -> line.matches(time + "INFO: Listening, sFlow port [1-9]\\d*$"));
        }
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void leavesAProcessorToSamplesHoweverManyAsk() throws Exception {
        Process process = start("-XX:ActiveProcessorCount=4", "-Dhttp.port=0", "-Dsflow.port=0");
        try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(readUntil(log, "sFlow port")).noneMatch(line -> line.contains("WARNING"));
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "Thread.vthread_scheduler")
                    .start();
            assertThat(new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("parallelism = 3");
        } finally {
            process.destroy();
        }
    }

    @Test
    void wrongSettingEndsItWithStatus2() throws Exception {
        Process process = start("-Dhttp.port=many", "-Dsflow.file=nothing.pcap");
        assertThat(errors(process)).contains("SEVERE: http.port must be a whole number", "'many'");
        assertThat(process.waitFor()).isEqualTo(2);
        Process missing = start("-Dsflow.file=nothing.pcap");
        assertThat(errors(missing)).contains("SEVERE: sflow.file names a file that cannot be read: nothing.pcap");
        assertThat(missing.waitFor()).isEqualTo(2);
    }

    @Test
    void wrongStructureRowEndsItWithStatus2AndItsPlace() throws Exception {
        Path rows = Files.writeString(home.resolve("mine.tsv"), "# mine\ncounter\tnonsense\n");
        Process process = start("-Dhttp.port=0", "-Dsflow.port=0", "-Dsflow.structures=" + rows);
        assertThat(errors(process)).contains("SEVERE: sflow.structures: ").contains("mine.tsv:2");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void httpPortInUseEndsItWithStatus1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process =
                    start("-Dhttp.hostname=127.0.0.1", "-Dhttp.port=" + taken.getLocalPort(), "-Dsflow.port=0");
            assertThat(errors(process))
                    .contains("SEVERE: cannot listen on TCP port " + taken.getLocalPort() + " (http.port): ")
                    .doesNotContain("\tat ");
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void sflowPortInUseEndsItWithStatus1() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(null)) {
            taken.setReuseAddress(false);
            taken.bind(new InetSocketAddress(0));
            Process process = start("-Dhttp.port=0", "-Dsflow.port=" + taken.getLocalPort());
            assertThat(errors(process))
                    .contains("SEVERE: cannot listen on UDP port " + taken.getLocalPort() + " (sflow.port): ")
                    .doesNotContain("\tat ");
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void replayThatEndsItEndsItWithStatus0() throws Exception {
        Path capture = Path.of("..", "demo", "leafspine.pcap.gz").toAbsolutePath();
        Process process = start(
                "-Dhttp.port=0",
                "-Dsflow.file=" + capture,
                "-Dsflow.file.speed=max",
                "-Dsflow.file.loop=no",
                "-Dsflow.file.exit=yes");
        assertThat(errors(process)).contains("INFO: Reading PCAP file " + capture + ", sFlow port 6343");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void warnsAboutUnknownSettings() throws Exception {
        Process process = start("-Dhttp.port=0", "-Dsflow.port=0", "-Dsflow.prot=1");
        try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(readUntil(log, "sFlow port"))
                    .anyMatch(line ->
                            line.endsWith("WARNING: unknown setting sflow.prot: did you mean sflow.port? (-D)"));
        }
        process.destroy();
        process.waitFor();
    }

    private static void get(String port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
        }
    }

    @Test
    void logsEachRequestWhenAsked() throws Exception {
        Process process = start("-Dhttp.port=0", "-Dsflow.port=0", "-Dhttp.log=yes");
        try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
            String listening = readUntil(log, "HTTP port").getLast();
            String port = listening.substring(listening.lastIndexOf(' ') + 1);
            // A request is logged after its answer: lines of two that follow each other may change places.
            get(port, "/version");
            assertThat(readUntil(log, "/version").getLast())
                    .endsWith("Z INFO: HTTP GET, client: 127.0.0.1, status: 200, path: /version");
            get(port, "/no%0Asuch");
            assertThat(readUntil(log, "such").getLast())
                    .endsWith("Z INFO: HTTP GET, client: 127.0.0.1, status: 400, path: /no%0Asuch");
        }
        process.destroy();
        process.waitFor();
    }

    @Test
    void printsVersionAndHelp() throws Exception {
        Process version = java(List.of("version"));
        assertThat(new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .matches("\\d+\\.\\d+-\\d+\\R");
        assertThat(version.waitFor()).isZero();
        Process help = java(List.of("help"));
        assertThat(new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("run", "version", "help", "-Dname=value");
        assertThat(help.waitFor()).isZero();
    }

    @Test
    void unknownCommandEndsItWithStatus2() throws Exception {
        Process process = java(List.of("fly"));
        assertThat(errors(process)).contains("fly").contains("help");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void settingsAfterTheCommandCount() throws Exception {
        Process process = java(List.of("run", "-Dhttp.port=none"));
        assertThat(errors(process)).contains("http.port must be");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    private Process start(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("-Dweir.home=" + home);
        List<String> command = command();
        command.addAll(arguments);
        command.add("weir.main.Main");
        return new ProcessBuilder(command).start();
    }

    private static Process java(List<String> arguments) throws IOException {
        List<String> command = command();
        command.add("weir.main.Main");
        command.addAll(arguments);
        return new ProcessBuilder(command).start();
    }

    private static List<String> command() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128M",
                "-cp",
                path));
    }

    private static List<String> readUntil(BufferedReader log, String text) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        while (line != null && !line.contains(text)) {
            line = log.readLine();
            lines.add(String.valueOf(line));
        }
        return lines;
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
