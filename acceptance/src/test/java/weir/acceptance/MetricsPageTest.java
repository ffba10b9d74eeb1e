package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of metrics in a browser, over the recorded fabric. */
class MetricsPageTest {

    private static final String ROWS = "[...document.querySelectorAll('#rows tbody tr')]";
    private static final String CHARTS = "document.querySelectorAll('.chart canvas').length";

    @AfterEach
    void nothingWasRefusedOrFailed() {
        Fabric.assertClean();
    }

    private static String field(String name) {
        return "document.querySelector('[name=" + name + "]')";
    }

    @Test
    void trendsAStatisticAsRestTellsIt() {
        Browser browser = Fabric.visit("/html/metrics.html?metric=ifspeed&stat=sum");
        browser.await("document.querySelector('.chart .series b')?.innerText === '200 Gbit/s'");
        JsonNode told = Fabric.product().json("/metric/ALL/sum:ifspeed/json").get(0);
        assertThat(told.path("metricValue").asDouble()).isEqualTo(200e9);
        assertThat(browser.text(".chart .note"))
                .startsWith("over " + told.path("metricN").asInt() + " data sources");
    }

    @Test
    void tableHasTheDataSourcesBehindIt() {
        Browser browser = Fabric.visit("/html/metrics.html");
        browser.await(ROWS + ".length === 100");
        assertThat(browser.text("#rows-note")).isEqualTo("the 100 largest");
        browser.click("document.querySelector('#rows tbody a')");
        browser.await("location.search.includes('source=') && " + ROWS + ".length === 1");
        String source = browser.value(field("source") + ".value").asString();
        assertThat(source).matches("\\d+");
        browser.value("history.back()");
        browser.await("location.search === '' && " + ROWS + ".length === 100");
    }

    @Test
    void formAndReadyMadeViewsBecomeTheAddress() {
        Browser browser = Fabric.visit("/html/metrics.html");
        browser.click("[...document.querySelectorAll('#topics a')].find(link => link.textContent === 'Utilisation')");
        browser.await("decodeURIComponent(location.search) === '?metric=ifinutilization,ifoututilization'");
        browser.await(CHARTS + " === 2");
        browser.value("(" + field("metric") + ".value = 'load_one', " + field("agent") + ".value = 'leaf1')");
        browser.press(field("metric"));
        browser.await("decodeURIComponent(location.search) === '?metric=load_one&agent=leaf1'");
        browser.await("document.querySelector('.chart .note')?.innerText.startsWith('over 1 data source')");
    }

    @Test
    void hostsAreListedAndOneIsShownWhole() {
        Browser browser = Fabric.visit("/html/metrics.html?view=hosts");
        browser.await(ROWS + ".length === 4");
        assertThat(browser.text("#rows tbody")).contains("leaf1", "leaf2", "spine1", "spine2", "linux");
        browser.click("[...document.querySelectorAll('#rows tbody a')].find(link => link.textContent === 'spine1')");
        browser.await("location.search.includes('view=host') && " + CHARTS + " === 10");
        browser.await("document.querySelector('.chart .series b').innerText.includes('%')");
        browser.screenshot("host-light-1440");
    }

    @Test
    void saysThatNobodyHasAMetric() {
        Browser browser = Fabric.visit("/html/metrics.html?metric=nosuchmetric");
        browser.await("document.getElementById('none').checkVisibility()");
        assertThat(browser.text("#none")).isEqualTo("No data source has this metric");
        browser.await("document.querySelector('.chart .note')?.innerText === 'No data source has it'");
    }

    @Test
    void fitsNarrowScreensAndBothThemes() {
        Browser browser = Fabric.visit("/html/metrics.html");
        browser.await(ROWS + ".length === 100");
        browser.prefers("prefers-color-scheme", "dark");
        browser.await("document.documentElement.dataset.theme === 'dark'");
        browser.screenshot("metrics-dark-1440");
        browser.size(400, 1600);
        browser.await("innerWidth === 400 && document.documentElement.scrollWidth <= 400");
        browser.screenshot("metrics-dark-400");
        browser.prefers("prefers-color-scheme", "light");
    }
}
