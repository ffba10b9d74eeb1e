package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriverException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs apps as they are: all apps of a folder over a capture, their scripts, what they answer and their pages in a browser.
 *
 * <p>Run with {@code mvn -P conformance}; properties {@code conformance.apps} (a folder of apps), {@code conformance.capture},
 * {@code conformance.topology}, {@code conformance.groups}, {@code conformance.mirror} (a folder for each site that pages load
 * libraries from), {@code conformance.only} (names of apps between commas), {@code conformance.settings} (settings of the
 * product, {@code NAME=VALUE} between blanks: some apps need a BGP session). Absent: skipped without a folder. Writes a table
 * to {@code target/conformance.md} and a picture of each page to {@code target/screenshots}.
 */
class ConformanceTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final double PATIENCE_SECONDS = 8;
    /** How long each page is left to draw and to poll. */
    private static final int PAGE_MILLIS = 4000;

    private static final Pattern ELSEWHERE =
            Pattern.compile("<(?:script|link)\\b[^>]*(?:src|href)=\"(https?://[^/\"]+)/");

    /** What became of an app. */
    private static final class Report {
        private final String app;
        private String scripts = "-";
        private int answered;
        private int asked;
        private String page = "-";
        private final List<String> faults = new ArrayList<>();
        private final Set<String> remarks = new LinkedHashSet<>();

        Report(String app) {
            this.app = app;
        }

        String row() {
            String endpoints = asked == 0 ? "-" : answered + " of " + asked;
            List<String> said = new ArrayList<>(faults);
            said.addAll(remarks);
            return "| %s | %s | %s | %s | %s |"
                    .formatted(
                            app,
                            scripts,
                            endpoints,
                            page,
                            String.join("; ", said).replace("|", "\\|"));
        }
    }

    /** Something that is asked of an app: {@code full}, {@code any}, {@code view} or {@code groups}. */
    private record Endpoint(String app, String path, String need) {}

    private static Optional<Path> file(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
    }

    @Test
    void appsRunUnmodified() throws Exception {
        Optional<Path> apps = file("conformance.apps");
        Assumptions.assumeTrue(apps.isPresent(), "no folder of apps: -Dconformance.apps=FOLDER");
        Path capture = file("conformance.capture").orElse(Repository.root().resolve("demo/leafspine.pcap.gz"));
        Set<String> sites = sites(apps.orElseThrow());
        List<Report> reports = new ArrayList<>();
        try (SiteMirror mirror =
                        SiteMirror.of(file("conformance.mirror").orElse(Files.createTempDirectory("weir-no-sites")));
                Product product = Product.run(settings(
                        "-Dapp.folder=" + apps.orElseThrow().toAbsolutePath(),
                        "-Dapp.html.sources=" + String.join(",", sites),
                        "-Dsflow.file=" + capture.toAbsolutePath(),
                        "-Dsflow.file.speed=3",
                        "-Dscript.store=" + Files.createTempDirectory("weir-conformance")));
                Browser browser = Browser.open(mirror.arguments())) {
            file("conformance.topology").ifPresent(topology -> put(product, "/topology/json", topology));
            List<Endpoint> endpoints = endpoints();
            String only = System.getProperty("conformance.only", "");
            for (var app : product.json("/apps/json").properties()) {
                if (only.isEmpty() || List.of(only.split(",")).contains(app.getKey())) {
                    reports.add(examine(product, browser, app.getKey(), app.getValue(), endpoints));
                }
            }
            // Scripts that ended while their pages were looked at, and what they said.
            JsonNode scripts = product.json("/scripts/json");
            String log = product.output();
            for (Report report : reports) {
                state(report, scripts);
                remarks(report, log, sites(apps.orElseThrow().resolve(report.app)));
            }
        }
        List<String> table = new ArrayList<>(
                List.of("| app | scripts alive | endpoints | page | faults; remarks |", "|---|---|---|---|---|"));
        reports.forEach(report -> table.add(report.row()));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "conformance.md"), table);
        table.forEach(System.out::println);
        assertThat(reports).isNotEmpty();
        assertThat(reports.stream().flatMap(report -> report.faults.stream().map(fault -> report.app + ": " + fault)))
                .isEmpty();
    }

    /** Arguments of the product with those that were asked for. */
    private static String[] settings(String... always) {
        List<String> arguments = new ArrayList<>(List.of(always));
        Stream.of(System.getProperty("conformance.settings", "").split(" "))
                .filter(setting -> !setting.isEmpty())
                .forEach(setting -> arguments.add("-D" + setting));
        return arguments.toArray(String[]::new);
    }

    /** Sites that pages below a folder load scripts and styles from. */
    private static Set<String> sites(Path folder) throws IOException {
        Set<String> sites = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                Matcher named = ELSEWHERE.matcher(Files.readString(page, StandardCharsets.ISO_8859_1));
                while (named.find()) {
                    sites.add(named.group(1));
                }
            }
        }
        return sites;
    }

    private static void remarks(Report report, String log, Set<String> sites) {
        Pattern.compile("\\b" + Pattern.quote(report.app) + "~\\S+: (.* has no effect.*)")
                .matcher(log)
                .results()
                .forEach(said -> report.remarks.add("says: " + said.group(1)));
        if (!sites.isEmpty()) {
            report.remarks.add("needs app.html.sources=" + String.join(",", sites));
        }
    }

    private static void put(Product product, String path, Path file) {
        try {
            HttpResponse<String> answer =
                    product.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + product.port() + path))
                            .PUT(BodyPublishers.ofFile(file)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Endpoint> endpoints() throws IOException {
        List<Endpoint> endpoints = new ArrayList<>();
        try (var in = ConformanceTest.class.getResourceAsStream("conformance.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(row -> !row.startsWith("#"))
                    .toList()) {
                String[] columns = line.split("\t");
                String path = columns[1].startsWith("/") ? columns[1] : "/app/" + columns[0] + "/scripts/" + columns[1];
                endpoints.add(new Endpoint(columns[0], columns[2].equals("view") ? columns[1] : path, columns[2]));
            }
        }
        return endpoints;
    }

    private static Report examine(
            Product product, Browser browser, String app, JsonNode described, List<Endpoint> endpoints) {
        Report report = new Report(app);
        String view = "";
        for (Endpoint endpoint : endpoints) {
            if (endpoint.app.equals(app)) {
                switch (endpoint.need) {
                    case "view" -> view = endpoint.path;
                    case "groups" -> file("conformance.groups").ifPresent(file -> put(product, endpoint.path, file));
                    default -> {
                        report.asked++;
                        Optional<String> fault = await(product, endpoint);
                        fault.ifPresentOrElse(report.faults::add, () -> report.answered++);
                    }
                }
            }
        }
        String entry = described.path("entry").asString();
        if (!entry.isEmpty()) {
            List<String> complaints = look(product, browser, app, entry + view);
            report.page = complaints.isEmpty() ? "clean" : complaints.size() + " complaints";
            complaints.stream().distinct().limit(3).forEach(report.faults::add);
        }
        return report;
    }

    /** What the console said while a page was open. */
    private static List<String> look(Product product, Browser browser, String app, String entry) {
        try {
            browser.visit(product, "/app/" + app + entry, 1300, 900);
            browser.await("performance.now() > " + PAGE_MILLIS);
            browser.screenshot("conformance-" + app);
            List<String> complaints = browser.complaints();
            browser.leave();
            return complaints.stream().filter(ConformanceTest::isOfThePage).toList();
        } catch (WebDriverException e) {
            return List.of("the page cannot be looked at: " + e.getRawMessage());
        }
    }

    /** Chromium remarks on drawing without a graphics card, which is no fault of a page. */
    private static boolean isOfThePage(String complaint) {
        return !complaint.contains("GL Driver Message") && !complaint.contains("fallback to software WebGL");
    }

    /** Asks until the answer is as it must be. Absent: empty when it is. */
    private static Optional<String> await(Product product, Endpoint endpoint) {
        long end = System.nanoTime() + (long) (PATIENCE_SECONDS * 1e9);
        Optional<String> fault = fault(product, endpoint);
        while (fault.isPresent() && System.nanoTime() < end) {
            LockSupport.parkNanos(200_000_000L);
            fault = fault(product, endpoint);
        }
        return fault;
    }

    private static Optional<String> fault(Product product, Endpoint endpoint) {
        HttpResponse<String> answer = product.get(endpoint.path);
        if (answer.statusCode() != 200) {
            return Optional.of(endpoint.path + " answers " + answer.statusCode());
        }
        String body = answer.body();
        boolean json = endpoint.path.replaceAll("\\?.*", "").endsWith("json");
        try {
            boolean empty = json ? isEmpty(JSON.readTree(body)) : body.isBlank();
            return endpoint.need.equals("full") && empty ? Optional.of(endpoint.path + " is empty") : Optional.empty();
        } catch (JacksonException e) {
            return Optional.of(endpoint.path + " is no JSON");
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || value.isContainer() && value.isEmpty();
    }

    private static void state(Report report, JsonNode scripts) {
        int all = 0;
        int well = 0;
        for (Map.Entry<String, JsonNode> script : scripts.properties()) {
            if (script.getKey().startsWith(report.app + "~")) {
                all++;
                JsonNode state = script.getValue();
                boolean good = state.path("alive").asBoolean()
                        || state.path("gracefulExit").asBoolean();
                well += good ? 1 : 0;
                if (!good) {
                    report.faults.add(
                            script.getKey() + ": " + state.path("error").asString());
                }
            }
        }
        report.scripts = all == 0 ? "-" : well + " of " + all;
    }
}
