package weir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers larger than any buffer: streamed, few at a time, and never held for a slow client. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeAnswersTest {

    private static final int ROWS = 200_000;

    private final AtomicLong written = new AtomicLong();

    @Test
    void largeAnswerArrivesWhole() {
        try (RestServer server = rows().start()) {
            HttpResponse<String> answer = new Web(server.port()).get("/dump/ALL/ALL/json");
            assertThat(answer.headers().firstValue("content-length")).isEmpty();
            assertThat(answer.body()).startsWith("[").endsWith("]").contains("row " + (ROWS - 1));
        }
    }

    @Test
    void slowReaderHoldsNeitherTheAnswerNorTheTurn() throws IOException {
        RestConfiguration one = limits(1, 8, 30_000);
        try (RestServer server = rows().start(one);
                Socket slow = ask(server, "/dump/ALL/ALL/json")) {
            InputStream in = slow.getInputStream();
            assertThat(in.read()).isPositive();
            // Whoever asks after it gets a whole answer, though the slow one has not ended and there is one turn.
            String other = new Web(server.port()).get("/dump/ALL/ALL/json").body();
            assertThat(other).endsWith("]");
            // Of the slow one's answer, what buffers and sockets take has been written, and no more.
            assertThat(written.get()).isLessThan(ROWS * 2L);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).endsWith("]");
        }
    }

    private static int statusOnceThereIsATurn(Web web) {
        int status = 503;
        while (status == 503) {
            status = web.get("/dump/ALL/ALL/json").statusCode();
        }
        return status;
    }

    @Test
    void askersBeyondTheTurnsAreRefusedAfterAWhile() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TestCalls calls = new TestCalls()
                .with(
                        "dump",
                        request -> new Answer.Json(out -> {
                            out.startArray();
                            begun.countDown();
                            awaitQuietly(goOn);
                            out.endArray();
                        }));
        try (RestServer server = calls.start(limits(1, 8, 50))) {
            Web web = new Web(server.port());
            CompletableFuture<HttpResponse<String>> first =
                    CompletableFuture.supplyAsync(() -> web.get("/dump/ALL/ALL/json"));
            begun.await();
            HttpResponse<String> second = web.get("/dump/ALL/ALL/json");
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.body()).contains("too many large answers");
            // What is not large is answered all the time.
            assertThat(web.get("/metrics/json").statusCode()).isEqualTo(200);
            goOn.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
            // The turn is given back a moment after the answer has come.
            assertThat(statusOnceThereIsATurn(web)).isEqualTo(200);
        }
    }

    @Test
    void manySlowReadersAreBoundedAndTheRestRefused() throws IOException {
        List<Socket> slow = new ArrayList<>();
        // Much less than the time after which slow readers give their places up.
        try (RestServer server = rows().start(limits(1, 3, 1500))) {
            for (int i = 0; i < 3; i++) {
                Socket socket = ask(server, "/dump/ALL/ALL/json");
                assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
                slow.add(socket);
            }
            Web web = new Web(server.port());
            assertThat(web.get("/dump/ALL/ALL/json").statusCode()).isEqualTo(503);
            for (Socket socket : slow) {
                socket.close();
            }
            // Their places are free again once the server notices.
            assertThat(statusOnceThereIsATurn(web)).isEqualTo(200);
        }
    }

    @Test
    void slowReaderGivesItsPlaceUpToWhoeverWaits() throws IOException {
        try (RestServer server = rows().start(limits(1, 1, 60_000));
                Socket slow = ask(server, "/dump/ALL/ALL/json")) {
            assertThat(slow.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
            assertThat(new Web(server.port()).get("/dump/ALL/ALL/json").body()).endsWith("]");
            assertThat(slow.getInputStream().readAllBytes()).asString().doesNotEndWith("]");
        }
    }

    @Test
    void slowReadersOfOtherAnswersAreBoundedToo() throws IOException {
        List<Socket> slow = new ArrayList<>();
        TestCalls calls = new TestCalls()
                .with(
                        "metrics",
                        request -> new Answer.Json(out -> {
                            out.startArray();
                            for (int i = 0; i < ROWS; i++) {
                                out.value("row " + i + ", long enough to fill what lies between server and client");
                            }
                            out.endArray();
                        }));
        try (RestServer server = calls.start(limits(1, 1, 1000))) {
            for (int i = 0; i < 6; i++) {
                slow.add(ask(server, "/metrics/json"));
            }
            // Two may wait for their clients. Of the others the server lets go before any client has read a byte.
            assertThat(new Web(server.port()).get("/version").statusCode()).isEqualTo(200);
            int whole = 0;
            for (Socket socket : slow) {
                try (socket) {
                    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    whole += answer.endsWith("]") ? 1 : 0;
                } catch (SocketException e) {
                    // Let go of with a reset.
                }
            }
            assertThat(whole).isBetween(1, 5);
        }
    }

    @Test
    void hundredParallelDumpsEndInAnswersOrRefusals() {
        try (RestServer server = rows().start(limits(1, 4, 200))) {
            Web web = new Web(server.port());
            List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(CompletableFuture.supplyAsync(() -> web.get("/dump/ALL/ALL/json"), Thread::startVirtualThread));
            }
            int whole = 0;
            for (CompletableFuture<HttpResponse<String>> one : all) {
                HttpResponse<String> answer = one.join();
                assertThat(answer.statusCode()).isIn(200, 503);
                if (answer.statusCode() == 200) {
                    assertThat(answer.body()).endsWith("]");
                    whole++;
                }
            }
            assertThat(whole).isPositive();
        }
    }

    @Test
    void answerThatBreaksOffDoesNotLookWhole() throws IOException {
        TestCalls calls = new TestCalls()
                .with(
                        "dump",
                        request -> new Answer.Json(out -> {
                            out.startArray();
                            for (int i = 0; i < ROWS; i++) {
                                out.value("row " + i);
                            }
                            throw new IllegalStateException("in the middle");
                        }));
        try (RestServer server = calls.start()) {
            // The last chunk never comes: the server closes a connection that could have stayed open.
            String answer = new Web(server.port()).raw("GET /dump/ALL/ALL/json HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("chunked", "row 10\"");
            assertThat(answer).doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void headOfALargeAnswerWritesNothing() {
        try (RestServer server = rows().start()) {
            assertThat(new Web(server.port())
                            .send("HEAD", "/dump/ALL/ALL/json", "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(written.get()).isZero();
        }
    }

    private TestCalls rows() {
        return new TestCalls()
                .with(
                        "dump",
                        request -> new Answer.Json(out -> {
                            out.startArray();
                            for (int i = 0; i < ROWS; i++) {
                                out.value("row " + i + ", long enough to fill what lies between server and client");
                                written.incrementAndGet();
                            }
                            out.endArray();
                        }));
    }

    private static RestConfiguration limits(int rendering, int open, long waitMillis) {
        return Configurations.with(
                RestConfiguration.onPort(0),
                new RestConfiguration.Limits(1000, rendering, open, 2, waitMillis, 1 << 20, 1 << 22, 10, 30_000));
    }

    private static Socket ask(RestServer server, String path) throws IOException {
        Socket socket = new Web(server.port()).connectSlow();
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
