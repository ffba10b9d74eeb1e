package weir.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.enginetest.Await;
import weir.enginetest.CaptureFile;
import weir.ingest.CaptureInput;
import weir.ingest.EngineClock;
import weir.ingest.ReplaySpeed;
import weir.ingest.UdpInput;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;
import weir.service.ReplayStatus.State;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.SharedData;

class EngineReplayTest {

    private static final String FABRIC = "ecmp.pcap.gz";
    private static final long FIRST = 1_500_000_000L * EngineClock.SECOND;

    @TempDir
    private Path directory;

    private static Engine engine(Path file, String speed, boolean loop, boolean hold, int shards, int capacity) {
        var input = new CaptureInput(file, 6343, ReplaySpeed.parse(speed).orElseThrow(), loop, hold);
        return new Engine(new EngineConfiguration(input, shards, capacity, 1000, StructureTable.standard()));
    }

    private Path counters(int polls) {
        CaptureFile file = new CaptureFile();
        for (int i = 0; i < polls; i++) {
            long octets = 1000L * i;
            file.datagram(FIRST + i * EngineClock.SECOND, counters(i + 1, octets));
        }
        return file.in(directory);
    }

    /** Generic interface counters of port 7 with so many octets in. */
    private static byte[] counters(long sequence, long octets) {
        return new DatagramBuilder()
                .sequence(sequence)
                .uptime(sequence * 1000)
                .counters(sample -> sample.sequence(sequence)
                        .source(0, 7)
                        .record(
                                0,
                                1,
                                record -> record.u32s(7, 6)
                                        .u64(1_000_000_000)
                                        .u32s(1, 3)
                                        .u64(octets)
                                        .u32s(0, 0, 0, 0, 0, 0)
                                        .u64(0)
                                        .u32s(0, 0, 0, 0, 0, 0)))
                .build();
    }

    @Test
    void readsTheWholeFabricCaptureWithoutErrors() throws InterruptedException {
        try (Engine engine = engine(SharedData.path(FABRIC), "max", false, false, 2, 400)) {
            engine.start();
            engine.awaitEnd();
            EngineStatus status = engine.status();
            assertThat(status.replay()).isTrue();
            assertThat(status.agents()).isEqualTo(4);
            assertThat(status.datagramsReceived()).isEqualTo(9279);
            assertThat(status.flowSamples()).isEqualTo(52785);
            assertThat(status.counterSamples()).isEqualTo(3682);
            assertThat(status.errorsByCause()).isEmpty();
            assertThat(status.datagramsDiscarded()).isZero();
            assertThat(status.faults()).isZero();
            assertThat(engine.metrics().agents(List.of()).values())
                    .allSatisfy(agent -> assertThat(agent.datagrams().lost()).isZero());
            ReplayStatus replay = engine.replay().status();
            assertThat(replay.state()).isEqualTo(State.ENDED);
            assertThat(replay.datagrams()).isEqualTo(9279);
            assertThat(replay.timeMillis()).isEqualTo(engine.clock().now() / EngineClock.MILLISECOND);
        }
    }

    @ParameterizedTest
    @CsvSource({"2,max,400", "4,max,400", "3,max,1", "1,2000,400", "4,2000,50"})
    void givesTheSameAnswersAtAnySpeedAndNumberOfShards(int shards, String speed, int capacity)
            throws InterruptedException {
        assertThat(answers(shards, speed, capacity)).isEqualTo(answers(1, "max", 400));
    }

    /** Everything that can be asked about measurements after the end, as text. */
    private static String answers(int shards, String speed, int capacity) throws InterruptedException {
        try (Engine engine = engine(SharedData.path(FABRIC), speed, false, false, shards, capacity)) {
            engine.start();
            engine.awaitEnd();
            StringBuilder all = new StringBuilder();
            all.append(engine.clock().now()).append('\n');
            engine.metrics()
                    .agents(List.of())
                    .values()
                    .forEach(agent -> all.append(agent).append('\n'));
            all.append(engine.metrics().metricAges()).append('\n');
            engine.metrics()
                    .dump("ALL", "ALL", Map.of(), cell -> all.append(cell).append('\n'));
            String summaries = Stream.of("max", "min", "sum", "avg", "var", "sdev", "med", "q1", "iqr", "any")
                    .map(statistic -> statistic + ":ifinoctets")
                    .collect(Collectors.joining(","));
            all.append(engine.metrics().metric("ALL", summaries, Map.of()));
            assertThat(all.length()).isGreaterThan(100_000);
            return all.toString();
        }
    }

    @Test
    void makesNoRateAndCountsNoLossWhereACaptureStartsOver() {
        try (Engine engine = engine(counters(3), "max", true, false, 1, 4)) {
            engine.start();
            Await.until("three passes are done", () -> engine.replay().status().datagrams() > 9);
            var agent = engine.metrics().agents(List.of()).values().iterator().next();
            assertThat(agent.datagrams().lost()).isZero();
            assertThat(agent.datagrams().outOfOrder()).isZero();
            assertThat(agent.datagrams().duplicates()).isZero();
            assertThat(engine.metrics()
                            .metric("ALL", "max:ifinoctets", Map.of())
                            .toString())
                    .doesNotContain("E");
        }
    }

    @Test
    void keepsItsAnswersAfterTheEnd() throws InterruptedException {
        try (Engine engine = engine(counters(3), "max", false, false, 1, 4)) {
            engine.start();
            engine.awaitEnd();
            String first =
                    engine.metrics().metric("ALL", "max:ifinoctets", Map.of()).toString();
            assertThat(first).contains("1000.0");
            assertThat(engine.metrics().metricAges()).containsEntry("ifinoctets", 0L);
            assertThat(engine.metrics()
                            .metric("ALL", "max:ifinoctets", Map.of())
                            .toString())
                    .isEqualTo(first);
            assertThat(engine.clock().now()).isEqualTo(FIRST + 2 * EngineClock.SECOND);
        }
    }

    @Test
    void isHeldUntilItIsStarted() throws InterruptedException {
        try (Engine engine = engine(counters(3), "max", false, true, 2, 4)) {
            engine.start();
            ReplayStatus held = engine.replay().status();
            assertThat(held.state()).isEqualTo(State.HELD);
            assertThat(held.timeMillis()).isEqualTo(FIRST / EngineClock.MILLISECOND);
            assertThat(held.datagrams()).isZero();
            engine.replay().start();
            engine.awaitEnd();
            assertThat(engine.replay().status().state()).isEqualTo(State.ENDED);
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(engine.replay()::start)
                    .withMessageContaining("ended");
        }
    }

    @Test
    void cannotBeStartedWhileItRuns() {
        try (Engine engine = engine(counters(3), "1", true, false, 1, 4)) {
            engine.start();
            assertThat(engine.replay().status().state()).isEqualTo(State.RUNNING);
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(engine.replay()::start)
                    .withMessageContaining("running");
        }
    }

    @Test
    void isUnknownWhenDatagramsComeFromSockets() {
        try (Engine engine = new Engine(EngineConfiguration.of(UdpInput.onPort(0)))) {
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(engine.replay()::status);
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(engine.replay()::start);
        }
    }

    @Test
    void stopsWaitingForTheEndWhenItIsClosed() throws InterruptedException {
        Engine engine = engine(counters(3), "1", true, false, 1, 4);
        engine.start();
        Thread closer = new Thread(engine::close);
        closer.start();
        engine.awaitEnd();
        closer.join();
        engine.close();
    }
}
