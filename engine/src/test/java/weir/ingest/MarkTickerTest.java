package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.enginetest.Await;
import weir.ingest.QueueItem.Kind;

class MarkTickerTest {

    private static final long START = 1_700_000_000 * EngineClock.SECOND + 30 * EngineClock.MILLISECOND;

    private final ManualTime real = new ManualTime(START);
    private final LiveClock clock = new LiveClock(real);
    private final DatagramQueue queue = DatagramQueue.forMarks(new Doorbell());
    private final List<Long> marks = new ArrayList<>();

    /** Takes the marks that are queued, in milliseconds after the last whole second before the start. */
    private List<Long> take() {
        for (QueueItem item = queue.peek(); item != null; item = queue.peek()) {
            assertThat(item.kind()).isEqualTo(Kind.MARK);
            marks.add((item.time() - START) / EngineClock.MILLISECOND + 30);
            queue.remove();
        }
        return marks;
    }

    private void awaitMarks(Long... expected) {
        Await.until("marks " + List.of(expected) + " are queued", () -> take().equals(List.of(expected)));
    }

    @Test
    void putsAMarkIntoTheQueueEachTimeTheClockPassesOne() {
        try (MarkTicker ticker = new MarkTicker(real, clock, List.of(queue))) {
            ticker.start();
            real.untilSomeoneWaits();
            real.pass(70 * EngineClock.MILLISECOND);
            awaitMarks(100L);
            real.untilSomeoneWaits();
            real.pass(99 * EngineClock.MILLISECOND);
            real.untilSomeoneWaits();
            assertThat(take()).containsExactly(100L);
            real.pass(EngineClock.MILLISECOND);
            awaitMarks(100L, 200L);
        }
    }

    @Test
    void putsOneMarkForAllThatWereMissed() {
        try (MarkTicker ticker = new MarkTicker(real, clock, List.of(queue))) {
            ticker.start();
            real.untilSomeoneWaits();
            real.pass(10 * EngineClock.SECOND);
            awaitMarks(10_000L);
        }
    }

    @Test
    void leavesOutMarksOfAShardThatDoesNotTakeThem() {
        try (MarkTicker ticker = new MarkTicker(real, clock, List.of(queue))) {
            ticker.start();
            for (int i = 0; i < 200; i++) {
                real.untilSomeoneWaits();
                real.pass(Marks.INTERVAL);
            }
            real.untilSomeoneWaits();
            assertThat(take()).hasSize(64).startsWith(100L, 200L, 300L);
        }
    }
}
