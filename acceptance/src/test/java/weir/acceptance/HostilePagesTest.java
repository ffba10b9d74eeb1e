package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page before a host whose name is markup that wants to run: it is shown as text. */
class HostilePagesTest {

    @TempDir
    private static Path folder;

    private static Product product;

    @BeforeAll
    static void start() {
        Fabric.browser();
        product = Product.run("-Dsflow.file=" + TroubledNetwork.troubled(folder), "-Dsflow.file.speed=20");
        Fabric.put(product, "/flow/named/json", "{keys:'host:macsource,agent',value:'frames'}");
        Fabric.put(product, "/threshold/any/json", "{metric:'ifinoctets',value:1}");
        String name = TroubledNetwork.HOSTILE.replace("\"", "\\\"");
        Fabric.put(
                product,
                "/topology/json",
                "{\"nodes\":{\"" + name
                        + "\":{\"agent\":\"10.1.0.8\",\"ports\":{\"1\":{\"ifindex\":\"1\"}}}},\"links\":{\"" + name
                        + "\":{\"node1\":\"" + name + "\",\"port1\":\"1\",\"node2\":\"healthy\",\"port2\":\"1\"}}}");
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /html/index.html                                     | '#links'
            /html/flows.html?keys=concat:x:agent,agent&filter=ipprotocol!=<img onerror=1>  | '.flows thead'
            /html/metrics.html                                   | '#rows tbody'
            /html/metrics.html?view=hosts                        | '#rows tbody'
            /html/agents.html                                    | '#agents tbody'
            /html/agents.html?show=ports                         | '#ports tbody'
            /html/topology.html                                  | '#map'
            /html/events.html                                    | '#events tbody'
            /html/metrics.html?metric=<img src=x onerror=1>      | '#rows thead'
            """)
    void whatAHostCallsItselfIsText(String path, String place) {
        Browser browser = Fabric.browser();
        browser.leave();
        browser.visit(product, path.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20"), 1440, 1000);
        browser.await("document.querySelector('" + place + "').textContent.includes('"
                + (path.contains("flows") ? "agent" : "<img src") + "')");
        assertThat(browser.value("document.querySelectorAll('main img, main script').length")
                        .asInt())
                .isZero();
        assertThat(browser.title()).endsWith("Weir").doesNotContain("taken", "over");
        Fabric.assertClean();
    }
}
