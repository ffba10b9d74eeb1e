package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.enginetest.Await;
import weir.testing.DatagramBuilder;

/** Datagrams of real sockets on their way to the queues of shards. */
class UdpSourceTest {

    private static final UdpInput INPUT = new UdpInput(InetAddress.getLoopbackAddress(), 0, 1, 1 << 20);

    private final ShardQueues queues = new ShardQueues(INPUT, 1, 2000);
    private final DatagramQueue queue = queues.ofSource(0).getFirst();
    private final List<Long> numbers = new ArrayList<>();
    private final List<Integer> sequences = new ArrayList<>();

    private static UdpSource open(ShardQueues queues) {
        UdpSource source = new UdpSource(INPUT, queues, 100, EngineClock.SECOND);
        source.start();
        return source;
    }

    private static DatagramChannel sender(UdpSource to) throws IOException {
        return DatagramChannel.open().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to.port()));
    }

    private static void send(DatagramChannel channel, int from, int count) throws IOException {
        for (int sequence = from; sequence < from + count; sequence++) {
            channel.write(ByteBuffer.wrap(
                    new DatagramBuilder().agent("10.0.0.1").sequence(sequence).build()));
        }
    }

    private void take() {
        for (QueueItem item = queue.peek(); item != null; item = queue.peek()) {
            numbers.add(item.number());
            sequences.add(ByteBuffer.wrap(item.bytes()).getInt(item.start() + 16));
            queue.remove();
        }
    }

    private void awaitTaken(int count) {
        Await.until(count + " datagrams are queued", () -> {
            take();
            return numbers.size() == count;
        });
    }

    @Test
    void numbersAndQueuesSingleDatagramsAndBurstsInOrder() throws IOException {
        try (UdpSource source = open(queues);
                DatagramChannel channel = sender(source)) {
            for (int sent = 0; sent < 300; sent += sent % 3 == 0 ? 1 : 29) {
                int burst = sent % 3 == 0 ? 1 : 29;
                send(channel, sent, burst);
                awaitTaken(sent + burst);
            }
            for (int i = 0; i < sequences.size(); i++) {
                assertThat(sequences.get(i)).isEqualTo(i);
                assertThat(numbers.get(i)).isEqualTo(i + 1);
            }
            assertThat(source.status().datagrams()).isEqualTo(numbers.size());
        }
    }

    @Test
    void dropsAndCountsWhatAFullQueueCannotTake() throws IOException {
        ShardQueues small = new ShardQueues(INPUT, 1, 10);
        try (UdpSource source = open(small);
                DatagramChannel channel = sender(source)) {
            send(channel, 0, 50);
            // A datagram is counted before its fate is known.
            Await.until(
                    "all are received and dropped", () -> source.status().datagrams() == 50 && small.drops(0) >= 40);
            assertThat(small.drops(0)).isEqualTo(40);
        }
    }

    @Test
    void wakesAShardThatSleepsAlthoughFewCame() throws IOException {
        Doorbell bell = queues.doorbell(0);
        try (UdpSource source = open(queues);
                DatagramChannel channel = sender(source)) {
            for (int i = 0; i < 20; i++) {
                send(channel, i, 1);
                while (queue.peek() == null) {
                    bell.announceSleep();
                    if (queue.peek() == null) {
                        // Marks ring too, so this ends anyway; what counts is that the datagram is there.
                        bell.await(Long.MAX_VALUE);
                    }
                    bell.stayAwake();
                }
                take();
            }
            assertThat(sequences).hasSize(20);
        }
    }

    @Test
    void endsWhileItWaitsInTheSocketAndWhileItPauses() throws IOException {
        open(queues).close();
        UdpSource source = open(queues);
        try (DatagramChannel channel = sender(source)) {
            send(channel, 0, 20);
            awaitTaken(20);
        }
        int port = source.port();
        source.close();
        source.close();
        // The port is free again.
        try (DatagramChannel again = DatagramChannel.open()) {
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertThat(again.isOpen()).isTrue();
        }
    }
}
