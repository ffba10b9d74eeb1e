package weir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages and what they load. Source: REST API reference, section 12. */
class StaticContentTest {

    private static RestServer server;
    private static Web web;

    @BeforeAll
    static void start() {
        server = new TestCalls().start();
        web = new Web(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void rootLeadsToTheFirstPage() {
        HttpResponse<String> answer = web.get("/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("./html/index.html");
    }

    @Test
    void directoriesLeadToTheirIndex() {
        for (String path : List.of("/html", "/html/", "/api", "/api/")) {
            HttpResponse<String> answer = web.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            String location = answer.headers().firstValue("location").orElseThrow();
            assertThat(location).as(path).doesNotContain("127.0.0.1");
            assertThat(URI.create(path).resolve(location).getPath())
                    .as(path)
                    .isEqualTo((path + "/index.html").replace("//", "/"));
        }
    }

    @Test
    void foldersWithoutAPageAreNothing() {
        for (String path : List.of("/inc/", "/inc/uplot/", "/html/none/")) {
            assertThat(web.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void addressesThatLeadElsewhereCanOnlyBeRead() {
        for (String path : List.of("/", "/html", "/api", "/agents/html")) {
            HttpResponse<String> answer = web.send("PUT", path, "x");
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
            assertThat(web.send("OPTIONS", path, "").statusCode()).as(path).isEqualTo(200);
            assertThat(web.send("HEAD", path, "").statusCode()).as(path).isEqualTo(302);
        }
    }

    @Test
    void oldAddressOfTheListOfAgentsLeadsToThePage() {
        HttpResponse<String> answer = web.get("/agents/html");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("../html/agents.html");
    }

    @Test
    void pagesLoadOnlyWhatIsServedHere() { // RTM-07
        for (String page : List.of(
                "/html/index.html",
                "/html/flows.html",
                "/html/agents.html",
                "/html/metrics.html",
                "/html/events.html",
                "/html/topology.html",
                "/html/apps.html",
                "/api/index.html")) {
            HttpResponse<String> answer = web.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/html");
            assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("script-src 'self';");
            assertThat(answer.body()).doesNotContain("<script>").doesNotContain("onclick");
            Matcher loaded = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(answer.body());
            int count = 0;
            while (loaded.find()) {
                String target = loaded.group(1);
                if (target.startsWith("#")) {
                    continue;
                }
                assertThat(target).doesNotContain("//");
                String path = target.startsWith("../")
                        ? target.substring(2)
                        : page.substring(0, page.lastIndexOf('/') + 1) + target;
                assertThat(web.get(path).statusCode()).as(path).isEqualTo(200);
                count++;
            }
            assertThat(count).isGreaterThan(2);
        }
    }

    @Test
    void firstPageNamesAllItsModulesSoThatNoneWaitsForAnother() {
        Set<String> named = new LinkedHashSet<>(Set.of("/html/overview.js"));
        Matcher links = Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\"")
                .matcher(web.get("/html/index.html").body());
        while (links.find()) {
            named.add(URI.create("/html/").resolve(links.group(1)).getPath());
        }
        assertThat(modules("/html/overview.js")).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void modulesOfThePageImportWhatIsServedHere() {
        Set<String> seen = modules(
                "/html/overview.js",
                "/html/flows.js",
                "/html/agents-page.js",
                "/html/metrics.js",
                "/html/events.js",
                "/html/topology.js",
                "/html/apps.js",
                "/html/asker.js",
                "/html/painter.js");
        assertThat(seen).contains("/html/dom.js", "/inc/uplot/uPlot.esm.js").hasSizeGreaterThan(15);
        assertThat(web.get("/inc/uplot/uPlot.esm.js").body()).contains("export { uPlot as default }");
        assertThat(web.get("/inc/d3/d3-force.min.js").body()).contains("forceSimulation");
    }

    /** These and all that they import. */
    private Set<String> modules(String... first) {
        Pattern imports = Pattern.compile("from '([^']+)'");
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(first));
        while (!left.isEmpty()) {
            String path = left.remove();
            if (!seen.add(path)) {
                continue;
            }
            HttpResponse<String> module = web.get(path);
            assertThat(module.statusCode()).as(path).isEqualTo(200);
            assertThat(module.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/javascript");
            Matcher imported = imports.matcher(path.startsWith("/html/") ? module.body() : "");
            while (imported.find()) {
                left.add(URI.create(path).resolve(imported.group(1)).getPath());
            }
        }
        return seen;
    }

    @Test
    void fileIsSentAgainOnlyWhenItChanged() {
        HttpResponse<String> first = web.get("/html/overview.js");
        String tag = first.headers().firstValue("etag").orElseThrow();
        assertThat(first.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(web.get("/html/overview.js", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void nothingOutsideTheFoldersIsServed() throws IOException {
        for (String path : List.of(
                "/html/../../main/settings.tsv",
                "/html/%2e%2e/%2e%2e/main/settings.tsv",
                "/html/..;/..;/main/settings.tsv",
                "/html/..%2f..%2fmain/settings.tsv",
                "/html/..%5c..%5cmain",
                "/html//etc/passwd",
                "/inc/",
                "/html/nothing.html",
                "/api/META-INF/MANIFEST.MF")) {
            assertThat(web.rawGet(path)).as(path).containsPattern("^HTTP/1.1 40[034] ");
        }
    }

    @Test
    void whatPagesOfAppsLoadIsServedUnderTheNamesTheyKnow() {
        for (String path : List.of(
                "jquery.min.js",
                "popper.min.js",
                "bootstrap.min.js",
                "bootstrap.min.css",
                "jquery.widget.js",
                "jquery.stripchart.js",
                "stripchart.js",
                "stripchart.css",
                "jquery.gauge.js",
                "gauge.css",
                "jquery.sunburst.js",
                "sunburst.css",
                "jquery.flow.js",
                "flow.css",
                "jquery.heatmap.js",
                "heatmap.css",
                "img/favicon.png",
                "img/inmon.svg",
                "jquery-ui/jquery-ui.min.js",
                "jquery-ui/jquery-ui.structure.min.css",
                "jquery-ui/jquery-ui.theme.css",
                "DataTables/js/jquery.dataTables.min.js",
                "DataTables/js/dataTables.jqueryui.min.js",
                "DataTables/css/dataTables.jqueryui.css",
                "DataTables/images/sort_both.png",
                "DataTables/images/details_open.png",
                "DataTables/images/details_close.png",
                "inmsf/main.css")) {
            assertThat(web.get("/inc/" + path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(web.get("/inc/popper.min.js").headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
    }

    @Test
    void filesCanOnlyBeRead() {
        HttpResponse<String> answer = web.send("PUT", "/html/index.html", "x");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
        assertThat(web.send("OPTIONS", "/api/index.html", "").statusCode()).isEqualTo(200);
        assertThat(web.send("HEAD", "/html/index.html", "").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesCanBeSwitchedOff() {
        try (RestServer without = new TestCalls().start(Configurations.serving(false, true))) {
            Web other = new Web(without.port());
            assertThat(other.get("/").statusCode()).isEqualTo(404);
            assertThat(other.get("/html/index.html").statusCode()).isEqualTo(404);
            assertThat(other.get("/api/index.html").statusCode()).isEqualTo(200);
            assertThat(other.get("/agents/json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void everythingOfTheCoreCanBeSwitchedOff() {
        try (RestServer nothing = new TestCalls().start(Configurations.serving(false, false))) {
            Web other = new Web(nothing.port());
            for (String path : List.of("/", "/html/index.html", "/api/index.html", "/agents/json", "/version")) {
                assertThat(other.get(path).statusCode()).as(path).isEqualTo(404);
            }
        }
        try (RestServer pages = new TestCalls().start(Configurations.serving(true, false))) {
            assertThat(new Web(pages.port()).get("/version").statusCode()).isEqualTo(200);
        }
    }
}
