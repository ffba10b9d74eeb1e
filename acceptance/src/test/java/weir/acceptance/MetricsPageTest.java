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
    void curvesAreDrawnAndTellTheirValuesUnderThePointer() {
        Browser browser = Fabric.visit("/html/metrics.html?metric=ifspeed&stat=sum");
        browser.await("""
                (() => {
                  const drawn = document.querySelector('.chart canvas');
                  const copy = new OffscreenCanvas(drawn.width, drawn.height).getContext('2d');
                  copy.drawImage(drawn, 0, 0);
                  const pixels = copy.getImageData(0, 0, drawn.width, drawn.height).data;
                  const [red, green, blue] = [0x0b, 0x6e, 0x99];
                  for (let i = 0; i < pixels.length; i += 4) {
                    const far = Math.max(Math.abs(pixels[i] - red), Math.abs(pixels[i + 1] - green), Math.abs(pixels[i + 2] - blue));
                    if (pixels[i + 3] > 150 && far < 12) {
                      return true;
                    }
                  }
                })()""");
        assertThat(browser.value("document.querySelector('.chart .mark').checkVisibility()")
                        .asBoolean())
                .isFalse();
        String plot = "document.querySelector('.chart .plot')";
        browser.point(plot, 30);
        browser.await("document.querySelector('.chart .mark').checkVisibility()");
        assertThat(browser.text(".chart figcaption .quiet")).matches("\\d\\d:\\d\\d:\\d\\d");
        assertThat(browser.text(".chart .series b")).isEqualTo("200 Gbit/s");
    }

    @Test
    void formOffersWhatThereIsOnceSomebodyIsInIt() {
        Browser browser = Fabric.visit("/html/metrics.html");
        browser.await(ROWS + ".length === 100");
        browser.click(field("agent"));
        browser.await("[...document.querySelectorAll('#agents option')].some(option => option.value === 'leaf1')");
        browser.await(
                "[...document.querySelectorAll('#metrics option')].some(option => option.value === 'ifinoctets')");
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
