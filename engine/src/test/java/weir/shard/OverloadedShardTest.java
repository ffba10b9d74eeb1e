package weir.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import weir.enginetest.Await;
import weir.flow.key.FlowDefinition;
import weir.ingest.EngineClock;
import weir.ingest.QueueItem;
import weir.ingest.ShardQueues;
import weir.ingest.UdpInput;
import weir.ingest.UdpSource;
import weir.metric.AgentStatus;
import weir.service.Engine;
import weir.service.EngineConfiguration;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;

/** Shards that cannot follow. */
class OverloadedShardTest {

    private static final UdpInput INPUT = new UdpInput(InetAddress.getLoopbackAddress(), 0, 1, 1 << 22);

    private static void send(int port, int count, int first) throws IOException {
        try (DatagramChannel channel =
                DatagramChannel.open().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            for (int i = 0; i < count; i++) {
                int sequence = first + i;
                channel.write(ByteBuffer.wrap(new DatagramBuilder()
                        .agent("10.0.0." + (1 + i % 4))
                        .sequence(1 + sequence / 4)
                        .flow(sample ->
                                sample.source(0, 1).sequence(1 + sequence / 4).rate(100))
                        .build()));
            }
        }
    }

    /** A state that stands still with its first datagram, and with any other it is told of, until it is let go. */
    private static final class Stopped implements ShardState {
        final CountDownLatch go = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final AtomicLong applied = new AtomicLong();
        volatile long second = -1;

        @Override
        public void apply(QueueItem datagram, long time) {
            try {
                go.await();
                if (applied.get() == second) {
                    goOn.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            applied.incrementAndGet();
        }

        @Override
        public void mark(long number, long time) {}

        @Override
        public void startPass(long number, long time) {}

        @Override
        public void end(long number, long time) {}
    }

    @Test
    void aShardThatStoodStillWorksOffWhatHasGathered() throws IOException {
        Stopped state = new Stopped();
        try (Stalling stalling = new Stalling(state)) {
            stalling.sendAndLetGrowOld(300, 0);
            state.go.countDown();
            Await.until("all are applied", () -> state.applied.get() == 300);
            assertThat(stalling.queues.drops(0)).isZero();
        }
    }

    @Test
    void leavesOutWhatHasWaitedTooLongWhenItStaysBehindAndCountsIt() throws IOException {
        Stopped state = new Stopped();
        state.second = 10;
        try (Stalling stalling = new Stalling(state)) {
            stalling.sendAndLetGrowOld(300, 0);
            state.go.countDown();
            Await.until("it stands still again", () -> state.applied.get() == 10);
            long still = stalling.source.clock().now();
            Await.until("its time is over", () -> stalling.source.clock().now() - still > Patience.GRACE);
            state.goOn.countDown();
            // The eleventh was being applied already.
            Await.until("the rest is left out", () -> stalling.queues.drops(0) == 289);
            stalling.send(40, 300);
            Await.until("fresh ones are applied", () -> state.applied.get() == 51);
            assertThat(stalling.queues.drops(0)).isEqualTo(289);
            assertThat(stalling.shard.reached()).isGreaterThan(still);
        }
    }

    /** A shard that a source feeds. */
    private static final class Stalling implements AutoCloseable {
        final ShardQueues queues = new ShardQueues(INPUT, 1, 1000);
        final UdpSource source = new UdpSource(INPUT, queues, 100, EngineClock.SECOND);
        final Shard shard;

        Stalling(Stopped state) throws IOException {
            source.start();
            Delays delays = new Delays(source.clock());
            shard = new Shard(0, queues.ofShard(0), queues.doorbell(0), state, delays, () -> {});
            shard.start();
        }

        void send(int count, int first) throws IOException {
            OverloadedShardTest.send(source.port(), count, first);
        }

        void sendAndLetGrowOld(int count, int first) throws IOException {
            send(count, first);
            Await.until("all are received", () -> source.status().datagrams() == count);
            long received = source.clock().now();
            Await.until("they have waited too long", () -> source.clock().now() - received > Patience.LONGEST);
        }

        @Override
        public void close() throws IOException {
            shard.close();
            source.close();
        }
    }

    @Test
    void everyDatagramSentIsReceivedOrDroppedByTheKernelAndEveryGapIsAnyOfBothDrops() throws IOException {
        var configuration = new EngineConfiguration(INPUT, 2, 20, 100, StructureTable.standard());
        int count = 20_000;
        try (Engine engine = new Engine(configuration)) {
            engine.flows()
                    .define(FlowDefinition.of("pairs", Map.of("keys", "ipsource,ipdestination", "value", "bytes")));
            engine.start();
            send(engine.port(), 4, 0);
            Await.until("agents are known", () -> engine.status().agents() == 4);
            send(engine.port(), count, 4);
            Await.until("all are accounted for", () -> accounted(engine) == count + 4);
            // Else the last ones might be dropped themselves, and nobody would see what was dropped before them.
            Await.until(
                    "nothing waits", () -> settled(engine) == engine.status().datagramsReceived());
            // One more of each agent, after which every gap before it is seen.
            send(engine.port(), 4, count + 4);
            Await.until(
                    "the last ones are applied",
                    () -> accounted(engine) == count + 8
                            && agents(engine).stream()
                                    .allMatch(agent -> agent.datagrams().received() > 1)
                            && lost(engine) == drops(engine));
            assertThat(drops(engine)).isPositive();
            assertThat(engine.status().faults()).isZero();
        }
    }

    private static long accounted(Engine engine) {
        return engine.status().datagramsReceived() + engine.status().kernelDrops();
    }

    /** Datagrams that were applied or dropped from the queues. */
    private static long settled(Engine engine) {
        return engine.status().latency().get("applied").count()
                + engine.status().queueDrops();
    }

    private static long drops(Engine engine) {
        return engine.status().kernelDrops() + engine.status().queueDrops();
    }

    private static List<AgentStatus> agents(Engine engine) {
        return List.copyOf(engine.metrics().agents(List.of()).values());
    }

    private static long lost(Engine engine) {
        return agents(engine).stream()
                .mapToLong(agent -> agent.datagrams().lost())
                .sum();
    }
}
