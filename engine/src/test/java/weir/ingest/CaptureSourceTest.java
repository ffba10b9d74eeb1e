package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.enginetest.Await;
import weir.enginetest.CaptureFile;
import weir.pcap.CaptureException;
import weir.testing.DatagramBuilder;

/** The rules of the replay clock, with time that passes by hand; what is queued is read by the test itself. */
class CaptureSourceTest {

    private static final long SECOND = EngineClock.SECOND;
    private static final long MS = EngineClock.MILLISECOND;
    private static final long RECORDED = 1_500_000_000 * SECOND + 30 * MS;
    private static final long TODAY = 1_700_000_000 * SECOND + 7 * MS;
    private static final long TIMEOUT = 3600 * SECOND;

    @TempDir
    private Path directory;

    private final ManualTime real = new ManualTime(TODAY);
    private final List<String> words = new ArrayList<>();
    private long origin = RECORDED;
    private ShardQueues queues;
    private CaptureSource source;

    @AfterEach
    void close() {
        if (source != null) {
            source.close();
        }
    }

    private static byte[] datagram() {
        return new DatagramBuilder().build();
    }

    /** Datagrams so many milliseconds after the first. */
    private static CaptureFile capture(long... millis) {
        CaptureFile file = new CaptureFile();
        for (long at : millis) {
            file.datagram(RECORDED + at * MS, datagram());
        }
        return file;
    }

    private void start(CaptureFile file, String speed, boolean loop, boolean hold) {
        start(file, speed, loop, hold, 100);
    }

    private void start(CaptureFile file, String speed, boolean loop, boolean hold, int maxAgents) {
        var input = new CaptureInput(
                file.in(directory), 6343, ReplaySpeed.parse(speed).orElseThrow(), loop, hold);
        queues = new ShardQueues(input, 1, 1000);
        source = new CaptureSource(input, queues, maxAgents, TIMEOUT, real);
        source.start();
    }

    /** Takes what is queued, as "kind number @ milliseconds after the origin". */
    private List<String> take() {
        DatagramQueue queue = queues.ofShard(0).getFirst();
        QueueItem item = queue.peek();
        // A capture that loops never leaves the queue empty.
        for (int i = 0; i < 1000 && item != null; i++, item = queue.peek()) {
            assertThat((item.time() - origin) % MS).isZero();
            words.add(item.kind() + " " + item.number() + " @ " + (item.time() - origin) / MS);
            queue.remove();
        }
        queue.tellRoom();
        return words;
    }

    private void takeUntil(String last) {
        Await.until("the source has queued " + last + ", it has " + words, () -> take().contains(last));
    }

    @Test
    void keepsTheTimesOfACaptureThatDoesNotLoop() {
        start(capture(0, 10, 20), "max", false, false);
        takeUntil("END 3 @ 20");
        assertThat(words).containsExactly("DATAGRAM 1 @ 0", "DATAGRAM 2 @ 10", "DATAGRAM 3 @ 20", "END 3 @ 20");
        assertThat(source.clock().now()).isEqualTo(RECORDED + 20 * MS);
    }

    @Test
    void putsEachMarkBeforeTheFirstDatagramWithALaterTime() {
        // The first datagram lies 30 ms after a mark, so marks lie at 70, 170, 270... ms.
        start(capture(0, 70, 71, 170, 400), "max", false, false);
        takeUntil("END 5 @ 400");
        assertThat(words)
                .containsExactly(
                        "DATAGRAM 1 @ 0",
                        "DATAGRAM 2 @ 70",
                        "MARK 2 @ 70",
                        "DATAGRAM 3 @ 71",
                        "DATAGRAM 4 @ 170",
                        "MARK 4 @ 170",
                        "MARK 4 @ 270",
                        "MARK 4 @ 370",
                        "DATAGRAM 5 @ 400",
                        "END 5 @ 400");
    }

    @Test
    void handsTheHeadOverAtOnceAndTheRestAtItsPace() {
        var input = new CaptureInput(
                capture(0, 9_000, 10_500).in(directory),
                6343,
                ReplaySpeed.parse("1").orElseThrow(),
                true,
                false,
                10 * SECOND);
        origin = TODAY - 10 * SECOND;
        queues = new ShardQueues(input, 1, 1000);
        source = new CaptureSource(input, queues, 100, TIMEOUT, real);
        source.start();
        takeUntil("DATAGRAM 2 @ 9000");
        Await.until("the clock shows now", () -> {
            take();
            return source.clock().now() == real.wall();
        });
        assertThat(words).noneMatch(word -> word.startsWith("DATAGRAM 3"));
        real.pass(500 * MS);
        takeUntil("DATAGRAM 3 @ 10500");
    }

