package weir.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.enginetest.CaptureFile;
import weir.ingest.CaptureInput;
import weir.ingest.CaptureSource;
import weir.ingest.Marks;
import weir.ingest.QueueItem;
import weir.ingest.QueueItem.Kind;
import weir.ingest.ReplaySpeed;
import weir.ingest.ShardQueues;
import weir.shard.RecordingState.Told;
import weir.testing.DatagramBuilder;

/** Shards that empty the queues of a capture, with states that note what they are told. */
class ShardTest {

    private static final int DATAGRAMS = 4000;
    private static final long FIRST = 1_500_000_000_123_456_789L;

    @TempDir
    private Path directory;

    /** Datagrams of 40 agents, 7 ms apart, some at the very time of a mark. */
    private Path capture() {
        CaptureFile file = new CaptureFile();
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] datagram = new DatagramBuilder().agent("10.0.0." + i % 40).build();
            long time = FIRST + i * 7_000_000L;
            file.datagram(i % 100 == 0 ? time / Marks.INTERVAL * Marks.INTERVAL : time, datagram);
        }
        return file.in(directory);
    }

    private static <S extends ShardState> List<S> replay(
            Path file, ReplaySpeed speed, int shards, int capacity, Supplier<S> states) throws InterruptedException {
        var input = new CaptureInput(file, 6343, speed, false, false);
        ShardQueues queues = new ShardQueues(input, shards, capacity);
        CountDownLatch running = new CountDownLatch(shards);
        List<S> all = new ArrayList<>();
        List<Shard> threads = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            all.add(states.get());
            threads.add(new Shard(
                    i, queues.ofShard(i), queues.doorbell(i), all.getLast(), arrived -> {}, running::countDown));
        }
        try (CaptureSource source = new CaptureSource(input, queues, 1000, Long.MAX_VALUE)) {
            source.start();
            threads.forEach(Shard::start);
            running.await();
        } finally {
            threads.forEach(Shard::close);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void doesEveryMarkBeforeTheFirstDatagramWithALaterTime(int shards) throws InterruptedException {
        List<RecordingState> states = replay(capture(), ReplaySpeed.MAX, shards, 100, RecordingState::new);
        long last = FIRST + (DATAGRAMS - 1) * 7_000_000L;
        long[] marks = LongStream.iterate(
                        Math.ceilDiv(FIRST / Marks.INTERVAL * Marks.INTERVAL, Marks.INTERVAL) * Marks.INTERVAL,
                        mark -> mark <= last,
                        mark -> mark + Marks.INTERVAL)
                .toArray();
        for (RecordingState state : states) {
            assertThat(state.told.stream()
                            .filter(told -> told.kind() == Kind.MARK)
                            .mapToLong(Told::time))
                    .containsExactly(LongStream.of(marks).boxed().toArray(Long[]::new));
            long done = marks[0] - Marks.INTERVAL;
            for (Told told : state.told) {
                if (told.kind() == Kind.MARK) {
                    done = told.time();
                } else if (told.kind() == Kind.DATAGRAM) {
                    // The mark before this datagram is done, the next one is not.
                    assertThat(told.time()).isGreaterThan(done).isLessThanOrEqualTo(done + Marks.INTERVAL);
                }
            }
            assertThat(state.told.getLast()).isEqualTo(new Told(Kind.END, 0, last));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void getsEveryDatagramOnceAndInOrder(int shards) throws InterruptedException {
        List<RecordingState> states = replay(capture(), ReplaySpeed.MAX, shards, 100, RecordingState::new);
        for (RecordingState state : states) {
            assertThat(numbers(state)).isNotEmpty().isSorted();
        }
        assertThat(states.stream().flatMap(state -> numbers(state).stream()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, DATAGRAMS).boxed().toList());
    }

    private static List<Long> numbers(RecordingState state) {
        return state.told.stream()
                .filter(told -> told.kind() == Kind.DATAGRAM)
                .map(Told::number)
                .toList();
    }

    @Test
    void isToldTheSameAtAnotherSpeed() throws InterruptedException {
        Path file = capture();
        List<RecordingState> fast = replay(file, ReplaySpeed.MAX, 2, 3, RecordingState::new);
        List<RecordingState> paced = replay(file, new ReplaySpeed(50), 2, 100, RecordingState::new);
        for (int i = 0; i < 2; i++) {
            assertThat(paced.get(i).told).isEqualTo(fast.get(i).told);
        }
    }

    @Test
    void losesNothingOfAReplayWhenItIsSlow() throws InterruptedException {
        class Slow implements ShardState {
            long datagrams;
            long work;

            @Override
            public void apply(QueueItem datagram, long time) {
                datagrams++;
                for (int i = 0; i < 50_000; i++) {
                    work = work * 31 + time;
                }
            }

            @Override
            public void mark(long number, long time) {}

            @Override
            public void startPass(long number, long time) {}

            @Override
            public void end(long number, long time) {}
        }
        List<Slow> states = replay(capture(), ReplaySpeed.MAX, 2, 1, Slow::new);
        assertThat(states.stream().mapToLong(state -> state.datagrams).sum()).isEqualTo(DATAGRAMS);
    }

    @Test
    void takesMostlyDatagramsWhenItIsBehindWhoeverAsks() throws InterruptedException {
        var input = new CaptureInput(capture(), 6343, ReplaySpeed.MAX, false, false);
        ShardQueues queues = new ShardQueues(input, 1, 2 * DATAGRAMS);
        var state = new RecordingState();
        CountDownLatch running = new CountDownLatch(1);
        Shard shard = new Shard(0, queues.ofShard(0), queues.doorbell(0), state, arrived -> {}, running::countDown);
        Set<Integer> toldAtSlices = new TreeSet<>();
        try (CaptureSource source = new CaptureSource(input, queues, 1000, Long.MAX_VALUE)) {
            source.start();
            while (source.handedOver() < DATAGRAMS) {
                Thread.onSpinWait();
            }
            CompletableFuture<Integer> answer = shard.mailbox().ask(() -> {
                toldAtSlices.add(state.told.size());
                return running.getCount() == 0 ? state.told.size() : null;
            });
            shard.start();
            assertThat(answer.join()).isGreaterThan(DATAGRAMS);
        } finally {
            shard.close();
        }
        // 4,000 datagrams and 280 marks, eight batches of 128 at a time.
        assertThat(toldAtSlices).hasSizeBetween(3, 7).contains(0, 1024, 2048, 3072);
    }

    @Test
    void outlivesFaultsOfItsState() throws InterruptedException {
        class Faulty implements ShardState {
            int applied;
            int marks;
            boolean ended;

            @Override
            public void apply(QueueItem datagram, long time) {
                applied++;
                throw new IllegalStateException("fault in apply");
            }

            @Override
            public void mark(long number, long time) {
                marks++;
                throw new StackOverflowError("fault in mark");
            }

            @Override
            public void startPass(long number, long time) {}

            @Override
            public void end(long number, long time) {
                ended = true;
                throw new NullPointerException("fault in end");
            }
        }
        List<Faulty> states = replay(capture(), ReplaySpeed.MAX, 1, 100, Faulty::new);
        assertThat(states.getFirst().applied).isEqualTo(DATAGRAMS);
        assertThat(states.getFirst().marks).isGreaterThan(200);
        assertThat(states.getFirst().ended).isTrue();
    }
}
