package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import weir.ingest.QueueItem.Kind;
import weir.shard.Shard;
import weir.shard.ShardState;

/** What a shard makes of the several queues it has when datagrams are live. */
class LiveOrderTest {

    private static final class Order implements ShardState {
        final List<String> told = new CopyOnWriteArrayList<>();
        final CountDownLatch marks = new CountDownLatch(3);

        @Override
        public void apply(QueueItem datagram, long time) {
            told.add("datagram " + datagram.number() + " at " + time);
        }

        @Override
        public void mark(long number, long time) {
            told.add("mark at " + time);
            marks.countDown();
        }

        @Override
        public void startPass(long number, long time) {}

        @Override
        public void end(long number, long time) {}
    }

    @Test
    void takesTheEarliestOfAllQueuesAndNeverGoesBack() throws InterruptedException {
        ShardQueues queues = new ShardQueues(new UdpInput(null, 0, 2, 1), 1, 100);
        Datagram datagram = new Datagram();
        datagram.set(ByteBuffer.allocate(1), 0, 1);
        DatagramQueue first = queues.ofSource(0).getFirst();
        DatagramQueue second = queues.ofSource(1).getFirst();
        DatagramQueue marks = queues.marks().getFirst();
        first.offer(datagram, 1, 90);
        first.offer(datagram, 4, 210);
        second.offer(datagram, 2, 100);
        second.offer(datagram, 3, 150);
        // Stamped before, but queued after a later one: time stands instead of going back.
        second.offer(datagram, 5, 140);
        marks.offer(Kind.MARK, 0, 100);
        marks.offer(Kind.MARK, 0, 200);
        marks.offer(Kind.MARK, 0, 300);
        Order order = new Order();
        try (Shard shard = new Shard(0, queues.ofShard(0), queues.doorbell(0), order, arrived -> {}, () -> {})) {
            shard.start();
            order.marks.await();
        }
        assertThat(order.told)
                .containsExactly(
                        "datagram 1 at 90",
                        "datagram 2 at 100",
                        "mark at 100",
                        "datagram 3 at 150",
                        "datagram 5 at 150",
                        "mark at 200",
                        "datagram 4 at 210",
                        "mark at 300");
    }
}
