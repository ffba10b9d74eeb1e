package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tasks of {@code docs/tasks.md}, click by click, by somebody who opens the first page and follows what is written there.
 * The number of clicks is told and checked; how long the answers took is printed and not judged.
 */
class TasksTest {

    private long begin;
    private int clicks;
    private Browser browser;

    @BeforeEach
    void open() {
        browser = Fabric.visit("/");
        begin = System.nanoTime();
    }

    @AfterEach
    void nothingWasRefusedOrFailed() {
        Fabric.assertClean();
        Fabric.delete(Fabric.product(), "/threshold/port_in/json");
        browser.leave();
    }

    private void click(String expression) {
        browser.click(expression);
        clicks++;
    }

    private void page(String title) {
        click("[...document.querySelectorAll('header nav a')].find(link => link.textContent === '" + title + "')");
    }

    private void done(String task, int expected) {
        assertThat(clicks).as(task).isEqualTo(expected);
        System.out.printf(
                "%s: %d clicks, answered after %d ms%n",
                task, clicks, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    @Test
    void whoIsTheTopTalkerNow() {
        browser.await("document.querySelector('#talkers .bars li:not(.none) a')?.textContent.includes('10.4.')");
        click("document.querySelector('#talkers .bars li:not(.none) a')");
        browser.await("document.querySelector('.flows tbody .value')?.innerText.includes('bit/s')");
        done("top talker", 1);
    }

    @Test
    void whyIsThisLinkBusy() {
        page("Topology");
        click("document.querySelector('#list li:not(.none) a')");
        browser.await("/mice|elephant|collision/.test(document.getElementById('cause').innerText)");
        browser.await("document.querySelectorAll('#link-flows li:not(.none)').length > 0");
        done("busy link", 2);
    }

    @Test
    void whichHostsSpeakQuic() {
        page("Flows");
        click("[...document.querySelectorAll('#topics summary')].find(topic => topic.textContent === 'QUIC')");
        click("[...document.querySelectorAll('#topics a')].find(link => link.textContent === 'Hosts that speak QUIC')");
        browser.await(
                "document.getElementById('none').innerText.includes('No sample has these keys and passes the filter')");
        done("QUIC", 3);
    }

    @Test
    void raiseAnEventAbove100Megabit() {
        page("Events");
        click(
                "[...document.querySelectorAll('#topics button')].find(button => button.textContent === 'Port receives')");
        click("document.getElementById('try')");
        browser.await("document.getElementById('trial').innerText.match(/It would (not )?have fired.* in the last /)");
        click("document.querySelector('#threshold [type=submit]')");
        browser.await("document.querySelector('#events tbody')?.innerText.includes('port_in')");
        done("event", 4);
    }

    @Test
    void whatIsWrongWithThisSilentAgent(@TempDir Path folder) {
        try (Product product = Product.replayed(TroubledNetwork.troubled(folder))) {
            browser.leave();
            browser.visit(product, "/", 1440, 1000);
            begin = System.nanoTime();
            page("Agents");
            click("document.querySelector('[data-show=hinted]')");
            browser.await("document.querySelector('#agents .health')?.innerText.includes('No datagram for 3 min')");
            click("document.querySelector('#agents tbody .who button')");
            browser.await("document.querySelector('#agents .details dl')?.innerText.includes('10.1.0.2')");
            done("silent agent", 3);
            Fabric.assertClean();
            browser.leave();
        }
    }
}
