package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in an installation of its own: {@code weir}, {@code start.sh}, {@code lib}, {@code conf.d}. */
class LauncherTest {

    private static final int SIGTERM = 128 + 15;

    @TempDir
    private static Path home;

    @BeforeAll
    static void install() throws IOException {
        Path root = Repository.root();
        for (String script : new String[] {"weir", "start.sh", "get-app.sh"}) {
            Files.copy(root.resolve(script), home.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createDirectory(home.resolve("lib"));
        try (var files = Files.list(root.resolve("server/target/weir/lib"))) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve("lib").resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.createDirectory(home.resolve("conf.d"));
    }

    @AfterEach
    void removeFiles() throws IOException {
        try (var files = Files.list(home.resolve("conf.d"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void getAppInstallsAProjectFromTheSite() throws IOException, InterruptedException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("mine-HEAD/scripts/mine.js"));
            zip.write("logInfo('here');".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            boolean there = path.startsWith("/me/mine/zip/");
            exchange.sendResponseHeaders(there ? 200 : 404, there ? archive.size() : -1);
            exchange.getResponseBody().write(there ? archive.toByteArray() : new byte[0]);
            exchange.close();
        });
        site.start();
        try {
            String address = "http://127.0.0.1:" + site.getAddress().getPort();
            assertThat(getApp(address, "", "me", "mine")).contains("installed mine: 1 script");
            assertThat(home.resolve("app/mine/scripts/mine.js")).hasContent("logInfo('here');");
            assertThat(getApp(address, "dev", "me", "mine")).contains("installed mine");
            assertThat(getApp(address, "", "me", "other")).contains("answers 404");
            assertThat(home.resolve("app/other")).doesNotExist();
            assertThat(asked).containsExactly("/me/mine/zip/HEAD", "/me/mine/zip/refs/heads/dev", "/me/other/zip/HEAD");
        } finally {
            site.stop(0);
        }
    }

    private static String getApp(String site, String branch, String user, String project)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(home.resolve("get-app.sh").toString(), user, project).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("RT"));
        builder.environment().put("RTPROP", "-Dapp.site=" + site);
        builder.environment().put("GITHUBBRANCH", branch);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor() == 0).as(said).isEqualTo(said.contains("installed"));
        return said;
    }

    @Test
    void argumentsBeatTheEnvironment() {
        var environment = Map.of("RTPROP", "-Dhttp.json.indent=4 -Dsflow.port=0");
        try (Product product = run(environment, "-Dhttp.json.indent=0")) {
            assertThat(product.text("/license/json").strip()).doesNotContain("\n");
        }
    }

    @Test
    void theEnvironmentGivesSettings() {
        try (Product product = run(Map.of("RTPROP", "-Dhttp.readonly=yes -Dhttp.json.indent=0"))) {
            assertThat(product.text("/license/json").strip()).doesNotContain("\n");
        }
    }

    @Test
    void filesBeatArguments() throws IOException {
        Files.writeString(home.resolve("conf.d/site.conf"), "# ours\nhttp.json.indent: 0\n");
        try (Product product = run(Map.of(), "-Dhttp.json.indent=4")) {
            assertThat(product.text("/license/json").strip()).doesNotContain("\n");
        }
    }

    @Test
    void memoryIsWhatTheOperatorSays() throws IOException {
        try (Product product = run(Map.of("RTMEM", "300M"))) {
            assertThat(product.json("/analyzer/json").path("heapMax").asLong()).isEqualTo(300L << 20);
        }
        Files.writeString(home.resolve("conf.d/sflow-rt.jvm"), "# heap\n-Xms100M -Xmx260M\n");
        try (Product product = run(Map.of("RTMEM", "300M"))) {
            assertThat(product.json("/analyzer/json").path("heapMax").asLong()).isEqualTo(260L << 20);
        }
        try (Product product = run(Map.of("RTMEM", "300M"), "-Xmx280M")) {
            assertThat(product.json("/analyzer/json").path("heapMax").asLong()).isEqualTo(280L << 20);
        }
    }

    @Test
    void flagsOfOlderJvmsDoNotStopTheServer() throws IOException {
        Files.writeString(
                home.resolve("conf.d/sflow-rt.jvm"),
                "-server\n-XX:+UseConcMarkSweepGC\n-XX:+UseParNewGC\n-XX:+CMSIncrementalMode\n"
                        + "-XX:+AggressiveOpts\n-XX:MaxPermSize=64m\n-d64\n");
        try (Product product = run(Map.of())) {
            assertThat(product.text("/version")).isNotBlank();
            assertThat(product.output()).contains("WARNING: -XX:+UseConcMarkSweepGC is obsolete and left out");
        }
    }

