package weir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What web pages of other sites cannot make a browser do. */
class BrowserGuardTest {

    @Test
    void pageOfAnotherSiteCannotChangeAnything() throws IOException {
        try (RestServer server = new TestCalls().start()) {
            Web web = new Web(server.port());
            for (String origin : List.of(
                    "http://evil.example",
                    "http://127.0.0.1",
                    "http://127.0.0.1:1",
                    "null",
                    "127.0.0.1:" + server.port(),
                    "http://127.0.0.1:" + server.port() + ".evil.example")) {
                for (String method : List.of("PUT", "POST", "DELETE")) {
                    assertThat(put(web, method, "127.0.0.1:" + server.port(), origin))
                            .as(method + " from " + origin)
                            .startsWith("HTTP/1.1 403 ");
                }
            }
        }
    }

    @Test
    void ownPageAndCommandLineCanChange() throws IOException {
        try (RestServer server = new TestCalls().start()) {
            Web web = new Web(server.port());
            for (String host : List.of("127.0.0.1:1", "[::1]:80", "localhost:8008", "weir", "x.localhost")) {
                assertThat(put(web, "PUT", host, "http://" + host)).as(host).startsWith("HTTP/1.1 204 ");
                assertThat(put(web, "PUT", host, "https://" + host)).as(host).startsWith("HTTP/1.1 204 ");
            }
            assertThat(web.send("PUT", "/replay/json", "{}").statusCode()).isEqualTo(204);
        }
    }

    @Test
    void nameThatCanBePointedHereCannotChangeAnything() throws IOException {
        try (RestServer server = new TestCalls().start()) {
            Web web = new Web(server.port());
            assertThat(put(web, "PUT", "evil.example:8008", "http://evil.example:8008"))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("http.hosts");
        }
    }

    @Test
    void listedNameCanChangeAndOthersCannotEvenRead() throws IOException {
        try (RestServer server = new TestCalls().start(Configurations.hosts("Weir.Example.com"))) {
            Web web = new Web(server.port());
            assertThat(put(web, "PUT", "weir.example.com:8008", "http://weir.example.com:8008"))
                    .startsWith("HTTP/1.1 204 ");
            assertThat(get(web, "weir.example.com")).startsWith("HTTP/1.1 200 ");
            assertThat(get(web, "evil.example")).startsWith("HTTP/1.1 403 ");
            assertThat(get(web, "127.0.0.1:8008")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void readingIsOpenToEveryName() throws IOException {
        try (RestServer server = new TestCalls().start()) {
            Web web = new Web(server.port());
            assertThat(get(web, "weir.example.com")).startsWith("HTTP/1.1 200 ");
            assertThat(web.rawGet("/agents/json", "Origin: http://evil.example"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void nothingChangesInAReadOnlyEngine() {
        try (RestServer server = new TestCalls().start(Configurations.readonly())) {
            Web web = new Web(server.port());
            assertThat(web.send("PUT", "/replay/json", "{}").statusCode()).isEqualTo(403);
            assertThat(web.send("POST", "/replay/json", "{}").statusCode()).isEqualTo(403);
            assertThat(web.send("DELETE", "/replay/json", "").statusCode()).isEqualTo(405);
            assertThat(web.get("/replay/json").statusCode()).isEqualTo(200);
        }
    }

    private static String put(Web web, String method, String host, String origin) throws IOException {
        return web.raw(method + " /replay/json HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin
                + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
    }

    private static String get(Web web, String host) throws IOException {
        return web.raw("GET /agents/json HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }
}
