package weir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.app.AppFolder;
import weir.app.ScriptHealth;

/** Which addresses an app has. Source: applications reference, section 1.2; REST API reference, sections 10 and 12. */
class AppPagesTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static RestServer server;
    private static Web web;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        Path apps = home.resolve("app");
        write(apps, "pages/html/index.html", "<!DOCTYPE html><title>Pages</title>");
        write(apps, "pages/html/own.html", """
                <p onclick='go("a &amp; b")'>Go</p><script src="x.js"></script><script>go(1);</script>""");
        write(apps, "pages/html/js/app.js", "var a = 1;");
        write(apps, "pages/html/css/app.css", "p { color: red }");
        write(apps, "pages/html/data/some.json", "{}");
        write(apps, "pages/scripts/top.js", "secret");
        write(apps, "pages/scripts/inc/trend.js", "secret");
        write(apps, "pages/README.md", "secret");
        write(apps, "pages/api.yml", """
                openapi: 3.0.1
                info: {title: Pages, version: 1.0}
                servers: [{url: "http://elsewhere.example"}]
                paths:
                  /top.js/flows/json:
                    get: {summary: Flows, parameters: [{name: n, in: query, schema: {type: integer, default: 5}}]}
                """);
        write(apps, "old/scripts/old.js", "");
        write(apps, "old/api.yml", "swagger: '2.0'\nhost: elsewhere\nbasePath: /x\npaths: {}\n");
        write(apps, "wrong/scripts/wrong.js", "");
        write(apps, "wrong/api.yml", "a: [1, 2\nb: {");
        write(home, "outside.txt", "secret");
        Files.createSymbolicLink(apps.resolve("pages/html/link.txt"), home.resolve("outside.txt"));
        Files.createSymbolicLink(apps.resolve("pages/html/out"), home);
        AppFolder folder = AppFolder.read(apps);
        ScriptHealth health = script -> script.equals("old~old.js");
        TestCalls calls = new TestCalls();
        new AppCalls(folder, health).calls().forEach(calls::with);
        server = calls.start(RestConfiguration.onPort(0), folder.apps());
        web = new Web(server.port());
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void folderLeadsToItsFirstPageAndKeepsTheQuery() {
        assertThat(location("/app/pages/html")).isEqualTo("./html/index.html");
        assertThat(location("/app/pages/html/")).isEqualTo("./index.html");
        assertThat(location("/app/pages/html/?keys=a,b&x=%20")).isEqualTo("./index.html?keys=a,b&x=%20");
        assertThat(location("/app/pages/api")).isEqualTo("./api/index.html");
        assertThat(location("/app/pages/api/")).isEqualTo("./index.html");
    }

    private static String location(String path) {
        HttpResponse<String> answer = web.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(302);
        return answer.headers().firstValue("location").orElseThrow();
    }

    @Test
    void filesHaveTheirTypes() {
        assertThat(type("/app/pages/html/index.html")).startsWith("text/html");
        assertThat(type("/app/pages/html/js/app.js")).startsWith("text/javascript");
        assertThat(type("/app/pages/html/css/app.css")).startsWith("text/css");
        assertThat(type("/app/pages/html/data/some.json")).startsWith("application/json");
    }

    private static String type(String path) {
        HttpResponse<String> answer = web.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.headers().firstValue("content-type").orElseThrow();
    }

    @Test
    void fileIsSentAgainOnlyWhenItChanged() {
        String tag = web.get("/app/pages/html/js/app.js")
                .headers()
                .firstValue("etag")
                .orElseThrow();
        assertThat(web.get("/app/pages/html/js/app.js", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void pageMayRunScriptsFromFilesAndThoseOfItsOwnFiles() throws GeneralSecurityException {
        String policy = web.get("/app/pages/html/index.html")
                .headers()
                .firstValue("content-security-policy")
                .orElseThrow();
        Set<String> written = new TreeSet<>(Set.of(hash("go(\"a & b\")"), hash("go(1);")));
        assertThat(policy)
                .contains("script-src 'self' 'unsafe-eval' 'unsafe-hashes' " + String.join(" ", written) + ";")
                .contains("style-src 'self' 'unsafe-inline'");
    }

    private static String hash(String script) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }

    @Test
    void sourcesAreAddressesOfHostsAndNothingElse() {
        assertThat(List.of(
                        "https://cdnjs.cloudflare.com",
                        "https://*.example.org:8443",
                        "http://10.0.0.1:80/libs/vis@4/",
                        "https://host"))
                .allMatch(PagePolicy::isSource);
        assertThat(List.of("*", "https:", "data:", "'unsafe-inline'", "https://a; script-src *", "https://a b", "//a"))
                .noneMatch(PagePolicy::isSource);
        String policy = new PagePolicy(false, List.of("https://a.example", "http://b.example")).header(Set.of());
        assertThat(policy)
                .contains("script-src 'self' https://a.example http://b.example 'unsafe-eval';")
                .contains("style-src 'self' https://a.example http://b.example 'unsafe-inline';")
                .startsWith("default-src 'self';");
    }

    @Test
    void nothingButPagesIsServed() throws IOException {
        for (String path : List.of(
                "/app/pages/scripts/top.js",
                "/app/pages/scripts/inc/trend.js",
                "/app/pages/README.md",
                "/app/pages/api.yml",
                "/app/pages/",
                "/app/pages",
                "/app/",
                "/app/old/html/",
                "/app/nothing/html/index.html",
                "/app/pages/html/js/",
                "/app/pages/html/nothing.html",
                "/app/pages/html/../scripts/top.js",
                "/app/pages/html/%2e%2e/scripts/top.js",
                "/app/pages/html/..%2fscripts/top.js",
                "/app/pages/html/..;/scripts/top.js",
                "/app/pages/html/..%5cscripts%5ctop.js",
                "/app/pages/html/link.txt",
                "/app/pages/html/out/outside.txt",
                "/app/pages/html/out/app/pages/scripts/top.js",
                "/app/../app/pages/scripts/top.js",
                "/app/pages%2fscripts/top.js")) {
            String answer = web.rawGet(path);
            assertThat(answer).as(path).containsPattern("^HTTP/1.1 40[034] ").doesNotContain("secret");
        }
    }

    @Test
    void listNamesScriptsAndEntries() {
        JsonNode apps = JSON.readTree(web.get("/apps/json").body());
        assertThat(apps).isEqualTo(JSON.readTree("""
                {"old": {"scripts": ["old~old.js"], "entry": "/api/"},
                 "pages": {"scripts": ["pages~top.js"], "entry": "/html/"},
                 "wrong": {"scripts": ["wrong~wrong.js"], "entry": "/api/"}}"""));
    }

    @Test
    void statusTellsWhetherAScriptFailed() {
        assertThat(web.get("/app/pages/status").body()).isEqualTo("OK");
        assertThat(web.get("/app/pages/status").statusCode()).isEqualTo(200);
        assertThat(web.get("/app/old/status").statusCode()).isEqualTo(503);
        assertThat(web.get("/app/old/status").body()).isEqualTo("UNAVAILABLE");
        assertThat(web.get("/app/nothing/status").statusCode()).isEqualTo(404);
    }

    @Test
    void descriptionOfOperationsNamesWhereTheyAre() {
        JsonNode three = JSON.readTree(web.get("/app/pages/api-docs").body());
        assertThat(three.path("servers")).isEqualTo(JSON.readTree("[{\"url\": \"/app/pages/scripts\"}]"));
        assertThat(three.at("/paths/~1top.js~1flows~1json/get/parameters/0/schema/default")
                        .asInt())
                .isEqualTo(5);
        assertThat(three.at("/info/version").asDouble()).isEqualTo(1.0);
        JsonNode two = JSON.readTree(web.get("/app/old/api-docs").body());
        assertThat(two.path("basePath").asString()).isEqualTo("/app/old/scripts");
        assertThat(two.has("host")).isFalse();
    }

    @Test
    void explorerStandsBesideTheDescription() {
        assertThat(web.get("/app/pages/api/index.html").body()).contains("explorer.js");
        assertThat(web.get("/app/pages/api/explorer.js").body()).contains("'../api-docs'");
        assertThat(web.get("/app/pages/api/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
    }

    @Test
    void descriptionThatCannotBeUnderstoodIsNotThere() {
        HttpResponse<String> answer = web.get("/app/wrong/api-docs");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("api.yml cannot be understood");
    }

    @Test
    void appsRemainWhenTheCoreIsSwitchedOff(@TempDir Path apps) throws IOException {
        write(apps, "pages/html/index.html", "<!DOCTYPE html>");
        AppFolder folder = AppFolder.read(apps);
        TestCalls calls = new TestCalls();
        new AppCalls(folder, ScriptHealth.NONE_RUN).calls().forEach(calls::with);
        try (RestServer only = calls.start(Configurations.serving(false, false), folder.apps())) {
            Web other = new Web(only.port());
            assertThat(other.get("/app/pages/html/index.html").statusCode()).isEqualTo(200);
            assertThat(other.get("/app/pages/status").statusCode()).isEqualTo(200);
            assertThat(other.get("/apps/json").statusCode()).isEqualTo(404);
            assertThat(other.get("/inc/jquery.min.js").statusCode()).isEqualTo(404);
        }
    }
}
