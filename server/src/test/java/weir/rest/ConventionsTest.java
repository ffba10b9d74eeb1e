package weir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;

/** What every operation has in common, over a real socket. Source: REST API reference, sections 1.1 to 1.6. */
class ConventionsTest {

    private static RestServer server;
    private static Web web;

    @BeforeAll
    static void start() {
        server = new TestCalls()
                .with("replay", request -> {
                    throw new NotFoundException("no capture is replayed");
                })
                .with("table", request -> {
                    throw new InvalidRequestException("sort: count must be a whole number, not 'x'");
                })
                .with("license", request -> {
                    throw new IllegalStateException("a fault of ours");
                })
                .with("startReplay", request -> {
                    request.body();
                    return new Answer.Done();
                })
                .with(
                        "metrics",
                        request -> new Answer.Json(out -> out.startObject()
                                .member("large", 1e10)
                                .member("fraction", 0.1 + 0.2)
                                .member("tiny", 1.5e-7)
                                .member("huge", 3.39e18)
                                .member("negative", -0.0)
                                .member("none", Double.NaN)
                                .member("text", "ü\u0001\"")
                                .endObject()))
                .start();
        web = new Web(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void dynamicAnswersAreNotCached() {
        for (String path : List.of("/version", "/agents/json", "/nowhere", "/replay/json")) {
            HttpResponse<String> answer = web.get(path);
            assertThat(answer.headers().firstValue("cache-control"))
                    .as(path)
                    .contains("no-cache, no-store, must-revalidate");
            assertThat(answer.headers().firstValue("pragma")).contains("no-cache");
            assertThat(answer.headers().firstValue("expires")).contains("0");
        }
    }

    @Test
    void typesAreJsonAndPlainText() {
        assertThat(web.get("/agents/json").headers().firstValue("content-type")).contains("application/json");
        assertThat(web.get("/version").headers().firstValue("content-type")).contains("text/plain;charset=utf-8");
    }

    @Test
    void serverDoesNotSayWhatItIsMadeOf() {
        assertThat(web.get("/version").headers().firstValue("server")).isEmpty();
    }

    @Test
    void answersAreCompressedWhenTheClientAcceptsIt() throws IOException {
        HttpResponse<String> plain = web.get("/api-docs");
        HttpResponse<String> packed = web.get("/metric/ALL/" + "a".repeat(2000) + "/json", "Accept-Encoding", "gzip");
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("vary")).contains("Accept-Encoding");
        assertThat(web.rawGet("/version", "Accept-Encoding: gzip;q=0")).doesNotContain("Content-Encoding");
    }

    @Test
    void headAnswersTheHeadersOfGet() {
        for (String path : List.of("/version", "/agents/json", "/dump/ALL/ALL/json")) {
            HttpResponse<String> answer = web.send("HEAD", path, "");
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("content-type"))
                    .isEqualTo(web.get(path).headers().firstValue("content-type"));
        }
        assertThat(web.send("HEAD", "/nowhere", "").statusCode()).isEqualTo(404);
    }

