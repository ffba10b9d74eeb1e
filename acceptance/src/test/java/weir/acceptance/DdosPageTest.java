package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the app ddos-protect in a browser, over the recorded network with its look-alike of an amplification. */
class DdosPageTest {

    private static final String PAGE = "/app/ddos-protect/html/index.html";

    @TempDir
    private static Path folder;

    private static Product product;

    @BeforeAll
    static void start() {
        Fabric.browser();
        product = Product.run(
                "-Dsflow.file=" + Repository.root().resolve("demo/leafspine.pcap.gz"),
                "-Dsflow.file.speed=20",
                "-Dscript.store=" + folder.resolve("store"),
                "-Dddos_protect.group.external=10.1.0.0/16",
                "-Dddos_protect.group.inside=10.2.0.0/16",
                "-Dddos_protect.group.private=",
                "-Dddos_protect.udp_amplification.threshold=900",
                "-Dddos_protect.udp_amplification.action=drop");
        Await.until(
                "the app answers",
                () -> product.get("/app/ddos-protect/scripts/ddos.js/status/json")
                                .statusCode()
                        == 200);
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            Fabric.browser().leave();
            product.close();
        }
    }

    private static Browser visit(String part, int width) {
        Browser browser = Fabric.browser();
        browser.leave();
        return browser.visit(product, PAGE + "#" + part, width, 1000);
    }

    @Test
    void showsCandidatesOfEachAttackAndWhyNothingIsAnnounced() {
        Browser browser = visit("charts", 1440);
        browser.await("document.querySelectorAll('#charts figure').length === 7");
        browser.await(
                "document.querySelector('[data-attack=udp_amplification] ol').innerText.includes('10.2.2.10 (inside)')");
        browser.await("document.querySelectorAll('#charts canvas').length === 7");
        assertThat(browser.text("#problems")).contains("nothing can be announced");
        assertThat(browser.text("[data-attack=udp_amplification] figcaption")).contains("threshold 900/s");
        browser.screenshot("ddos-charts-1440");
        Fabric.assertClean();
    }

    @Test
    void theOperatorBlocksAndAllowsWhatWasFound() {
        Browser browser = visit("controls", 1440);
        String row = "document.querySelector('#rows tr')";
        browser.await(row + " !== null");
        assertThat(browser.text("#rows tr"))
                .contains("10.2.1.10", "udp_amplification", "from port 53", "drop", "pending");
        String packets = browser.value("document.querySelector('#rows details a').pathname")
                .asString();
        assertThat(packets).matches("/events/\\d+/pcap");
        // They are taken a moment after the event.
        Await.until("the packets are kept", () -> product.get(packets).statusCode() == 200);
        browser.click("document.querySelector('#rows button')");
        browser.await(row + ".innerText.includes('BGP is not spoken')");
        browser.screenshot("ddos-controls-1440");
        browser.click("document.querySelector('#rows td:last-child button:last-child')");
        browser.await(row + ".innerText.includes('allowed')");
        Fabric.assertClean();
    }

    @Test
    void refusesAHostileNameOfAGroupAndSaysWhy() {
        Browser browser = visit("groups", 400);
        browser.await("document.querySelectorAll('#group-list .group').length === 3");
        browser.await("document.documentElement.scrollWidth <= 400");
        browser.screenshot("ddos-groups-400");
        browser.value("document.querySelector('#group-list input').value = '<img src=x onerror=alert(1)>'");
        browser.click("document.querySelector('#group-form button[type=submit]')");
        browser.await("document.getElementById('mistake').checkVisibility()");
        assertThat(browser.text("#mistake")).contains("a name of a group has letters", "<img src=x");
        assertThat(browser.value("document.querySelectorAll('img').length").asInt())
                .isZero();
        assertThat(product.json("/app/ddos-protect/scripts/ddos.js/groups/json").has("external"))
                .isTrue();
        assertThat(browser.complaints()).singleElement().asString().contains("400 (Bad Request)");
    }

    @Test
    void changesLimitsOfAnAttack() {
        Browser browser = visit("settings", 400);
        browser.await("document.querySelectorAll('#attacks tr').length === 7");
        browser.await("document.documentElement.scrollWidth <= 400");
        browser.value("document.querySelector('[data-attack=udp_flood] input[type=number]').value = '1234'");
        browser.click("document.querySelector('#limits button[type=submit]')");
        Await.until(
                "the threshold is 1234",
                () -> product.json("/app/ddos-protect/scripts/ddos.js/settings/json")
                                .at("/udp_flood/threshold")
                                .asInt()
                        == 1234);
        browser.prefers("prefers-color-scheme", "dark");
        browser.screenshot("ddos-settings-400-dark");
        browser.prefers("prefers-color-scheme", "light");
        Fabric.assertClean();
    }
}
