package weir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import weir.request.NotFoundException;

/** Clients that take an answer of some age, over a real socket. */
class SharedAnswersTest {

    private static final String[] OF_LATE = {"Cache-Control", "max-age=10"};
    private static final int CLIENTS = 20;

    private final AtomicInteger worked = new AtomicInteger();
    private final AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicReference<Object> definitions = new AtomicReference<>("some");
    private final RestServer server = new TestCalls()
            .measuring(definitions)
            .with("metrics", request -> {
                begun.countDown();
                await(gate.get());
                int number = worked.incrementAndGet();
                return new Answer.Json(
                        out -> out.startObject().member("number", number).endObject());
            })
            .with("agents", request -> {
                int number = worked.incrementAndGet();
                return new Answer.Json(out -> {
                    out.startArray();
                    for (int i = 0; i < 300_000; i++) {
                        out.value(number);
                    }
                    out.endArray();
                });
            })
            .with("topology", request -> {
                worked.incrementAndGet();
                throw new NotFoundException("there is none");
            })
            .start();
    private final Web web = new Web(server.port());

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoTakesOneOfLateGetsThatOfAnother() {
        String first = web.get("/metrics/json", OF_LATE).body();
        HttpResponse<String> second = web.get("/metrics/json", OF_LATE);
        assertThat(second.body()).isEqualTo(first);
        assertThat(second.headers().firstValue("age")).isPresent();
        assertThat(second.headers().firstValue("content-type")).contains(Replies.JSON);
        assertThat(second.headers().firstValue("cache-control").orElseThrow()).contains("no-store");
        assertThat(worked).hasValue(1);
    }

    /** A definition that is removed and made again begins anew: what the former measured is not told of it. */
    @Test
    void noAnswerOutlivesTheDefinitionsItWasMadeUnder() {
        web.get("/metrics/json", OF_LATE);
        definitions.set("others");
        assertThat(web.get("/metrics/json", OF_LATE).body()).contains("\"number\": 2");
        assertThat(web.get("/metrics/json", OF_LATE).body()).contains("\"number\": 2");
        assertThat(worked).hasValue(2);
    }

    @Test
    void anAnswerIsOfTheDefinitionsThatWereThereWhenItsWorkBegan() throws Exception {
        gate.set(new CountDownLatch(1));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first =
                    clients.submit(() -> web.get("/metrics/json", OF_LATE).body());
            assertThat(begun.await(2, TimeUnit.MINUTES)).isTrue();
            definitions.set("others");
            gate.get().countDown();
            assertThat(first.get()).contains("\"number\": 1");
        }
        assertThat(web.get("/metrics/json", OF_LATE).body()).contains("\"number\": 2");
    }

    @Test
    void whoSaysNothingGetsAnAnswerOfItsOwn() {
        web.get("/metrics/json", OF_LATE);
        for (String said :
                List.of("no-cache", "max-age=0", "max-age=", "max-age=x", "max-age=-1", "max-age=99999999999")) {
            int before = worked.get();
            HttpResponse<String> answer = web.get("/metrics/json", "Cache-Control", said);
            assertThat(answer.headers().firstValue("age")).as(said).isEmpty();
            assertThat(worked).as(said).hasValue(before + 1);
        }
        assertThat(web.get("/metrics/json").body()).contains("8");
    }

    @Test
    void questionsThatDifferAreNotMixedUp() {
        web.get("/metrics/json", OF_LATE);
        web.get("/metrics/json?x=1", OF_LATE);
        assertThat(worked).hasValue(2);
    }

    @Test
    void whoeverAsksWhileItIsWorkedOnWaitsForIt() throws Exception {
        gate.set(new CountDownLatch(1));
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                answers.add(
                        clients.submit(() -> web.get("/metrics/json", OF_LATE).body()));
            }
            gate.get().countDown();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).contains("\"number\": 1");
            }
        }
        assertThat(worked).hasValue(1);
    }

    @Test
    void anAnswerThatIsTooLargeArrivesWholeAndIsNotKept() {
        String first = web.get("/agents/json", OF_LATE).body();
        String second = web.get("/agents/json", OF_LATE).body();
        assertThat(first.length()).isGreaterThan(SharedAnswers.LARGEST);
        assertThat(second.equals(first.replace("1", "2"))).isTrue();
    }

    @Test
    void aMistakeIsToldAndNotKept() {
        for (int i = 1; i <= 2; i++) {
            HttpResponse<String> answer = web.get("/topology/json", OF_LATE);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("there is none");
            assertThat(worked).hasValue(i);
        }
    }

    @Test
    void whatIsKeptIsBounded() {
        SharedAnswers answers = new SharedAnswers(() -> "some");
        long now = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            answers.keep("small" + i, new SharedAnswers.Shared(new byte[10], now, "some"));
        }
        assertThat(answers.find("small999", TimeUnit.HOURS.toNanos(1))).isNotNull();
        assertThat(answers.find("small900", TimeUnit.HOURS.toNanos(1))).isNull();
        for (int i = 0; i < 100; i++) {
            answers.keep("large", new SharedAnswers.Shared(new byte[SharedAnswers.LARGEST], now, "some"));
        }
        assertThat(answers.find("small999", TimeUnit.HOURS.toNanos(1))).isNotNull();
        for (int i = 0; i < 17; i++) {
            answers.keep("large" + i, new SharedAnswers.Shared(new byte[SharedAnswers.LARGEST], now, "some"));
        }
        assertThat(answers.find("large0", TimeUnit.HOURS.toNanos(1))).isNull();
        assertThat(answers.find("large16", TimeUnit.HOURS.toNanos(1))).isNotNull();
        assertThat(answers.find("large16", 0)).isNull();
    }
}
