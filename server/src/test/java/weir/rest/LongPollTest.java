package weir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.event.Event;
import weir.event.Threshold;
import weir.flow.FlowSource;
import weir.metric.DataSourceId;
import weir.net.IpAddress;
import weir.service.EventService;
import weir.shard.Logs;

class LongPollTest { // RTM-07

    private static final FlowSource LEAF =
            FlowSource.of(IpAddress.parse("10.255.0.11").orElseThrow(), DataSourceId.of(0, 301));
    private static final Pattern ID = Pattern.compile("\"eventID\": (\\d+)");

    private final Logs logs = Logs.of(1000, 1000);
    private final EventService service = new EventService(logs, (threshold, agent, source, flow) -> false);
    private final HttpTraffic traffic = new HttpTraffic();
    private RestServer server;
    private Web web;

    @BeforeEach
    void start() {
        start(RestConfiguration.onPort(0));
    }

    private void start(RestConfiguration configuration) {
        Map<String, RestCall> calls = new EventCalls(service).calls();
        TestCalls all = new TestCalls();
        calls.forEach(all::with);
        server = all.start(configuration, traffic);
        web = new Web(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Event event(String threshold) {
        return new Event(
                1_700_000_000_851L,
                threshold,
                "srcdst",
                1_250_000,
                1_625_768.5,
                LEAF,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private void log(String... thresholds) {
        for (String threshold : thresholds) {
            logs.events().append(event(threshold));
        }
    }

    private List<Integer> ids(String path) {
        return ID.matcher(web.get(path).body())
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited two minutes in vain").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void writesEventsAsClientsKnowThem() {
        log("elephant");
        assertThat(web.get("/events/json").body()).isEqualToIgnoringWhitespace("""
                        [{"eventID": 0, "timestamp": 1700000000851, "thresholdID": "elephant", "metric": "srcdst",
                          "threshold": 1250000, "value": 1625768.5, "agent": "10.255.0.11", "dataSource": "301"}]
                        """);
    }

    @Test
    void answersAtOnceWithTheNewestThatQualify() {
        log("a", "b", "a", "b", "a");
        assertThat(ids("/events/json")).containsExactly(4, 3, 2, 1, 0);
        assertThat(ids("/events/json?maxEvents=2")).containsExactly(4, 3);
        assertThat(ids("/events/json?thresholdID=b&maxEvents=2")).containsExactly(3, 1);
        assertThat(ids("/events/json?eventID=-1&timeout=60")).containsExactly(4, 3, 2, 1, 0);
        assertThat(ids("/events/json?eventID=2&timeout=60")).containsExactly(4, 3);
        assertThat(ids("/events/json?thresholdID=unknown")).isEmpty();
    }

    @Test
    void doesNotWaitWithoutACursorATimeOrRoomForAnEvent() {
        assertThat(web.get("/events/json?timeout=60").body()).isEqualTo("[]");
        assertThat(web.get("/events/json?eventID=-1").body()).isEqualTo("[]");
        assertThat(web.get("/events/json?eventID=-1&timeout=0").body()).isEqualTo("[]");
        assertThat(web.get("/events/json?eventID=-1&timeout=60&maxEvents=0").body())
                .isEqualTo("[]");
        assertThat(web.get("/flows/json?flowID=-1&timeout=-3").body()).isEqualTo("[]");
    }

    @Test
    void aCursorOfAnEngineThatRanBeforeGetsTheNewestAtOnce() {
        log("a", "a");
        assertThat(ids("/events/json?eventID=43&timeout=60")).containsExactly(1, 0);
    }

    @Test
    void refusesParametersThatAreNoNumbers() {
        for (String query : List.of("maxEvents=many", "maxEvents=", "maxEvents=1.5", "eventID=x", "timeout=soon")) {
            assertThat(web.get("/events/json?" + query).statusCode()).as(query).isEqualTo(400);
        }
        for (String query : List.of("maxFlows=many", "flowID=x", "timeout=NaN")) {
            assertThat(web.get("/flows/json?" + query).statusCode()).as(query).isEqualTo(400);
        }
    }

    @Test
    void holdsARequestUntilTheFirstEventThatQualifies() {
        log("a");
        var answer = CompletableFuture.supplyAsync(
                () -> ids("/events/json?thresholdID=b&eventID=0&timeout=60&maxEvents=10"));
        await(() -> server.held() == 1);
        log("a", "a");
        assertThat(server.held()).isEqualTo(1);
        log("b");
        assertThat(answer.join()).containsExactly(3);
        await(() -> server.held() == 0);
    }

    @Test
    void anEmptyListEndsAWaitInVain() {
        var answer = web.get("/events/json?eventID=-1&timeout=0.05");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-cache, no-store, must-revalidate");
        assertThat(server.held()).isZero();
    }

    @Test
    void aWaitMayBeLongerThanTheServerHoldsIdleConnections() throws IOException {
        server.close();
        start(Configurations.with(RestConfiguration.onPort(0), idle(1_000)));
        try (Socket idle = web.connect();
                Socket waiting = web.connect()) {
            idle.getOutputStream()
                    .write("GET /version HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            ask(waiting, "/events/json?eventID=-1&timeout=60");
            await(() -> server.held() == 1);
            // The idle one is closed, so the time of idleness has passed for both.
            idle.getInputStream().readAllBytes();
            assertThat(server.held()).isEqualTo(1);
            log("a");
            assertThat(readAnswer(waiting)).contains("\"eventID\": 0");
        }
    }

    @Test
    void oneEventReachesTwoThousandClientsWithoutAThreadForEach() throws IOException {
        int clients = 2000;
        log("a");
        web.get("/events/json");
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        List<Socket> waiting = new ArrayList<>();
        try {
            long heapBefore = usedHeap();
            for (int i = 0; i < clients; i++) {
                Socket client = web.connect();
                waiting.add(client);
                ask(client, "/events/json?thresholdID=elephant&maxEvents=10&timeout=600&eventID=0");
            }
            await(() -> server.held() == clients);
            assertThat(traffic.counts().connectionsCurrent()).isGreaterThanOrEqualTo(clients);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore)
                    .as("threads more than before")
                    .isLessThan(20);
            long perClient = (usedHeap() - heapBefore) / clients;
            assertThat(perClient).as("bytes of heap for both ends of a client").isLessThan(32_768);
            long sentBefore = traffic.counts().messagesSent();
            log("other", "elephant", "other");
            for (Socket client : waiting) {
                assertThat(readAnswer(client)).contains("\"eventID\": 2").doesNotContain("\"eventID\": 3");
            }
            assertThat(server.held()).isZero();
            await(() -> traffic.counts().messagesSent() - sentBefore == clients);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore)
                    .as("threads more than before")
                    .isLessThan(20);
        } finally {
            for (Socket client : waiting) {
                client.close();
            }
        }
        await(() -> traffic.counts().connectionsCurrent() <= 2);
    }

    @Test
    void aConnectionServesItsNextRequestAfterAWait() throws IOException {
        try (Socket client = web.connect()) {
            ask(client, "/events/json?eventID=-1&timeout=60");
            await(() -> server.held() == 1);
            log("a");
            assertThat(readAnswer(client)).contains("\"eventID\": 0");
            ask(client, "/events/json?eventID=0&timeout=60");
            await(() -> server.held() == 1);
            log("a");
            assertThat(readAnswer(client)).contains("\"eventID\": 1");
            ask(client, "/version");
            assertThat(readAnswer(client)).contains("version");
        }
    }

    @Test
    void whatAClientSendsAheadIsAnsweredAfterTheWait() throws IOException {
        try (Socket client = web.connect()) {
            ask(client, "/events/json?eventID=-1&timeout=60");
            await(() -> server.held() == 1);
            ask(client, "/version");
            ask(client, "/events/json?eventID=-1&timeout=60");
            log("a");
            assertThat(readAnswer(client)).contains("\"eventID\": 0");
            assertThat(readAnswer(client)).contains("version");
            assertThat(readAnswer(client)).contains("\"eventID\": 0");
        }
    }

    @Test
    void clientsThatHangUpAreReleased() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Socket client = web.connect();
            waiting.add(client);
            ask(client, "/events/json?eventID=-1&timeout=600");
        }
        await(() -> server.held() == 50);
        for (Socket client : waiting.subList(0, 20)) {
            client.close();
        }
        await(() -> server.held() == 30);
        for (Socket client : waiting.subList(20, 40)) {
            client.setSoLinger(true, 0); // Ends with a reset.
            client.close();
        }
        await(() -> server.held() == 10);
        log("a");
        for (Socket client : waiting.subList(40, 50)) {
            assertThat(readAnswer(client)).contains("\"eventID\": 0");
            client.close();
        }
        await(() -> traffic.counts().connectionsCurrent() == 0);
    }

    @Test
    void aClientThatClosesItsHalfGetsItsAnswer() throws IOException {
        try (Socket client = web.connect()) {
            ask(client, "/events/json?eventID=-1&timeout=600");
            await(() -> server.held() == 1);
            client.shutdownOutput();
            assertThat(readAnswer(client)).endsWith("[]");
        }
    }

    @Test
    void refusesMoreWaitsThanTheMost() {
        server.close();
        start(Configurations.with(RestConfiguration.onPort(0), limits(2)));
        var first = CompletableFuture.supplyAsync(() -> ids("/events/json?eventID=-1&timeout=60"));
        var second = CompletableFuture.supplyAsync(() -> ids("/events/json?eventID=-1&timeout=60"));
        await(() -> server.held() == 2);
        assertThat(web.get("/events/json?eventID=-1&timeout=60").statusCode()).isEqualTo(503);
        assertThat(web.get("/events/json?eventID=-1").statusCode()).isEqualTo(200);
        log("a");
        assertThat(first.join()).containsExactly(0);
        assertThat(second.join()).containsExactly(0);
        assertThat(ids("/events/json?eventID=-1&timeout=60")).containsExactly(0);
    }

    @Test
    void compressesWhatWasWaitedFor() {
        log("a");
        var answer = CompletableFuture.supplyAsync(
                () -> web.get("/events/json?eventID=0&timeout=60", "Accept-Encoding", "gzip"));
        await(() -> server.held() == 1);
        log("b");
        assertThat(answer.join().headers().firstValue("content-encoding")).contains("gzip");
    }

    @Test
    void definesReadsAndRemovesThresholds() {
        String body = "{metric:'37.ifinoctets',value:'1e6',filter:{ifspeed:[1000000000,'1*']},byFlow:false,}";
        assertThat(web.send("PUT", "/threshold/t1/json", body, "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(204);
        assertThat(web.get("/threshold/t1/json").body()).isEqualToIgnoringWhitespace("""
                        {"metric": "37.ifinoctets", "value": 1000000, "filter": {"ifspeed": ["1000000000", "1*"]},
                         "byFlow": false, "timeout": 60}
                        """);
        assertThat(service.threshold("t1")).isInstanceOf(Threshold.class);
        assertThat(web.get("/threshold/json").body()).contains("\"t1\": {");
        assertThat(web.get("/threshold/t2/json").statusCode()).isEqualTo(404);
        assertThat(web.send("DELETE", "/threshold/t2/json", "").statusCode()).isEqualTo(204);
        assertThat(web.send("DELETE", "/threshold/t1/json", "").statusCode()).isEqualTo(204);
        assertThat(web.get("/threshold/json").body()).isEqualTo("{}");
    }

    @Test
    void saysWhatIsWrongWithAThreshold() {
        for (String body : List.of(
                "{\"value\":1}",
                "{\"metric\":\"m\"}",
                "{\"metric\":\"m\",\"value\":\"x\"}",
                "{\"metric\":\"max:m\",\"value\":1}",
                "[]",
                "")) {
            assertThat(web.send("PUT", "/threshold/t/json", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(web.send("PUT", "/threshold/a.b/json", "{\"metric\":\"m\",\"value\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(web.send("PUT", "/threshold/t/json", "{\"metric\":\"max:m\",\"value\":1}")
                        .body())
                .contains("max:m");
    }

    private static RestConfiguration.Limits limits(int held) {
        return limits(held, RestConfiguration.Limits.standard().idleMillis());
    }

    private static RestConfiguration.Limits idle(long idleMillis) {
        return limits(100, idleMillis);
    }

    private static RestConfiguration.Limits limits(int held, long idleMillis) {
        RestConfiguration.Limits usual = RestConfiguration.Limits.standard();
        return new RestConfiguration.Limits(
                usual.connections(),
                usual.rendering(),
                usual.open(),
                usual.slow(),
                usual.waitMillis(),
                usual.body(),
                usual.bodies(),
                held,
                idleMillis);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void ask(Socket client, String target) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Reads one answer to its end by its length or its chunks. */
    private static String readAnswer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the server closed after " + head).isNotNegative();
            head.append((char) next);
        }
        var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        if (length.find()) {
            return head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
        }
        StringBuilder body = new StringBuilder();
        while (body.indexOf("0\r\n\r\n") < 0) {
            body.append((char) in.read());
        }
        return head + body.toString();
    }
}
