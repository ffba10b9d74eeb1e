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

    /** A state that stands still until it is let go. */
    private static final class Stopped implements ShardState {
        final CountDownLatch go = new CountDownLatch(1);
        final AtomicLong applied = new AtomicLong();

        @Override
        public void apply(QueueItem datagram, long time) {
            try {
                go.await();
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
    void leavesOutWhatHasWaitedTooLongAndCountsIt() throws IOException {
        ShardQueues queues = new ShardQueues(INPUT, 1, 1000);
        Stopped state = new Stopped();
        try (UdpSource source = new UdpSource(INPUT, queues, 100, EngineClock.SECOND)) {
            source.start();
            Delays delays = new Delays(source.clock());
            try (Shard shard = new Shard(0, queues.ofShard(0), queues.doorbell(0), state, delays, () -> {})) {
                shard.start();
                send(source.port(), 300, 0);
                Await.until("all are received", () -> source.status().datagrams() == 300);
                long received = source.clock().now();
                Await.until("they are stale", () -> source.clock().now() - received > Delays.PATIENCE);
                state.go.countDown();
                // The first was being applied already.
                Await.until("the rest is left out", () -> queues.drops(0) == 299);
                send(source.port(), 40, 300);
                Await.until("fresh ones are applied", () -> state.applied.get() == 41);
                assertThat(queues.drops(0)).isEqualTo(299);
                assertThat(shard.reached()).isGreaterThan(received);
            }
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
