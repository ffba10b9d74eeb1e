package weir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Bodies are bounded, each and together. */
class BodyReaderTest {

    private static final RestConfiguration SMALL = Configurations.with(
            RestConfiguration.onPort(0), new RestConfiguration.Limits(1000, 1, 4, 4, 1000, 20_000, 30_000, 10, 30_000));

    private final TestCalls calls = new TestCalls().with("startReplay", request -> {
        request.body();
        return new Answer.Done();
    });

    @Test
    void bodyLargerThanTheBoundIsRefused() throws IOException {
        try (RestServer server = calls.start(SMALL)) {
            Web web = new Web(server.port());
            assertThat(web.send("PUT", "/replay/json", body(19_000)).statusCode())
                    .isEqualTo(204);
            // By its length alone: a client that goes on sending to a server that has closed may not see the answer.
            String head = "PUT /replay/json HTTP/1.1\r\nHost: x\r\nContent-Length: 20001\r\nConnection: close\r\n\r\n";
            assertThat(web.raw(head)).startsWith("HTTP/1.1 413 ").contains("20000 bytes");
        }
    }

    @Test
    void bodyOfUnknownLengthIsCutOffAtTheBound() throws IOException {
        try (RestServer server = calls.start(SMALL)) {
            StringBuilder request = new StringBuilder(
                    "PUT /replay/json HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
            for (int i = 0; i < 30; i++) {
                request.append("3e8\r\n").append("{".repeat(1000)).append("\r\n");
            }
            assertThat(new Web(server.port()).raw(request + "0\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void compressedBodyIsNotUnpacked() throws IOException {
        try (RestServer server = calls.start(SMALL)) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(body(1000).getBytes(StandardCharsets.US_ASCII));
            }
            String head = "PUT /replay/json HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + packed.size() + "\r\n\r\n";
            assertThat(new Web(server.port()).raw(head + packed.toString(StandardCharsets.ISO_8859_1)))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void clientThatStopsSendingHoldsNobodyUp() throws IOException {
        try (RestServer server = calls.start(SMALL)) {
            Web web = new Web(server.port());
            try (Socket idle = web.connect()) {
                idle.getOutputStream()
                        .write("PUT /replay/json HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(web.send("PUT", "/replay/json", "{}").statusCode()).isEqualTo(204);
            }
            assertThat(web.send("PUT", "/replay/json", "{}").statusCode()).isEqualTo(204);
        }
    }

    @Test
    void bodiesAreBoundedTogether() throws IOException {
        try (RestServer server = calls.start(SMALL)) {
            Web web = new Web(server.port());
            try (Socket first = web.connect();
                    Socket second = web.connect()) {
                for (Socket socket : new Socket[] {first, second}) {
                    socket.getOutputStream()
                            .write(("PUT /replay/json HTTP/1.1\r\nHost: x\r\nContent-Length: 19000\r\n\r\n"
                                            + body(18_000).substring(0, 17_999))
                                    .getBytes(StandardCharsets.US_ASCII));
                }
                // One of them grew past what all may have together and was refused; the other still waits.
                int status = 0;
                while (status != 503) {
                    for (Socket socket : new Socket[] {first, second}) {
                        if (socket.getInputStream().available() > 12) {
                            String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                            status = Integer.parseInt(line.substring(9));
                        }
                    }
                }
                assertThat(status).isEqualTo(503);
            }
        }
    }

    private static String body(int length) {
        return "{a:'" + "x".repeat(length - 6) + "'}";
    }
}