    @Test
    void doesWhatIsDueAtTheLastDatagramBeforeTheEnd() {
        start(capture(0, 70), "max", false, false);
        takeUntil("END 2 @ 70");
        assertThat(words).containsExactly("DATAGRAM 1 @ 0", "DATAGRAM 2 @ 70", "MARK 2 @ 70", "END 2 @ 70");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "1000", "max"})
    void queuesTheSameAtAnySpeed(String speed) {
        start(capture(0, 0, 5, 170, 5000), "max", false, false);
        takeUntil("END 5 @ 5000");
        List<String> expected = List.copyOf(words);
        words.clear();
        close();

        start(capture(0, 0, 5, 170, 5000), speed, false, false);
        Await.until("the source has queued the end", () -> {
            real.pass(MS);
            return take().contains("END 5 @ 5000");
        });
        assertThat(words).isEqualTo(expected);
    }

    @Test
    void runsOnBetweenDatagramsAtTheChosenSpeed() {
        start(capture(0, 10_000, 20_000), "2", false, false);
        takeUntil("DATAGRAM 1 @ 0");
        Await.until("the clock may run", () -> source.handedOver() == 1);
        real.untilSomeoneWaits();
        real.pass(2 * SECOND);
        assertThat(source.clock().now()).isEqualTo(RECORDED + 4 * SECOND);
        takeUntil("MARK 1 @ 3970");
        assertThat(source.handedOver()).isEqualTo(1);
        real.pass(3 * SECOND);
        takeUntil("DATAGRAM 2 @ 10000");
        assertThat(source.clock().now()).isEqualTo(RECORDED + 10 * SECOND);
        real.pass(5 * SECOND);
        takeUntil("END 3 @ 20000");
        real.pass(100 * SECOND);
        assertThat(source.clock().now()).isEqualTo(RECORDED + 20 * SECOND);
    }

    @Test
    void makesTheFirstDatagramNowWhenItLoops() {
        origin = TODAY;
        start(capture(0, 10, 20), "max", true, false);
        takeUntil("DATAGRAM 3 @ 20");
        assertThat(words.getFirst()).isEqualTo("DATAGRAM 1 @ 0");
    }

    @Test
    void continuesEachPassOneSecondAfterTheLastDatagram() {
        origin = TODAY;
        start(capture(0, 10, 20), "max", true, false);
        takeUntil("DATAGRAM 9 @ 2060");
        assertThat(words)
                .filteredOn(word -> !word.startsWith("MARK"))
                .startsWith(
                        "DATAGRAM 1 @ 0",
                        "DATAGRAM 2 @ 10",
                        "DATAGRAM 3 @ 20",
                        "PASS 3 @ 1020",
                        "DATAGRAM 4 @ 1020",
                        "DATAGRAM 5 @ 1030",
                        "DATAGRAM 6 @ 1040",
                        "PASS 6 @ 2040",
                        "DATAGRAM 7 @ 2040",
                        "DATAGRAM 8 @ 2050",
                        "DATAGRAM 9 @ 2060");
        assertThat(words)
                .containsSubsequence("DATAGRAM 3 @ 20", "MARK 3 @ 93", "MARK 3 @ 193", "MARK 3 @ 993", "PASS 3 @ 1020");
    }

    @Test
    void agreesWithTheWallClockOverAllPassesAtRecordedSpeed() {
        origin = TODAY;
        start(capture(0, 500), "1", true, false);
        for (int i = 0; i < 100; i++) {
            long wall = real.wall();
            Await.until("the replay clock shows the wall clock's time", () -> {
                take();
                return source.clock().now() == wall;
            });
            real.untilSomeoneWaits();
            real.pass(50 * MS);
        }
        takeUntil("DATAGRAM 7 @ 4500");
    }

    @Test
    void standsAtTheFirstDatagramWhileItIsHeld() {
        start(capture(0, 10), "1", false, true);
        assertThat(source.isHeld()).isTrue();
        assertThat(source.clock().now()).isEqualTo(RECORDED);
        real.pass(3600 * SECOND);
        assertThat(source.clock().now()).isEqualTo(RECORDED);
        assertThat(source.handedOver()).isZero();
        assertThat(source.release()).isTrue();
        assertThat(source.isHeld()).isFalse();
        assertThat(source.release()).isFalse();
        takeUntil("DATAGRAM 1 @ 0");
        real.untilSomeoneWaits();
        real.pass(10 * MS);
        takeUntil("END 2 @ 10");
    }

    @Test
    void makesTheFirstDatagramNowWhenItIsReleasedAndLoops() {
        start(capture(0, 10), "max", true, true);
        assertThat(source.clock().now()).isEqualTo(TODAY);
        real.pass(60 * SECOND);
        assertThat(source.clock().now()).isEqualTo(TODAY);
        origin = TODAY + 60 * SECOND;
        source.release();
        takeUntil("DATAGRAM 2 @ 10");
        assertThat(words.getFirst()).isEqualTo("DATAGRAM 1 @ 0");
    }

    @Test
    void neverStepsBackWithTheTimeStamps() {
        start(capture(0, 50, 20, 60), "max", false, false);
        takeUntil("END 4 @ 60");
        assertThat(words)
                .containsExactly(
                        "DATAGRAM 1 @ 0", "DATAGRAM 2 @ 50", "DATAGRAM 3 @ 50", "DATAGRAM 4 @ 60", "END 4 @ 60");
    }

    @Test
    void waitsForRoomAndDropsNothing() {
        CaptureFile file = new CaptureFile();
        for (int i = 0; i < 5000; i++) {
            file.datagram(RECORDED + i * MS, datagram());
        }
        start(file, "max", false, false);
        Await.until("the queue is full", () -> source.handedOver() > 900);
        takeUntil("END 5000 @ 4999");
        assertThat(words.stream().filter(word -> word.startsWith("DATAGRAM"))).hasSize(5000);
        assertThat(queues.drops(0)).isZero();
    }

    @Test
    void takesOnlyDatagramsToItsPort() {
        start(
                new CaptureFile().datagram(RECORDED, 6344, datagram()).datagram(RECORDED + MS, datagram()),
                "max",
                false,
                false);
        takeUntil("END 1 @ 1");
        assertThat(words).containsExactly("DATAGRAM 1 @ 1", "END 1 @ 1");
    }

    @Test
    void endsAtOnceWhenThereIsNothingToReplay() {
        origin = TODAY;
        start(new CaptureFile(), "1", true, false);
        takeUntil("END 0 @ 0");
        assertThat(words).containsExactly("END 0 @ 0");
        real.pass(SECOND);
        assertThat(source.clock().now()).isEqualTo(TODAY);
    }

    @Test
    void endsWhereACaptureIsCutOff() {
        start(capture(0, 10).raw(new byte[11]), "max", false, false);
        takeUntil("END 2 @ 10");
        assertThat(words).containsExactly("DATAGRAM 1 @ 0", "DATAGRAM 2 @ 10", "END 2 @ 10");
    }

    @Test
    void spreadsTheMarksOfAYearWithoutDatagrams() {
        start(capture(0, 365L * 86_400_000), "max", false, false);
        takeUntil("END 2 @ " + 365L * 86_400_000);
        assertThat(words.stream().filter(word -> word.startsWith("MARK")).count())
                .isBetween(Marks.MOST_IN_A_GAP / 2, Marks.MOST_IN_A_GAP + 1);
    }

    @Test
    void refusesTheAgentsThereIsNoPlaceFor() {
        CaptureFile file = new CaptureFile();
        for (int i = 0; i < 10; i++) {
            file.datagram(
                    RECORDED + i * MS,
                    new DatagramBuilder().agent("10.0.0." + i).build());
        }
        file.datagram(
                RECORDED + 10 * MS, new DatagramBuilder().agent("10.0.0.0").build());
        start(file, "max", false, false, 3);
        takeUntil("END 11 @ 10");
        assertThat(words)
                .containsExactly(
                        "DATAGRAM 1 @ 0", "DATAGRAM 2 @ 1", "DATAGRAM 3 @ 2", "DATAGRAM 11 @ 10", "END 11 @ 10");
        assertThat(source.status().refused()).isEqualTo(7);
        assertThat(source.status().datagrams()).isEqualTo(11);
    }

    @Test
    void givesThePlaceOfASilentAgentToAnother() {
        CaptureFile file = new CaptureFile()
                .datagram(RECORDED, new DatagramBuilder().agent("10.0.0.1").build())
                .datagram(
                        RECORDED + TIMEOUT - SECOND,
                        new DatagramBuilder().agent("10.0.0.2").build())
                .datagram(
                        RECORDED + TIMEOUT + 20 * SECOND,
                        new DatagramBuilder().agent("10.0.0.2").build());
        start(file, "max", false, false, 1);
        takeUntil("END 3 @ " + (TIMEOUT + 20 * SECOND) / MS);
        assertThat(words.stream().filter(word -> word.startsWith("DATAGRAM")))
                .containsExactly("DATAGRAM 1 @ 0", "DATAGRAM 3 @ " + (TIMEOUT + 20 * SECOND) / MS);
    }

    @Test
    void saysAtTheStartThatAFileIsNoCapture() {
        var input = new CaptureInput(directory.resolve("absent.pcap"), 6343, ReplaySpeed.MAX, false, false);
        source = new CaptureSource(input, new ShardQueues(input, 1, 10), 10, TIMEOUT, real);
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(source::start)
                .withMessageContaining("absent.pcap");
    }

    @Test
    void closesWhileItWaitsForTimeForRoomOrToBeReleased() {
        start(capture(0, 3_600_000), "1", false, false);
        takeUntil("DATAGRAM 1 @ 0");
        real.untilSomeoneWaits();
        source.close();

        CaptureFile file = new CaptureFile();
        for (int i = 0; i < 5000; i++) {
            file.datagram(RECORDED, datagram());
        }
        start(file, "max", false, false);
        Await.until("the queue is full", () -> source.handedOver() == 1000);
        source.close();

        start(capture(0), "max", false, true);
        source.close();
        assertThat(take()).doesNotContain("END 1 @ 0");
    }
}
