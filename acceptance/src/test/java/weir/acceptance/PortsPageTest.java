package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The list of ports on the page of agents, over the recorded fabric. */
class PortsPageTest {

    private static final String ROWS = "[...document.querySelectorAll('#ports tbody tr')]";

    @AfterEach
    void nothingWasRefusedOrFailed() {
        Fabric.assertClean();
    }

    @Test
    void listsAllPortsTheBusiestFirst() {
        Browser browser = Fabric.visit("/html/agents.html?show=ports");
        browser.await(ROWS + ".length === 180");
        assertThat(browser.text("#ports-shown")).isEqualTo("180 ports");
        String first = browser.value(ROWS + "[0].querySelector('a').innerText").asString();
        JsonNode busiest = Fabric.product().json("/table/ALL/host_name,ifname,ifinutilization/json?ifoperstatus=up");
        assertThat(busiest.valueStream()
                        .map(row -> row.get(0).path("metricValue").asString() + " "
                                + row.get(1).path("metricValue").asString()))
                .hasSize(20)
                .contains(first);
        assertThat(browser.value("document.querySelectorAll('#ports .spark').length")
                        .asInt())
                .isEqualTo(360);
    }

    @Test
    void findsPortsOfAHostByName() {
        Browser browser = Fabric.visit("/html/agents.html?show=ports");
        browser.await(ROWS + ".length === 180");
        browser.type("document.getElementById('port-search')", "leaf1 swp1s");
        browser.await(ROWS + ".length === 4");
        assertThat(browser.text("#ports tbody")).contains("leaf1 swp1s0", "leaf1 swp1s3");
        browser.type("document.getElementById('port-search')", "nothing");
        browser.await("document.getElementById('ports-shown').innerText === 'No port fits'");
    }

    @Test
    void whatIsLookedForIsInTheAddress() {
        Browser browser = Fabric.visit("/html/agents.html?show=ports&find=leaf1+swp1s");
        browser.await(ROWS + ".length === 4");
        browser.type("document.getElementById('port-search')", "3");
        browser.await("new URLSearchParams(location.search).get('find') === 'leaf1 swp1s3'");
        browser.await(ROWS + ".length === 1");
        browser.click("document.querySelector('[data-tab=agents]')");
        browser.type("document.getElementById('search')", "spine");
        browser.await("location.search === '?find=spine'");
        browser.await("document.querySelectorAll('#agents tbody tr').length === 2");
        browser.value("history.back()");
        browser.await("document.getElementById('port-search').value === 'leaf1 swp1s3'");
    }

    @Test
    void tabsAreAddresses() {
        Browser browser = Fabric.visit("/html/agents.html");
        browser.await("document.querySelectorAll('#agents tbody tr').length === 4");
        browser.click("document.querySelector('[data-tab=ports]')");
        browser.await("location.search === '?show=ports' && document.getElementById('ports').checkVisibility()");
        browser.await("!document.getElementById('agents').checkVisibility()");
        browser.value("history.back()");
        browser.await("location.search === '' && document.getElementById('agents').checkVisibility()");
    }

    @Test
    void aPortLeadsToItsFlows() {
        Browser browser = Fabric.visit("/html/agents.html?show=ports");
        browser.await(ROWS + ".length === 180");
        browser.click(ROWS + "[0].querySelector('td:last-child a')");
        browser.await("location.pathname === '/html/flows.html'");
        assertThat(browser.value("decodeURIComponent(location.search)").asString())
                .matches("\\?agents=[0-9.]+&filter=inputifindex=(\\d+)\\|outputifindex=\\1");
        browser.await("document.querySelectorAll('.flows tbody tr').length > 0");
    }

    @Test
    void fitsNarrowScreens() {
        Browser browser = Fabric.visit("/html/agents.html?show=ports");
        browser.await(ROWS + ".length === 180");
        browser.size(400, 1600);
        browser.await("innerWidth === 400 && document.documentElement.scrollWidth <= 400");
        browser.screenshot("ports-light-400");
    }
}
