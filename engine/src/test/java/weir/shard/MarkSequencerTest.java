package weir.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import weir.enginetest.Await;
import weir.event.Event;
import weir.event.NetworkMonitor;
import weir.event.Numbered;
import weir.event.Thresholds;
import weir.flow.FlowSource;
import weir.ingest.Marks;
import weir.meter.Moment;
import weir.metric.DataSourceId;
import weir.net.IpAddress;

class MarkSequencerTest {

    private static final NetworkMonitor NETWORK = new NetworkMonitor(() -> Thresholds.NONE);

    /** An event of a made-up replay: which agent, when, in which datagram and sample, of which threshold. */
    private record Found(int agent, long time, long datagram, int sample, String threshold) {

        Event event() {
            FlowSource source = FlowSource.of(IpAddress.parse("10.0.0." + agent).orElseThrow(), DataSourceId.of(0, 1));
            return new Event(
                    time,
                    threshold,
                    "m",
                    1,
                    datagram * 1000.0 + sample,
                    source,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    private static final int AGENTS = 7;
    private static final int MARKS = 40;

    /** Events of a replay in the order it has on one shard, those of a mark as last ones. */
    private static List<Found> madeUpReplay(long seed) {
        Random random = new Random(seed);
        List<Found> all = new ArrayList<>();
        long datagram = 0;
        for (int mark = 1; mark <= MARKS; mark++) {
            for (int i = random.nextInt(30); i > 0; i--) {
                datagram++;
                int agent = 1 + random.nextInt(AGENTS);
                long time = (mark - 1) * Marks.INTERVAL + datagram % 3 + 1;
                for (int sample = 1; sample <= random.nextInt(3); sample++) {
                    all.add(new Found(agent, time, datagram, sample, "a"));
                    if (random.nextBoolean()) {
                        all.add(new Found(agent, time, datagram, sample, "b"));
                    }
                }
            }
            for (int agent = 1; agent <= AGENTS; agent++) {
                if (random.nextInt(4) == 0) {
                    all.add(new Found(agent, mark * Marks.INTERVAL, datagram, Moment.AFTER_SAMPLES, "z"));
                }
            }
        }
        all.sort(Comparator.comparingLong(Found::time)
                .thenComparingLong(Found::datagram)
                .thenComparingInt(Found::sample)
                .thenComparing(Found::threshold)
                .thenComparingInt(Found::agent));
        return all;
    }

    private static List<Event> replay(List<Found> all, int shards, long seed) throws InterruptedException {
        Logs logs = Logs.of(10_000, 10);
        CountDownLatch end = new CountDownLatch(1);
        try (MarkSequencer sequencer = new MarkSequencer(shards, logs, NETWORK, end::countDown)) {
            sequencer.start();
            List<Thread> threads = IntStream.range(0, shards)
                    .mapToObj(shard -> Thread.ofVirtual()
                            .start(() -> play(all, shard, shards, sequencer.outlet(shard), new Random(seed + shard))))
                    .toList();
            end.await();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(sequencer.drops()).isZero();
        }
        List<Event> events = new ArrayList<>();
        logs.events().newest(-1, Integer.MAX_VALUE, event -> true).forEach(found -> events.addFirst(found.entry()));
        return events;
    }

    private static void play(List<Found> all, int shard, int shards, ShardOutlet outlet, Random random) {
        Map<Long, List<Found>> byMark = new HashMap<>();
        for (Found found : all) {
            if (found.agent % shards == shard) {
                byMark.computeIfAbsent(Math.ceilDiv(found.time, Marks.INTERVAL), mark -> new ArrayList<>())
                        .add(found);
            }
        }
        for (long mark = 1; mark <= MARKS; mark++) {
            for (Found found : byMark.getOrDefault(mark, List.of())) {
                outlet.event(Moment.of(found.time, found.datagram, found.sample), found.event());
            }
            if (random.nextInt(3) == 0) {
                Thread.yield();
            }
            outlet.passed(mark * Marks.INTERVAL);
        }
        outlet.ended();
    }

    @RepeatedTest(20)
    void theOrderDependsNeitherOnTheNumberOfShardsNorOnTheirSpeed(RepetitionInfo run) throws InterruptedException {
        List<Found> all = madeUpReplay(run.getCurrentRepetition());
        List<Event> expected = all.stream().map(Found::event).toList();
        for (int shards = 1; shards <= 4; shards++) {
            assertThat(replay(all, shards, run.getCurrentRepetition())).isEqualTo(expected);
        }
    }

    @Test
    void nothingIsAppendedBeforeEveryShardHasPassedItsMark() {
        Logs logs = Logs.of(10, 10);
        try (MarkSequencer sequencer = new MarkSequencer(2, logs, NETWORK, () -> {})) {
            sequencer.start();
            ShardOutlet fast = sequencer.outlet(0);
            ShardOutlet slow = sequencer.outlet(1);
            fast.event(Moment.of(5, 2, 1), new Found(1, 5, 2, 1, "fast").event());
            fast.passed(Marks.INTERVAL);
            fast.event(Moment.of(Marks.INTERVAL + 1, 3, 1), new Found(1, Marks.INTERVAL + 1, 3, 1, "later").event());
            fast.passed(2 * Marks.INTERVAL);
            slow.event(Moment.of(4, 1, 1), new Found(2, 4, 1, 1, "slow").event());
            assertThat(logs.events().count()).isZero();
            slow.passed(Marks.INTERVAL);
            Await.until("it is appended", () -> logs.events().count() == 2);
            assertThat(logs.events().newest(-1, 10, event -> true))
                    .extracting(Numbered::entry)
                    .extracting(Event::threshold)
                    .containsExactly("fast", "slow");
        }
    }

    @Test
    void whatIsProducedAtTheEndComesAfterAMarkOfTheSameTime() throws InterruptedException {
        Logs logs = Logs.of(10, 10);
        CountDownLatch end = new CountDownLatch(1);
        try (MarkSequencer sequencer = new MarkSequencer(2, logs, NETWORK, end::countDown)) {
            sequencer.start();
            Moment last = Moment.of(Marks.INTERVAL, 9, Moment.AFTER_SAMPLES);
            ShardOutlet one = sequencer.outlet(0);
            one.passed(Marks.INTERVAL);
            one.event(last, new Found(1, Marks.INTERVAL, 9, 1, "a").event());
            one.ended();
            ShardOutlet two = sequencer.outlet(1);
            two.event(last, new Found(2, Marks.INTERVAL, 9, 1, "z").event());
            two.passed(Marks.INTERVAL);
            two.ended();
            end.await();
            assertThat(logs.events().newest(-1, 10, event -> true))
                    .extracting(found -> found.entry().threshold())
                    .containsExactly("a", "z");
        }
    }

    @Test
    void aShardWaitsForAppendingAndNotForShardsThatAreBehind() throws InterruptedException {
        int each = 30_000;
        Logs logs = Logs.of(10, 10);
        CountDownLatch end = new CountDownLatch(1);
        try (MarkSequencer sequencer = new MarkSequencer(2, logs, NETWORK, end::countDown)) {
            sequencer.start();
            ShardOutlet one = sequencer.outlet(0);
            Moment moment = Moment.of(1, 1, 1);
            Event event = new Found(1, 1, 1, 1, "a").event();
            // Far more than may wait, with nothing that could be appended: it must not block.
            for (int mark = 1; mark <= 4; mark++) {
                for (int i = 0; i < each; i++) {
                    one.event(moment, event);
                }
                one.passed(mark * Marks.INTERVAL);
            }
            one.ended();
            assertThat(logs.events().count()).isZero();
            sequencer.outlet(1).ended();
            end.await();
            assertThat(logs.events().count()).isEqualTo(4L * each);
        }
    }

    @Test
    void moreThanTheMostBetweenTwoMarksIsCounted() throws InterruptedException {
        Logs logs = Logs.of(10, 10);
        CountDownLatch end = new CountDownLatch(1);
        try (MarkSequencer sequencer = new MarkSequencer(1, logs, NETWORK, end::countDown)) {
            sequencer.start();
            ShardOutlet outlet = sequencer.outlet(0);
            Moment moment = Moment.of(1, 1, 1);
            Event event = new Found(1, 1, 1, 1, "a").event();
            for (int i = 0; i < MarkSequencer.MOST_BETWEEN_MARKS + 5; i++) {
                outlet.event(moment, event);
            }
            outlet.ended();
            end.await();
            assertThat(sequencer.drops()).isEqualTo(5);
            assertThat(logs.events().count()).isEqualTo(MarkSequencer.MOST_BETWEEN_MARKS);
        }
    }

    @Test
    void aListenerThatFailsStopsNobody() throws InterruptedException {
        Logs logs = Logs.of(10, 10);
        logs.events().listen(event -> {
            throw new IllegalStateException("made to fail");
        });
        CountDownLatch end = new CountDownLatch(1);
        try (MarkSequencer sequencer = new MarkSequencer(1, logs, NETWORK, end::countDown)) {
            sequencer.start();
            ShardOutlet outlet = sequencer.outlet(0);
            outlet.event(Moment.of(1, 1, 1), new Found(1, 1, 1, 1, "a").event());
            outlet.event(Moment.of(1, 1, 2), new Found(1, 1, 1, 2, "a").event());
            outlet.ended();
            end.await();
            assertThat(logs.events().count()).isEqualTo(2);
        }
    }
}
