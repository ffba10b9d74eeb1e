package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What pages of apps load from {@code /inc/}, in a browser: pages of both styles use each widget as published ones do.
 * Source: applications reference, section 1.3.
 */
class WidgetsTest {

    private static final String PAGES = "acceptance/src/test/resources/weir/acceptance/app";

    private static Browser browser;
    private static Product product;
    private static HttpServer site;

    @BeforeAll
    static void open() throws IOException {
        browser = Fabric.browser();
        browser.leave();
        browser.leave();
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            byte[] library = "window.library = 'yes';".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/javascript");
            exchange.sendResponseHeaders(200, library.length);
            exchange.getResponseBody().write(library);
            exchange.close();
        });
        site.start();
        product =
                Product.run("-Dapp.folder=" + Repository.root().resolve(PAGES), "-Dapp.html.sources=" + trustedSite());
    }

    private static String trustedSite() {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    @AfterAll
    static void close() {
        if (product != null) {
            product.close();
        }
        if (site != null) {
            site.stop(0);
        }
    }

    @AfterEach
    void pageWasClean() {
        // Reading colours back is slow, which Chromium remarks on: that is the test, not the page.
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("willReadFrequently"));
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(url -> url.matches("(http://127\\.0\\.0\\.1:\\d+/|data:).*"));
        browser.leave();
    }

    private static void visit(String page) {
        browser.visit(product, "/app/widgets/html/" + page, 1200, 900);
    }

    private static String text(String expression) {
        return browser.value(expression).asString();
    }

    private static int number(String expression) {
        return browser.value(expression).asInt();
    }

    /** Cells of the table below a chart, rows by {@code |}, cells by {@code ,}. */
    private static String legend(String id) {
        return text("[...document.querySelectorAll('#" + id + " .stripchart-legend tr')]"
                + ".map(row => [...row.children].slice(1).map(cell => cell.textContent).join(',')).join('|')");
    }

    /** Colour of a canvas at a part of its width and height. */
    private static String colour(String id, double x, double y) {
        return text("(() => { const c = document.querySelector('#" + id + " canvas');"
                + " return [...c.getContext('2d').getImageData(c.width * " + x + ", c.height * " + y
                + ", 1, 1).data].slice(0, 3).join(' '); })()");
    }

    private static void click(String id, double x, double y) {
        browser.value(
                "(() => { const e = document.querySelector('#" + id + " canvas'); const b = e.getBoundingClientRect();"
                        + " e.dispatchEvent(new MouseEvent('click', {bubbles: true, clientX: b.left + b.width * " + x
                        + ", clientY: b.top + b.height * " + y + "})); return 1; })()");
    }

    @Test
    void pageRunsWhatItsAuthorWroteAndWhatATrustedSiteHas() {
        visit("policy.html?site=" + trustedSite());
        browser.await("window.library === 'yes'");
        browser.press("document.getElementById('click')");
        browser.await("window.clicked === 'yes'");
        assertThat(text("window.written")).isEqualTo("yes");
        browser.await("document.querySelector('#name img').complete");
        assertThat(text("typeof window.hurt")).isEqualTo("undefined");
        assertThat(browser.complaints())
                .anyMatch(complaint -> complaint.contains("inline event handler") && complaint.contains("blocked"))
                .noneMatch(complaint -> complaint.contains("library.js"));
    }

    @Test
    void pageLoadsNothingFromAnotherSite() {
        visit("policy.html?site=http://127.0.0.1:9");
        browser.await("document.querySelector('head script[src*=library]') !== null");
        assertThat(text("typeof window.library")).isEqualTo("undefined");
        assertThat(browser.complaints())
                .anyMatch(complaint -> complaint.contains("library.js") && complaint.contains("violates"));
    }

    @Test
    void areasLieOnEachOtherInTheirColoursBelowTheLineOfTheThreshold() {
        visit("charts.html");
        browser.await("document.querySelectorAll('#trend .stripchart-legend tr').length === 2");
        assertThat(legend("trend")).isEqualTo("In|Out");
        assertThat(text("document.querySelectorAll('#trend tbody tr')[1].title"))
                .isEqualTo("2K Bits per Second");
        // 1000 and 2000 of 4000 from below: a quarter, then a half; the threshold is the top.
        assertThat(colour("trend", 0.5, 0.75)).isEqualTo("31 111 180");
        assertThat(colour("trend", 0.5, 0.45)).isEqualTo("217 95 14");
        assertThat(colour("trend", 0.5, 0.2)).isEqualTo("0 0 0");
        assertThat(number("document.querySelector('#trend canvas').clientHeight"))
                .isEqualTo(150);
        assertThat(number("document.querySelectorAll('#single .stripchart-legend tr').length"))
                .isZero();
        browser.screenshot("widgets-charts");
    }

    @Test
    void largestKeysStandInTheTableAndThoseOfAnotherMomentAfterAClick() {
        visit("charts.html");
        browser.await("document.querySelectorAll('#topn .stripchart-legend tr').length === 3");
        assertThat(legend("topn")).isEqualTo("Source <1>,Port|10.0.0.2,443|10.0.0.1,http(80)");
        assertThat(text("document.querySelector('#topn tbody tr').title")).isEqualTo("2.5K Packets per Second");
        assertThat(text("document.querySelector('#topn tbody a').getAttribute('href')"))
                .isEqualTo("#");
        click("topn", 0.3, 0.5);
        // A name from the network is text, also when it looks like markup.
        assertThat(legend("topn")).isEqualTo("Source <1>,Port|<img src=x onerror=document.title=1>,22");
        assertThat(number("document.querySelectorAll('#topn img').length")).isZero();
        assertThat(browser.title()).isEqualTo("Charts");
        click("topn", 0.001, 0.5);
        assertThat(legend("topn")).isEqualTo("Source <1>,Port|10.0.0.2,443|10.0.0.1,http(80)");
    }

    @Test
    void cellOfTheTableIsFoundByItsPlace() {
        visit("charts.html");
        browser.await("document.querySelectorAll('#topn .stripchart-legend tr').length === 3");
        assertThat(number("$('#topn tbody tr:first td').last().index() - 1")).isEqualTo(1);
        assertThat(browser.value("$('#topn tbody tr:first td:first').children().is('div')")
                        .asBoolean())
                .isTrue();
        browser.value("(window.kept = document.querySelector('#topn tbody tr'), 1)");
        browser.value("($.event.trigger({type: 'updateChart'}), 1)");
        assertThat(browser.value("kept.isConnected").asBoolean())
                .as("an unchanged row stays, so that a click on it is not lost")
                .isTrue();
    }

    @Test
    void chartCanBeDestroyedAndMadeAgain() {
        visit("charts.html");
        browser.await("document.querySelectorAll('#topn .stripchart-legend tr').length === 3");
        browser.value("($(document).off('updateChart'), $('#topn').stripchart('destroy'), $('#topn').empty(), 1)");
        assertThat(number("document.querySelectorAll('#topn *').length")).isZero();
        assertThat(text("document.getElementById('topn').style.height")).isEmpty();
        browser.value("($('#topn').chart({type: 'topn', metric: 'top', sep: '_SEP_', includeOther: false}, db), 1)");
        browser.value("($('#topn').chart({type: 'topn', metric: 'top', sep: '_SEP_', includeOther: false}, db), 1)");
        browser.value("($.event.trigger({type: 'updateChart'}), 1)");
        assertThat(legend("topn")).isEqualTo("10.0.0.2,443|10.0.0.1,80");
        assertThat(number("document.querySelectorAll('#topn canvas').length")).isEqualTo(1);
        browser.value("($('#topn').chart({type: 'topn', metric: 'none'}, {}), 1)");
    }

    @Test
    void chartOfAHiddenPartIsDrawnWhenItIsShown() {
        visit("charts.html");
        browser.await("document.querySelectorAll('#topn .stripchart-legend tr').length === 3");
        browser.value("($('#hidden').show(), $(window).trigger('resize'), 1)");
        assertThat(number("document.querySelector('#later canvas').clientHeight"))
                .isEqualTo(150);
        assertThat(number("document.querySelector('#later canvas').clientWidth"))
                .isGreaterThan(500);
        assertThat(legend("later")).isEqualTo("In");
    }

    @Test
    void clickTellsThePartOfThePlotAndNumbersAreShort() {
        visit("charts.html");
        browser.await("document.querySelectorAll('#raw .stripchart-legend tr').length === 2");
        assertThat(legend("raw")).isEqualTo("A,B|a,b");
        assertThat(text("document.querySelector('#raw tbody tr').title")).isEqualTo("2m Seconds");
        click("raw", 0.5, 0.5);
        click("raw", 0.01, 0.5);
        assertThat(browser.value("clicks[0].x").asDouble()).isBetween(0.4, 0.6);
        assertThat(browser.value("clicks[0].y").asDouble()).isBetween(0.4, 0.6);
        assertThat(browser.value("clicks[1].x").asDouble()).isNegative();
        String numbers = "[0, 999, 1000, 1234567, 0.25, 999999, -2500, 1e20, 'up', null]"
                + ".map(n => $.inmon.stripchart.prototype.valueStr(n)).join(' ')";
        assertThat(text(numbers)).isEqualTo("0 999 1K 1.235M 0.25 1M -2.5K 100E up ");
        assertThat(text("[0.00025, 0.25, 12].map(n => $.inmon.stripchart.prototype.valueStr(n, true)).join(' ')"))
                .isEqualTo("250\u00b5 250m 12");
        assertThat(number("$.inmon.stripchart.prototype.options.colors.length")).isGreaterThan(8);
    }

    @Test
    void pagesOfTheOlderStyleHaveTabsTablesAndCharts() {
        visit("older.html");
        browser.await("document.querySelectorAll('#topn .stripchart-legend tr').length === 2");
        assertThat(legend("topn")).isEqualTo("Protocol|eth.ip.tcp");
        assertThat(browser.value("document.getElementById('later').checkVisibility()")
                        .asBoolean())
                .isFalse();
        browser.value("($('#tabs').tabs('option', 'active', 1), 1)");
        assertThat(colour("later", 0.5, 0.5)).isEqualTo("0 255 0");
        assertThat(text("document.querySelector('#table tbody tr td').textContent"))
                .isEqualTo("a");
        assertThat(text("getComputedStyle(document.getElementById('logo')).backgroundImage"))
                .endsWith("/inc/img/inmon.svg\")");
        browser.screenshot("widgets-older");
    }

    @Test
    void gaugeWarnsFromItsThresholdOn() {
        visit("gauge.html");
        browser.await("document.querySelectorAll('.gauge .title').length === 2");
        assertThat(text("$('#it .title').text()")).isEqualTo("Links <b>Down</b>");
        assertThat(text("$('#it .value').text()")).isEqualTo("0");
        assertThat(browser.value("it.hasClass('warn')").asBoolean()).isFalse();
        assertThat(browser.value("it.gauge('update', {value: 3, maxValue: 12}).data('details', [1]) === it")
                        .asBoolean())
                .isTrue();
        assertThat(browser.value("it.hasClass('warn')").asBoolean()).isTrue();
        assertThat(text("it.attr('data-part')")).isEqualTo("0.250");
        browser.value("(it.gauge('update', {value: 0, maxValue: 0}), 1)");
        assertThat(browser.value("it.hasClass('warn')").asBoolean()).isFalse();
        assertThat(text("it.attr('data-part')")).isEqualTo("0.000");
        browser.value("(other.gauge('update', {value: 69.7108}), 1)");
        assertThat(text("other.attr('data-part')")).isEqualTo("0.500");
        assertThat(text("$('#other .value').text()")).isEqualTo("69.7bps");
        browser.value("(it.trigger('click'), 1)");
        assertThat(text("clicked")).isEqualTo("Links &lt;b&gt;Down&lt;/b&gt;");
        browser.screenshot("widgets-gauge");
    }

    @Test
    void ringsLeadInwardsAndLeavesTellTheirFilter() {
        visit("sunburst.html");
        browser.await("document.querySelectorAll('.sunburst-part').length === 4");
        List<String> titles = browser.value(
                        "[...document.querySelectorAll('.sunburst-part title')].map(t => t.textContent)")
                .valueStream()
                .map(title -> title.asString())
                .toList();
        assertThat(titles).containsExactly("eth: 100", "eth / ip: 75", "eth / ip / tcp: 50", "eth / arp: 25");
        browser.screenshot("widgets-sunburst");
        pick("[\"eth\",\"ip\"]");
        assertThat(number("document.querySelectorAll('.sunburst-part').length")).isEqualTo(1);
        assertThat(text("[...document.querySelectorAll('.sunburst-path button')].map(b => b.textContent).join('>')"))
                .isEqualTo("Protocols>eth>ip");
        assertThat(number("picked.length")).isZero();
        pick("[\"tcp\"]");
        assertThat(text("picked[0].filter")).isEqualTo("f=eth.ip.tcp");
        pick("[]");
        assertThat(text("picked[1].filter")).isEqualTo("f=eth.ip");
        browser.value("($('.sunburst-path button').first().click(), 1)");
        assertThat(number("document.querySelectorAll('.sunburst-part').length")).isEqualTo(4);
        pick("[\"eth\"]");
        browser.value("(it.sunburst('draw', {label: 'Empty'}), 1)");
        assertThat(number("document.querySelectorAll('.sunburst-part').length")).isZero();
    }

    private static void pick(String place) {
        browser.value("($('[data-place]').filter((i, e) => e.getAttribute('data-place') === '" + place
                + "').trigger('click'), 1)");
    }

    @Test
    void pointsGlowWhereTheyAreAndAsStrongAsTheyAre() {
        visit("heatmap.html");
        browser.await("it.attr('data-points') === '2'");
        String bright = "(c => Math.max(...c.split(' ').map(Number)))";
        assertThat(number(bright + "('" + colour("it", 0.25, 0.25) + "')")).isGreaterThan(200);
        assertThat(number(bright + "('" + colour("it", 0.75, 0.75) + "')")).isBetween(40, 199);
        assertThat(colour("it", 0.5, 0.5)).isEqualTo("13 16 32");
        browser.screenshot("widgets-heatmap");
    }

    @Test
    void particlesTravelAndTellWhatTheyAre() {
        visit("flow.html");
        browser.await("it.flow('instance').particles.some(p => p.at > 0.3)");
        assertThat(number("document.querySelector('#it canvas').clientHeight")).isEqualTo(400);
        browser.value(
                "(() => { const c = document.querySelector('#it canvas'); const p = it.flow('instance').particles[0];"
                        + " const b = c.getBoundingClientRect();"
                        + " for (const t of ['mousemove', 'click']) c.dispatchEvent(new MouseEvent(t,"
                        + " {bubbles: true, clientX: b.left + p.x, clientY: b.top + p.y})); return 1; })()");
        browser.await("$('.flow-tip').is(':visible')");
        assertThat(browser.text(".flow-tip")).isEqualTo("Source Address: 10.0.0.1 <b>");
        assertThat(text("picked[0].startSide")).isEqualTo("N");
        browser.screenshot("widgets-flow");
        browser.value("(it.flow('data', []), 1)");
        browser.await("it.flow('instance').particles.length === 0");
    }
}
