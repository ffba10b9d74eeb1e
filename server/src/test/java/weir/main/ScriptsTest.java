package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import weir.testing.SharedData;

/** Scripts in the product: from settings to answers over a real socket. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptsTest {

    private static final Path RESOURCES = Path.of("src", "test", "resources", "weir", "main");

    @TempDir
    private Path folder;

    private RunningProduct running(String... files) {
        String list = String.join(",", files);
        return new RunningProduct(Map.of("script.file", list));
    }

    @Test
    void requestsReachTheHandlerAndItsAnswerTheClient() throws Exception {
        try (RunningProduct product = running(RESOURCES.resolve("hello.js").toString())) {
            JsonNode get = product.json("/script/hello.js/a%20b/c/json?x=1&x=2&y=");
            assertThat(get.toString())
                    .isEqualTo(
                            "{\"path\":[\"a b\",\"c\"],\"method\":\"GET\",\"query\":{\"x\":[\"1\",\"2\"],\"y\":[\"\"]},"
                                    + "\"format\":\"json\"}");
            assertThat(product.json("/script/hello.js/json").has("path")).isFalse();
            HttpResponse<String> text = product.get("/script/hello.js/txt");
            assertThat(text.body()).isEqualTo("[object Object]");
            assertThat(text.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
            assertThat(text.headers().firstValue("Cache-Control").orElse("")).contains("no-cache");
            assertThat(product.get("/script/hello.js/xml").statusCode()).isEqualTo(404);
            assertThat(product.get("/script/hello.js/missing/json").statusCode())
                    .isEqualTo(404);
            assertThat(product.get("/script/other.js/json").statusCode()).isEqualTo(503);
            assertThat(product.send("PATCH", "/script/hello.js/json", "").statusCode())
                    .isEqualTo(501);
            assertThat(product.send("PUT", "/script/hello.js/json", "{\"a\":1}").body())
                    .contains("\"body\": {\n  \"a\": 1");
            assertThat(product.send("PUT", "/script/hello.js/json", "{a:1}").body())
                    .contains("JSON.parse SyntaxError: ");
            assertThat(product.send("DELETE", "/script/hello.js/x/json", "").statusCode())
                    .isEqualTo(200);
            assertThat(form(product, "/script/hello.js/json?a=1", "a=2&b=x+y").toString())
                    .isEqualTo(
                            "{\"method\":\"POST\",\"query\":{\"a\":[\"1\",\"2\"],\"b\":[\"x y\"]},\"format\":\"json\"}");
            assertThat(product.json("/scripts/json")
                            .get("hello.js")
                            .get("alive")
                            .asBoolean())
                    .isTrue();
            assertThat(product.json("/scripts/json")
                            .get("hello.js")
                            .get("description")
                            .asString())
                    .isEqualTo("answers what it was asked");
        }
    }

    private static JsonNode form(RunningProduct product, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + product.httpPort() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return RunningProduct.JSON.readTree(
                    client.send(request, BodyHandlers.ofString()).body());
        }
    }

    @Test
    void statusSaysWhenAScriptHasFailed() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.js"), "setHttpHandler(function() { return nothing; });");
        try (RunningProduct product = running(bad.toString())) {
            assertThat(product.get("/status").body()).isEqualTo("OK");
            assertThat(product.get("/script/bad.js/json").statusCode()).isEqualTo(500);
            while (product.get("/status").statusCode() == 200) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(product.get("/status").body()).isEqualTo("UNAVAILABLE");
            assertThat(product.json("/scripts/json").get("bad.js").toString())
                    .contains(
                            "\"alive\":false,\"gracefulExit\":false,\"error\":\"bad.js bad.js#1 ReferenceError: \\\"nothing\\\" is not defined.\"");
        }
    }

    @Test
    void scriptsAreReadyBeforeTheFirstDatagramOfAReplay() throws Exception {
        String text = Files.readString(RESOURCES.resolve("elephant.js"))
                .replace("logInfo(evt.flowKey)", "seen.push(evt.flowKey + ' ' + evt.agent + ' ' + evt.dataSource)");
        Path script = Files.writeString(
                folder.resolve("elephant.js"),
                "var seen = [];\n" + text + "setHttpHandler(function() { return seen; });\n");
        Map<String, String> settings = Map.of("script.file", script.toString());
        try (RunningProduct product = RunningProduct.replayed(SharedData.path("ecmp.pcap.gz"), settings)) {
            JsonNode events = product.json("/events/json?thresholdID=elephant&maxEvents=1000");
            assertThat(events.size()).isGreaterThan(3);
            JsonNode seen = product.json("/script/elephant.js/json");
            while (seen.size() < events.size()) {
                seen = product.json("/script/elephant.js/json");
            }
            for (int i = 0; i < events.size(); i++) {
                JsonNode event = events.get(events.size() - 1 - i);
                assertThat(seen.get(i).asString())
                        .isEqualTo(event.get("flowKey").asString() + " "
                                + event.get("agent").asString() + " "
                                + event.get("dataSource").asString());
            }
            assertThat(product.json("/scripts/json")
                            .get("elephant.js")
                            .get("eventsLost")
                            .asInt())
                    .isZero();
        }
    }
}
