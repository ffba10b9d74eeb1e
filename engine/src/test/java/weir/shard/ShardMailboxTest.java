package weir.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.enginetest.CaptureFile;
import weir.ingest.CaptureInput;
import weir.ingest.CaptureSource;
import weir.ingest.ReplaySpeed;
import weir.ingest.ShardQueues;
import weir.request.UnavailableException;
import weir.testing.DatagramBuilder;

/** Questions to a shard that waits for a held replay, works on one, and has ended one. */
class ShardMailboxTest {

    private static final int DATAGRAMS = 3000;

    @TempDir
    private Path directory;

    private CaptureSource source;
    private Shard shard;
    private final RecordingState state = new RecordingState();
    private final CountDownLatch ended = new CountDownLatch(1);

    @BeforeEach
    void holdAReplay() {
        CaptureFile file = new CaptureFile();
        for (int i = 0; i < DATAGRAMS; i++) {
            file.datagram(1_500_000_000_000_000_000L + i * 1_000_000L, new DatagramBuilder().build());
        }
        var input = new CaptureInput(file.in(directory), 6343, ReplaySpeed.MAX, false, true);
        ShardQueues queues = new ShardQueues(input, 1, 100);
        source = new CaptureSource(input, queues, 1000, Long.MAX_VALUE);
        shard = new Shard(0, queues.ofShard(0), queues.doorbell(0), state, arrived -> {}, ended::countDown);
    }

    @AfterEach
    void close() {
        source.close();
        shard.close();
    }

    private void start() {
        source.start();
        shard.start();
    }

    @Test
    void answersWhileAReplayIsHeldAndAfterItEnded() throws Exception {
        start();
        assertThat(shard.mailbox().ask(() -> state.told.size()).get()).isZero();
        source.release();
        ended.await();
        assertThat(shard.mailbox().ask(() -> state.told.size()).get()).isGreaterThan(DATAGRAMS);
    }

    @Test
    void answersOnTheThreadOfTheShardStepByStep() throws Exception {
        start();
        AtomicInteger steps = new AtomicInteger();
        CompletableFuture<String> answer = shard.mailbox()
                .ask(() -> steps.incrementAndGet() < 1000
                        ? null
                        : Thread.currentThread().getName());
        assertThat(answer.get()).isEqualTo("weir-shard-0");
        assertThat(steps.get()).isEqualTo(1000);
    }

    @Test
    void takesDatagramsBetweenTheStepsOfALongQuestion() throws Exception {
        start();
        // Never done before the replay is: it would not end if the shard did not go on taking datagrams.
        CompletableFuture<Integer> answer = shard.mailbox().ask(() -> ended.getCount() > 0 ? null : state.told.size());
        source.release();
        assertThat(answer.get()).isGreaterThan(DATAGRAMS);
    }

    @Test
    void tellsTheAskerWhatAQuestionThrewAndGoesOn() throws Exception {
        start();
        CompletableFuture<Object> faulty = shard.mailbox().ask(() -> {
            throw new IllegalStateException("fault in a question");
        });
        assertThatThrownBy(faulty::get).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(shard.faults()).isEqualTo(1);
        assertThat(shard.mailbox().ask(() -> 1).get()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsMoreThanItCanHold() {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i <= ShardMailbox.CAPACITY; i++) {
            answers.add(shard.mailbox().ask(() -> 1)); // nobody works yet
        }
        assertThat(answers.getFirst()).isNotDone();
        assertThat(answers.getLast()).isCompletedExceptionally();
    }

    @Test
    void leavesNobodyWaitingWhenItIsClosed() {
        CompletableFuture<Integer> waiting = shard.mailbox().ask(() -> 1);
        shard.close();
        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnavailableException.class);
        assertThat(shard.mailbox().ask(() -> 1)).isCompletedExceptionally();
    }
}
