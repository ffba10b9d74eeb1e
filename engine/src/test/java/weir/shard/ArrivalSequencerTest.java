package weir.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import weir.enginetest.Await;
import weir.event.Event;
import weir.event.EventLatency;
import weir.event.FlowRecord;
import weir.event.NetworkMonitor;
import weir.event.Thresholds;
import weir.flow.FlowKey;
import weir.flow.FlowKeyFormat;
import weir.flow.FlowSource;
import weir.flow.FlowTotals;
import weir.meter.Moment;

class ArrivalSequencerTest {

    private static final NetworkMonitor NETWORK = new NetworkMonitor(() -> Thresholds.NONE);

    private static final Event EVENT = new Event(
            0, "t", "m", 1, 2, FlowSource.NETWORK, Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    private static final FlowKeyFormat TEXT = new FlowKeyFormat() {
        @Override
        public List<String> fields(byte[] key, int offset, int length) {
            return List.of(text(key, offset, length));
        }

        @Override
        public String text(byte[] key, int offset, int length) {
            return new String(key, offset, length, java.nio.charset.StandardCharsets.US_ASCII);
        }
    };

    @Test
    void appendsAtOnceAndTellsHowLongItTook() {
        AtomicLong clock = new AtomicLong(10_000_000);
        Logs logs = Logs.of(10, 10);
        try (ArrivalSequencer sequencer = new ArrivalSequencer(2, logs, NETWORK, () -> clock.getAndAdd(500_000))) {
            sequencer.start();
            sequencer.outlet(0).event(Moment.of(8_000_000, 1, 1), EVENT);
            Await.until("it is appended", () -> logs.events().count() == 1);
            assertThat(logs.events()
                            .newest(-1, 1, event -> true)
                            .getFirst()
                            .entry()
                            .latency())
                    .contains(new EventLatency(2, 2.5));
        }
    }

    @Test
    void flowRecordsHaveNumbersOfTheirOwn() {
        Logs logs = Logs.of(10, 10);
        try (ArrivalSequencer sequencer = new ArrivalSequencer(2, logs, NETWORK, () -> 0)) {
            sequencer.start();
            ShardOutlet outlet = sequencer.outlet(1);
            outlet.event(Moment.of(1, 1, 1), EVENT);
            FlowRecord record = new FlowRecord(
                    "f",
                    FlowSource.NETWORK,
                    new FlowTotals(FlowKey.of(new byte[] {65}, TEXT), 1, List.of(), Optional.empty(), 0, 0));
            outlet.record(Moment.of(1, 1, 1), record);
            outlet.passed(5);
            Await.until("it is appended", () -> logs.flows().count() == 1);
            assertThat(logs.flows().newest(-1, 1, any -> true).getFirst().id()).isZero();
            assertThat(logs.events().last()).isZero();
        }
    }

    @Test
    void dropsAndCountsWhatFindsNoRoom() throws InterruptedException {
        Logs logs = Logs.of(10, 10);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        logs.events().listen(event -> {
            begun.countDown();
            awaitQuietly(goOn);
        });
        try (ArrivalSequencer sequencer = new ArrivalSequencer(2, logs, NETWORK, () -> 0)) {
            sequencer.start();
            ShardOutlet outlet = sequencer.outlet(0);
            outlet.event(Moment.of(1, 1, 1), EVENT);
            begun.await();
            int offered = 0;
            while (sequencer.drops() < 100) {
                outlet.event(Moment.of(1, 1, 1), EVENT);
                offered++;
            }
            long kept = offered + 1 - sequencer.drops();
            goOn.countDown();
            Await.until("it is appended", () -> logs.events().count() == kept);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
