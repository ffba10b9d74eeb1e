package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import weir.enginetest.Await;

class EngineThreadTest {

    @Test
    void goesOnAfterItsBodyHasThrownAndEndsWithIt() throws InterruptedException {
        var begun = new AtomicInteger();
        var works = new CountDownLatch(1);
        var close = new CountDownLatch(1);
        var thread = new EngineThread("weir-test", () -> {
            switch (begun.incrementAndGet()) {
                case 1 -> throw new OutOfMemoryError("for the test");
                case 2 -> throw new IllegalStateException("for the test");
                default -> works.countDown();
            }
            awaitQuietly(close);
        });

        thread.start();
        assertThat(works.await(120, TimeUnit.SECONDS)).isTrue();
        close.countDown();
        thread.join();

        assertThat(begun).hasValue(3);
    }

    @Test
    void aBodyThatThrowsAgainAndAgainIsToldUntilItWorks() throws InterruptedException {
        var well = new AtomicBoolean();
        var works = new CountDownLatch(1);
        var close = new CountDownLatch(1);
        var thread = new EngineThread("weir-unwell", () -> {
            if (!well.get()) {
                throw new IllegalStateException("for the test");
            }
            works.countDown();
            awaitQuietly(close);
        });
        long before = EngineThread.failures();

        assertThat(EngineThread.failing()).doesNotContain("weir-unwell");
        thread.start();
        Await.until("it is told", () -> EngineThread.failing().contains("weir-unwell"));
        assertThat(EngineThread.failures()).isGreaterThanOrEqualTo(before + 3);
        well.set(true);
        assertThat(works.await(120, TimeUnit.SECONDS)).isTrue();
        Await.until("it is no longer told", () -> !EngineThread.failing().contains("weir-unwell"));
        close.countDown();
        thread.join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