    @Test
    void optionsTellsWhatIsAllowed() {
        HttpResponse<String> reading = web.send("OPTIONS", "/agents/json", "");
        assertThat(reading.statusCode()).isEqualTo(200);
        assertThat(reading.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
        assertThat(web.send("OPTIONS", "/replay/json", "").headers().firstValue("allow"))
                .contains("GET, HEAD, OPTIONS, POST, PUT");
    }

    @Test
    void optionsOfTheWholeServerTellsWhatItKnows() throws IOException {
        String answer = web.raw("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Allow: DELETE, GET, HEAD, OPTIONS, POST, PUT\r\n");
        assertThat(web.raw("PUT * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 40[05] .*");
    }

    @Test
    void unsupportedMethodGets405AndWhatIsAllowed() {
        for (String method : List.of("DELETE", "PUT", "POST", "PATCH", "TRACE", "BREW")) {
            HttpResponse<String> answer = web.send(method, "/agents/json", "");
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
        }
    }

    @Test
    void mistakesAreToldInASentence() {
        HttpResponse<String> invalid = web.get("/table/ALL/sort:a:x/json");
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(invalid.body()).isEqualTo("sort: count must be a whole number, not 'x'\n");
        assertThat(invalid.headers().firstValue("content-type")).contains("text/plain;charset=utf-8");
        assertThat(invalid.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(web.get("/replay/json").statusCode()).isEqualTo(404);
        assertThat(web.get("/nowhere/at/all").statusCode()).isEqualTo(404);
        assertThat(web.get("/version/").statusCode()).isEqualTo(404);
    }

    @Test
    void faultOfOursIsStatus500WithoutDetails() {
        HttpResponse<String> answer = web.get("/license/json");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("fault of ours");
    }

    @Test
    void requestsThatRunOutOfMemoryGet503AndAreCounted() {
        HttpTraffic traffic = new HttpTraffic();
        TestCalls calls = new TestCalls().with("license", request -> {
            throw new OutOfMemoryError("for the test");
        });
        try (RestServer small = calls.start(Configurations.serving(true, true), traffic)) {
            Web other = new Web(small.port());
            for (int i = 1; i <= 3; i++) {
                HttpResponse<String> answer = other.get("/license/json");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("memory").doesNotContain("for the test");
                assertThat(traffic.counts().outOfMemory()).isEqualTo(i);
            }
        }
    }

    @Test
    void numbersAreShortAndNeverNotANumber() {
        assertThat(web.get("/metrics/json").body())
                .contains("\"large\": 10000000000,")
                .contains("\"fraction\": 0.30000000000000004,")
                .contains("\"tiny\": 1.5E-7,")
                .contains("\"huge\": 3.39E18,")
                .contains("\"negative\": 0,")
                .contains("\"none\": null,")
                .contains("\"text\": \"ü\\u0001\\\"\"");
    }

    @Test
    void jsonIsIndentedByOneSpaceAndCompactOnRequest() {
        assertThat(web.get("/agents/json").body()).isEqualTo("{\n \"call\": \"agents\"\n}");
        RestConfiguration compact = Configurations.with(RestConfiguration.onPort(0), 0);
        try (RestServer other = new TestCalls().start(compact)) {
            assertThat(new Web(other.port()).get("/agents/json").body()).isEqualTo("{\"call\":\"agents\"}");
        }
    }

    @Test
    void semicolonIsPartOfASegment() throws IOException {
        assertThat(web.rawGet("/metric/10.0.0.1;10.0.0.2/a;b/json"))
                .contains("\"agent\": \"10.0.0.1;10.0.0.2\"")
                .contains("\"metric\": \"a;b\"");
    }

    @Test
    void addressOfVersion6FitsIntoASegment() throws IOException {
        assertThat(web.rawGet("/metric/2001:db8::1/json")).contains("\"agent\": \"2001:db8::1\"");
        assertThat(web.rawGet("/metric/2001%3Adb8%3A%3A1/max%3Aload_one%2Csum:x/json"))
                .contains("\"agent\": \"2001:db8::1\"")
                .contains("\"metric\": \"max:load_one,sum:x\"");
    }

    @Test
    void queryIsDecodedAndRepeatedNamesAreKept() throws IOException {
        assertThat(web.rawGet("/dump/ALL/ALL/json?host_name=leaf*&host_name=a+b%26%C3%BC&os&&x=y=z"))
                .contains("\"?host_name\": \"leaf*|a b&ü\"")
                .contains("\"?os\": \"\"")
                .contains("\"?x\": \"y=z\"");
    }

    @Test
    void malformedRequestsGet400() throws IOException {
        for (String target : List.of(
                "/metric/%zz/json",
                "/metric/%4/json",
                "/metric/%ff%fe/json",
                "/dump/ALL/ALL/json?a=%g0",
                "/dump/ALL/ALL/json?a=%c3",
                "nopath")) {
            assertThat(web.rawGet(target)).as(target).startsWith("HTTP/1.1 400 ");
        }
        assertThat(web.raw("GARBAGE\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(web.raw("GET /version HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(web.raw("GET /version HTTP/9.9\r\nHost: x\r\n\r\n")).containsPattern("^HTTP/1.1 (400|505) ");
        assertThat(web.raw("GET /version HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void hugeRequestLinesAndHeadersAreRefused() throws IOException {
        String long1 = web.rawGet("/dump/ALL/" + "a,".repeat(40_000) + "/json");
        assertThat(long1).containsPattern("^HTTP/1.1 (414|431) ");
        assertThat(long1).doesNotContain("<html");
        assertThat(web.rawGet("/version", "X-Long: " + "x".repeat(60_000))).startsWith("HTTP/1.1 431 ");
        assertThat(web.rawGet("/dump/ALL/" + "a,".repeat(10_000) + "/json")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void bodyIsReadWhateverItsType() {
        for (String type : List.of("application/json", "text/plain", "application/x-www-form-urlencoded", "x/y")) {
            assertThat(web.send("PUT", "/replay/json", "{state:'running'}", "Content-Type", type)
                            .statusCode())
                    .as(type)
                    .isEqualTo(204);
        }
        assertThat(web.send("POST", "/replay/json", "{\"state\":\"running\"}").statusCode())
                .isEqualTo(204);
        assertThat(web.send("PUT", "/replay/json", "[1]").statusCode()).isEqualTo(400);
        assertThat(web.send("PUT", "/replay/json", "").statusCode()).isEqualTo(400);
    }
}