    @Test
    void anotherCollectorReplacesTheDefault() {
        try (Product product = run(Map.of(), "-XX:+UseSerialGC")) {
            assertThat(product.text("/version")).isNotBlank();
        }
        try (Product product = run(Map.of("RTGC", "-XX:+UseZGC"))) {
            assertThat(product.text("/version")).isNotBlank();
            assertThat(product.output()).doesNotContain("[error]");
        }
    }

    @Test
    void unknownSettingsWarnWithTheNearestName() {
        try (Product product = run(Map.of(), "-Dhttp.reedonly=yes")) {
            assertThat(product.awaitLine("WARNING: .*http\\.reedonly").group()).isNotNull();
            product.port();
            assertThat(product.output()).containsPattern("WARNING: .*http\\.reedonly.*http\\.readonly");
        }
    }

    @Test
    void relativeFilesAreTakenFromTheInstallation() throws IOException {
        Files.copy(Repository.root().resolve("demo/leafspine.pcap.gz"), home.resolve("some.pcap.gz"));
        try (Product product =
                run(Map.of(), "-Dsflow.file=some.pcap.gz", "-Dsflow.file.speed=max", "-Dsflow.file.loop=no")) {
            product.awaitEnd();
            assertThat(product.json("/agents/json")).hasSize(8);
        }
    }

    @Test
    void theFamiliarScriptStartsTheServer() {
        try (Product product = Product.start(home.resolve("start.sh"), Map.of(), "-Dsflow.port=0")) {
            assertThat(product.text("/version")).isNotBlank();
        }
    }

    @Test
    void endsWhenAskedAndStartsAgainOnTheSamePort() {
        int port;
        try (Product product = run(Map.of())) {
            port = product.port();
            assertThat(product.text("/version")).isNotBlank();
            assertThat(product.terminate()).isIn(0, SIGTERM);
        }
        try (Product product = run(Map.of(), "-Dhttp.port=" + port)) {
            assertThat(product.port()).isEqualTo(port);
            assertThat(product.text("/version")).isNotBlank();
        }
    }

    @Test
    void saysSoWhenThePortIsTaken() {
        try (Product first = run(Map.of());
                Product second = run(Map.of(), "-Dhttp.port=" + first.port())) {
            assertThat(second.awaitExit()).isNotIn(0, SIGTERM);
            assertThat(second.output()).contains(String.valueOf(first.port())).doesNotContain("\tat ");
        }
    }

    @Test
    void endsWithTheCaptureWhenToldSo() {
        Path capture = Repository.root().resolve("demo/leafspine.pcap.gz");
        try (Product product = run(
                Map.of(),
                "-Dsflow.file=" + capture,
                "-Dsflow.file.speed=max",
                "-Dsflow.file.loop=no",
                "-Dsflow.file.exit=yes")) {
            assertThat(product.awaitExit()).isZero();
        }
    }

    @Test
    void demoReplaysTheBundledCapture() {
        try (Product product = Product.start(Repository.root().resolve("weir"), Map.of(), "demo")) {
            product.awaitLine("Open http://localhost:");
            Await.until(
                    "all agents are there", () -> product.json("/agents/json").size() == 8);
            assertThat(product.json("/replay/json").path("loop").asBoolean()).isTrue();
        }
    }

    @Test
    void saysSoWhereThereIsNoJdk() {
        try (Product product = run(Map.of("WEIR_JAVA", "/nonexistent/jdk"))) {
            assertThat(product.awaitExit()).isEqualTo(1);
            assertThat(product.output())
                    .contains("WEIR_JAVA is /nonexistent/jdk")
                    .contains("JDK 25");
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        try (Product product = run(Map.of(), "http.port=1")) {
            assertThat(product.awaitExit()).isEqualTo(1);
            assertThat(product.output()).contains("'http.port=1' is not an option");
        }
        try (Product product = Product.start(home.resolve("weir"), Map.of(), "fly")) {
            assertThat(product.awaitExit()).isEqualTo(1);
            assertThat(product.output()).contains("there is no command 'fly'");
        }
    }

    @Test
    void namesItsVersionAndItsJdk() {
        try (Product product = Product.start(home.resolve("weir"), Map.of(), "version")) {
            assertThat(product.awaitExit()).isZero();
            assertThat(product.output()).containsPattern("Weir \\d+\\.\\d+").containsPattern("JDK \\d+ at /");
        }
    }

    private Product run(Map<String, String> environment, String... arguments) {
        return Product.start(home.resolve("weir"), environment, "run", arguments);
    }
}
