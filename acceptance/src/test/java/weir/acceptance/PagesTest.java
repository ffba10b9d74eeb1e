package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.testing.SharedData;

/** Pages in a browser: before recorded networks, nothing at all, very many agents, an engine that goes away. */
class PagesTest {

    private static final String ROWS = "document.querySelectorAll('#agents tbody tr').length";
    private static final String SHOWN = "document.getElementById('shown').innerText";

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = Fabric.browser();
        browser.leave();
    }

    @BeforeEach
    void forgetWhatWasBefore() {
        browser.leave();
    }

    /** Nothing failed or was refused, and nothing was asked of another host. */
    private static void assertCleanPage() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(url -> url.matches("(http://127\\.0\\.0\\.1:\\d+/|data:|blob:).*"));
        browser.leave();
    }

    @ParameterizedTest
    @CsvSource({"ecmp.pcap.gz,4", "testbed-app.pcap,1"})
    void healthyNetworksNeedNoAttention(String capture, int agents) {
        try (Product product = Product.replayed(SharedData.path(capture))) {
            browser.visit(product, "/html/agents.html", 1440, 1000).await(ROWS + " === " + agents);
            browser.await("document.querySelectorAll('#agents .badge.good').length === " + agents);
            assertThat(browser.text("#now")).contains("all report well");
            browser.screenshot(capture.replaceAll("\\..*", ""));
            assertCleanPage();
        }
    }

    @Test
    void saysWhatToConfigureUntilTheFirstDatagramComes() throws IOException {
        try (Product product = Product.run()) {
            browser.visit(product, "/", 1440, 1000).await("document.getElementById('empty').checkVisibility()");
            assertThat(browser.text("#empty")).contains("No sFlow yet", "udpport=" + product.sflowPort());
            assertThat(browser.value("document.getElementById('board').checkVisibility()")
                            .asBoolean())
                    .isFalse();
            browser.screenshot("empty");
            send(product);
            browser.await("document.getElementById('board').checkVisibility()");
            assertThat(browser.value("document.getElementById('empty').checkVisibility()")
                            .asBoolean())
                    .isFalse();
            assertThat(browser.value("document.getElementById('replay').checkVisibility()")
                            .asBoolean())
                    .isFalse();
            assertCleanPage();
        }
    }

    @Test
    void saysThatTheEngineCannotBeReachedAndFindsItAgain() {
        Product product = Product.run();
        int port = product.port();
        try {
            browser.visit(product, "/", 1440, 1000).await("document.getElementById('live').innerText === 'Connected'");
        } finally {
            product.close();
        }
        browser.await("document.getElementById('unreachable').checkVisibility()");
        assertThat(browser.text("#unreachable")).contains("The engine cannot be reached since", "asking again");
        browser.screenshot("unreachable");
        // What was asked while it ended was answered by an error, or not at all; nothing else may stand there.
        assertThat(browser.complaints())
                .allMatch(complaint -> complaint.matches("(?s).*(net::ERR_|status of 50\\d).*"));
        try (Product again = Product.run("-Dhttp.port=" + port)) {
            browser.await("!document.getElementById('unreachable').checkVisibility()");
            assertThat(browser.text("#live")).isEqualTo("Connected");
            assertThat(browser.text("#restarted")).contains("The engine was started again, noticed at");
            assertThat(again.port()).isEqualTo(port);
            // Nobody answered for a while, and the console says so; nothing else may stand there.
            assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("net::ERR_"));
            browser.leave();
        }
    }

    @Test
    void thousandsOfAgentsAreFoundAndNotAllDrawn(@TempDir Path folder) {
        try (Product product = Product.replayed(TroubledNetwork.large(folder, 5000))) {
            browser.visit(product, "/html/agents.html", 1440, 1000).await(ROWS + " === 100");
            assertThat(browser.value(SHOWN).asString()).isEqualTo("100 of 5,000 agents");
            browser.press("document.getElementById('more')");
            browser.await(ROWS + " === 200");
            browser.type("document.getElementById('search')", "switch4711");
            browser.await(ROWS + " === 1");
            assertThat(browser.text("#agents tbody")).contains("switch4711", "10.2.18.211");
            assertCleanPage();
        }
    }

    @Test
    void heldReplayCanBeStarted() {
        try (Product product = Product.run(
                "-Dsflow.file=" + Repository.root().resolve("demo/leafspine.pcap.gz"),
                "-Dsflow.file.hold=yes",
                "-Dsflow.file.loop=no",
                "-Dsflow.file.speed=max")) {
            browser.visit(product, "/html/agents.html", 1440, 1000)
                    .await("document.querySelector('#replay button')?.checkVisibility()");
            assertThat(browser.text("#replay")).startsWith("Held at the first datagram of leafspine.pcap.gz");
            browser.press("document.querySelector('#replay button')");
            browser.await(ROWS + " === 8");
            browser.await("document.getElementById('replay').innerText.startsWith('Replayed to its end')");
            assertCleanPage();
        }
    }

    @Test
    void explorerShowsEveryOperation() {
        try (Product product = Product.run()) {
            int operations = product.json("/api-docs")
                    .path("paths")
                    .propertyStream()
                    .mapToInt(path -> path.getValue().size())
                    .sum();
            browser.visit(product, "/api/", 1440, 1000)
                    .await("document.querySelectorAll('.opblock').length === " + operations);
            assertThat(browser.text("header nav")).contains("Overview", "Flows", "API");
            assertThat(browser.value("document.querySelector('header nav [aria-current]').pathname")
                            .asString())
                    .isEqualTo("/api/index.html");
            browser.screenshot("explorer");
            browser.prefers("prefers-color-scheme", "dark");
            browser.await("document.documentElement.classList.contains('dark-mode')");
            browser.size(400, 900);
            browser.await("innerWidth === 400 && document.documentElement.scrollWidth <= 400");
            browser.prefers("prefers-color-scheme", "light");
            browser.click("[...document.querySelectorAll('header nav a')].find(link => link.textContent === 'Flows')");
            browser.await("location.pathname === '/html/flows.html'");
            browser.await("document.getElementById('live').innerText === 'Connected'");
            assertCleanPage();
        }
    }

    private static void send(Product product) throws IOException {
        var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), product.sflowPort());
        try (DatagramChannel channel = DatagramChannel.open();
                CaptureReader capture = CaptureReader.open(Repository.root().resolve("demo/leafspine.pcap.gz"), 6343)) {
            var datagram = new CapturedDatagram();
            for (int sent = 0; sent < 40 && capture.next(datagram); sent++) {
                channel.send(ByteBuffer.wrap(datagram.bytes(), datagram.start(), datagram.length()), to);
            }
        }
    }
}
