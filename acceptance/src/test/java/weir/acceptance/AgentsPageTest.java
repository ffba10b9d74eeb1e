package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The page of agents in a browser, before a network in which each agent has a trouble of its own. */
class AgentsPageTest {

    private static final String ROWS = "[...document.querySelectorAll('#agents tbody tr:not(.details)')]";
    private static final String NAMES = ROWS + ".map(row => row.querySelector('.who button').textContent)";
    private static final int AGENTS = 11;

    @TempDir
    private static Path folder;

    private static Product product;
    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Fabric.browser();
        browser.leave();
        product = Product.replayed(TroubledNetwork.troubled(folder));
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    @AfterEach
    void nothingWasRefusedOrFailedAndNothingLeftTheOrigin() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(url -> url.startsWith("http://127.0.0.1:" + product.port() + "/") || url.startsWith("data:"));
        browser.leave();
    }

    @BeforeEach
    void visit() {
        browser.prefers("prefers-color-scheme", "light");
        browser.visit(product, "/html/agents.html", 1440, 1300);
        browser.await(ROWS + ".length === " + AGENTS);
    }

    private static Map<String, String> health() {
        Map<String, String> health = new LinkedHashMap<>();
        JsonNode rows = browser.value(
                ROWS
                        + ".map(row => [row.querySelector('.who button').textContent, row.querySelector('.health').innerText])");
        rows.forEach(row -> health.put(row.get(0).asString(), row.get(1).asString()));
        return health;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            healthy     | Reports well
            stopped     | No datagram for 3 min
            counts-only | No flow samples since it was first seen
            10.1.0.4    | No counters since it was first seen
            shared      | Two devices send under this agent address
            lossy       | 10 % of its datagrams were lost
            dropping    | The agent dropped 20 % of its samples
            twice       | 50 % of its datagrams came twice
            restarted   | It began anew
            wrong-rate  | Data source 1 says it samples 1 in 1000, but its total of packets grows by 1500
            """)
    void eachTroubleHasItsHint(String agent, String hint) {
        assertThat(health().get(agent)).contains(hint);
    }

    @Test
    void gravestTroublesComeFirst() {
        assertThat(health().keySet()).startsWith("stopped", "shared").endsWith("healthy");
        assertThat(browser.text("#now")).contains("9 need attention");
    }

    @Test
    void hostileHostNameIsText() {
        assertThat(health()).containsEntry(TroubledNetwork.HOSTILE, "Reports well");
        assertThat(browser.value("document.querySelectorAll('main img, main script').length")
                        .asInt())
                .isZero();
        assertThat(browser.title()).isEqualTo("Agents · Weir");
    }

    @Test
    void showsWhatIsReplayed() {
        browser.await("document.getElementById('replay').checkVisibility()");
        assertThat(browser.text("#replay")).contains("troubled.pcap", "2026-09-21", "as fast as it goes");
        assertThat(browser.text("#version")).isEqualTo(product.text("/version"));
        assertThat(browser.text("footer")).contains("processors");
    }

    @Test
    void chartsAreDrawn() {
        browser.await("document.querySelectorAll('.chart canvas').length === 2");
        browser.await("document.querySelector('.chart .plot').getAttribute('aria-label')?.includes('now 0')");
    }

    @Test
    void findsAgents() {
        browser.type("document.getElementById('search')", "10.1.0.1");
        browser.await(ROWS + ".length === 3");
        browser.visit(product, "/html/agents.html", 1440, 1300).await(ROWS + ".length === " + AGENTS);
        browser.type("document.getElementById('search')", "sharedaddress");
        browser.await(NAMES + ".join() === 'shared'");
        assertThat(browser.text("#shown")).isEqualTo("1 agent, 11 in all");
        browser.type("document.getElementById('search')", "nowhere to be found");
        browser.await(ROWS + ".length === 0");
        assertThat(browser.text("#shown")).isEqualTo("No agent fits");
    }

    @Test
    void showsOnlyThoseThatNeedAttention() {
        browser.press("document.querySelector('[data-show=hinted]')");
        browser.await(ROWS + ".length === 9");
        assertThat(health()).doesNotContainKeys("healthy", TroubledNetwork.HOSTILE);
    }

    @Test
    void sortsByAnyColumnWithTheKeyboard() {
        String byName = "document.querySelector('#agents th button')";
        browser.press(byName);
        browser.await(NAMES + "[1] === '10.1.0.4'");
        assertThat(browser.value("document.querySelector('#agents th').ariaSort")
                        .asString())
                .isEqualTo("ascending");
        browser.press(byName);
        browser.await(NAMES + "[0] === 'wrong-rate'");
        browser.press("[...document.querySelectorAll('#agents th button')].find(head => head.textContent === 'Lost')");
        browser.await(NAMES + "[0] === 'lossy'");
    }

    @Test
    void opensDetailsWithTheKeyboardAndKeepsThem() {
        String first = "document.querySelector('#agents tbody .who button')";
        browser.press(first);
        browser.await("document.querySelector('#agents .details dl')");
        assertThat(browser.text("#agents .details")).contains("Agent address", "10.1.0.2", "Its own uptime");
        browser.await(first + ".getAttribute('aria-expanded') === 'true' && document.activeElement === " + first);
        assertThat(browser.value("document.querySelector('.details a').pathname")
                        .asString())
                .isEqualTo("/metric/10.1.0.2/json");
    }

    @Test
    void followsTheSystemUntilTheReaderChooses() {
        String ground = "getComputedStyle(document.body).backgroundColor";
        String light = browser.value(ground).asString();
        browser.screenshot("troubled-light-1440");
        browser.prefers("prefers-color-scheme", "dark");
        browser.await(ground + " !== '" + light + "'");
        browser.screenshot("troubled-dark-1440");
        browser.press("document.getElementById('theme')");
        browser.await(ground + " === '" + light + "'");
        browser.visit(product, "/html/agents.html", 1440, 1300);
        browser.await(ground + " === '" + light + "'");
        browser.value("localStorage.clear()");
    }

    @Test
    void fitsNarrowScreens() {
        browser.size(400, 1600);
        browser.await("innerWidth === 400 && document.documentElement.scrollWidth <= 400");
        browser.screenshot("troubled-light-400");
        browser.prefers("prefers-color-scheme", "dark");
        browser.value("scrollTo(0, 1100)");
        browser.screenshot("troubled-dark-400");
    }

    @Test
    void oldAddressLeadsHere() {
        browser.visit(product, "/agents/html", 1440, 1300);
        browser.await(ROWS + ".length === " + AGENTS);
        assertThat(browser.value("location.pathname").asString()).isEqualTo("/html/agents.html");
    }
}
