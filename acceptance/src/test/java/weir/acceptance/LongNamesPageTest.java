package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages before a host whose name is far longer than any place for it, and turns what follows it around. */
class LongNamesPageTest {

    private static final String NAME = "core-xxx\u202egnp.evil" + "x".repeat(450);

    @TempDir
    private static Path folder;

    private static Product product;

    @BeforeAll
    static void start() {
        Fabric.browser();
        product = Product.run("-Dsflow.file=" + TroubledNetwork.named(folder, NAME), "-Dsflow.file.speed=20");
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    private static Browser shown(String path, String place, int width) {
        Browser browser = Fabric.browser();
        browser.leave();
        browser.visit(product, path, width, 1000);
        return browser.await("document.querySelector('" + place + "').textContent.includes('core-xxx')");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /html/index.html             | '#ports'
            /html/agents.html            | '#agents tbody'
            /html/agents.html?show=ports | '#ports tbody'
            /html/topology.html          | '#missing'
            /html/metrics.html           | '#rows tbody'
            """)
    void theyFitWideAndNarrowScreens(String path, String place) {
        for (int width : new int[] {1440, 400}) {
            Browser browser = shown(path, place, width);
            assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                    .as(path + " at " + width)
                    .isLessThanOrEqualTo(width);
        }
        Fabric.assertClean();
    }

    @Test
    void figuresStayInSight() {
        Browser browser = shown("/html/index.html", "#ports", 1440);
        browser.await(
                "[...document.querySelectorAll('#ports .figure')].some(figure => figure.innerText.includes('bit/s'))");
        assertThat(browser.value(
                                "[...document.querySelectorAll('#ports .figure')].every(figure => figure.getBoundingClientRect().right"
                                        + " <= document.querySelector('#ports').getBoundingClientRect().right)")
                        .asBoolean())
                .isTrue();
        browser.screenshot("overview-long-names");
        Browser ports = shown("/html/agents.html?show=ports", "#ports tbody", 1440);
        assertThat(ports.value(
                                "[...document.querySelectorAll('#ports tbody tr:first-child td')].at(-1)"
                                        + ".getBoundingClientRect().right <= document.querySelector('#ports').getBoundingClientRect().right")
                        .asBoolean())
                .isTrue();
        ports.screenshot("ports-long-names");
    }

    @Test
    void nothingBehindANameIsTurnedAround() {
        Browser browser = shown("/html/agents.html", "#agents tbody", 1440);
        assertThat(browser.value("document.body.innerText").asString())
                .doesNotContain("\u202e")
                .contains("\ufffdgnp.evil");
    }
}
