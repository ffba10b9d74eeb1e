package weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import weir.ingest.CaptureInput;
import weir.ingest.ReplaySpeed;
import weir.metric.MetricLimits;
import weir.names.NameSources;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.StructureTable;
import weir.shard.RecentHistory.Extent;
import weir.testing.SharedData;

/** The last datagrams of a replay, as its shards have kept them. */
class RecentHistoryTest {

    private static final int ALL = 64 << 20;

    private final Path capture = SharedData.path("testbed-leafspine.pcap");

    private record Outcome(String hash, long datagrams, boolean complete, Extent extent) {}

    private Outcome replayed(int shards, int bytes, long since) throws InterruptedException {
        var input = new CaptureInput(capture, 6343, ReplaySpeed.MAX, false, false);
        var configuration = new EngineConfiguration(
                input,
                shards,
                400,
                1000,
                StructureTable.standard(),
                NameSources.NONE,
                LogSizes.USUAL,
                1000,
                4739,
                MetricLimits.DEFAULT,
                bytes);
        try (Engine engine = new Engine(configuration)) {
            engine.start();
            engine.awaitEnd();
            MessageDigest hash = sha256();
            AtomicLong count = new AtomicLong();
            boolean complete = engine.recent().read(since, datagram -> {
                hash.update((datagram.number() + " " + datagram.time() + " " + datagram.sourceLow()).getBytes());
                hash.update(Arrays.copyOf(datagram.bytes(), datagram.length()));
                count.incrementAndGet();
            });
            return new Outcome(
                    HexFormat.of().formatHex(hash.digest()),
                    count.get(),
                    complete,
                    engine.status().recent());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The hash over the capture itself. */
    private String expected() throws IOException {
        MessageDigest hash = sha256();
        try (CaptureReader reader = CaptureReader.open(capture, 6343)) {
            CapturedDatagram datagram = new CapturedDatagram();
            long time = 0;
            for (long number = 1; reader.next(datagram); number++) {
                time = Math.max(time, datagram.time()); // A time stamp that goes back counts as the one before.
                hash.update((number + " " + time + " " + datagram.sourceLow()).getBytes());
                hash.update(
                        Arrays.copyOfRange(datagram.bytes(), datagram.start(), datagram.start() + datagram.length()));
            }
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    @Test
    void holdsTheDatagramsOfTheCaptureInOrderForAnyNumberOfShards() throws IOException, InterruptedException {
        String expected = expected();
        for (int shards : new int[] {1, 2, 4, 1, 4}) {
            Outcome outcome = replayed(shards, ALL, 0);
            assertThat(outcome.complete()).isTrue();
            assertThat(outcome.hash()).isEqualTo(expected);
            assertThat(outcome.extent().datagrams()).isEqualTo(outcome.datagrams());
            assertThat(outcome.extent().bytes()).isEqualTo(ALL);
        }
    }

    @Test
    void holdsTheLastSecondsWhenThereIsRoomForNoMore() throws InterruptedException {
        Outcome all = replayed(1, ALL, 0);
        Outcome last = replayed(1, 1 << 20, 0);
        assertThat(last.complete()).isFalse();
        assertThat(last.datagrams()).isPositive().isLessThan(all.datagrams());
        assertThat(last.extent().until()).isEqualTo(all.extent().until());
        assertThat(last.extent().since()).isGreaterThan(all.extent().since());
        // From what is said to be covered on, nothing is missing.
        Outcome covered = replayed(1, 1 << 20, last.extent().since() + 1);
        assertThat(covered.complete()).isTrue();
        assertThat(covered.hash())
                .isEqualTo(replayed(1, ALL, last.extent().since() + 1).hash());
    }

    @Test
    void holdsNothingWhenNothingIsToBeKept() throws InterruptedException {
        Outcome none = replayed(2, 0, 0);
        assertThat(none.datagrams()).isZero();
        assertThat(none.extent()).isEqualTo(new Extent(0, 0, 0, 0));
    }
}
