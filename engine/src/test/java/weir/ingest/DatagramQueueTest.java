package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.ingest.QueueItem.Kind;

class DatagramQueueTest {

    private final Datagram datagram = new Datagram();

    private Datagram of(byte[] payload) {
        datagram.set(ByteBuffer.wrap(payload), 0, payload.length);
        datagram.source(false, 0, 7);
        return datagram;
    }

    private static QueueItem head(DatagramQueue queue) {
        QueueItem item = queue.peek();
        assertThat(item).isNotNull();
        return item;
    }

    @Test
    void handsOverDatagramsAndWordsInOrder() {
        DatagramQueue queue = new DatagramQueue(8, new Doorbell());
        queue.offer(of(new byte[] {1, 2, 3}), 1, 100);
        queue.offer(Kind.MARK, 1, 150);
        queue.offer(of(new byte[0]), 2, 200);
        QueueItem first = head(queue);
        assertThat(first.kind()).isEqualTo(Kind.DATAGRAM);
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.time()).isEqualTo(100);
        assertThat(first.sourceLow()).isEqualTo(7);
        assertThat(Arrays.copyOfRange(first.bytes(), first.start(), first.start() + first.length()))
                .containsExactly(1, 2, 3);
        queue.remove();
        assertThat(head(queue).kind()).isEqualTo(Kind.MARK);
        assertThat(head(queue).time()).isEqualTo(150);
        queue.remove();
        assertThat(head(queue).length()).isZero();
        assertThat(head(queue).number()).isEqualTo(2);
        queue.remove();
        assertThat(queue.peek()).isNull();
    }

    @Test
    void takesNoMoreThanItsCapacity() {
        DatagramQueue queue = new DatagramQueue(5, new Doorbell());
        for (int i = 0; i < 5; i++) {
            assertThat(queue.offer(of(new byte[10]), i, 0)).isTrue();
        }
        assertThat(queue.offer(of(new byte[10]), 6, 0)).isFalse();
        queue.remove();
        assertThat(queue.offer(of(new byte[10]), 6, 0)).isTrue();
        assertThat(queue.offer(of(new byte[10]), 7, 0)).isFalse();
    }

    @Test
    void takesNoMoreBytesThanItHolds() {
        DatagramQueue queue = new DatagramQueue(100, new Doorbell());
        byte[] largest = new byte[Datagram.MAX_LENGTH];
        int taken = 0;
        while (queue.offer(of(largest), taken, 0)) {
            taken++;
        }
        assertThat(taken).isEqualTo(DatagramQueue.LEAST_BYTES / Datagram.MAX_LENGTH);
        for (int round = 0; round < 20; round++) {
            queue.remove();
            assertThat(queue.offer(of(largest), taken, 0)).isTrue();
        }
    }

    @Test
    void keepsEveryByteOfManyDatagramsBetweenTwoThreads() throws InterruptedException {
        int count = 300_000;
        Doorbell bell = new Doorbell();
        DatagramQueue queue = new DatagramQueue(300, bell);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread consumer = new Thread(() -> {
            try {
                consume(queue, bell, count);
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        consumer.start();
        Random random = new Random(5);
        for (int number = 0; number < count; number++) {
            byte[] payload = new byte[random.nextInt(number % 1000 == 0 ? Datagram.MAX_LENGTH : 1400)];
            Arrays.fill(payload, (byte) number);
            while (!queue.offer(of(payload), number, number)) {
                queue.awaitRoom();
                if (!consumer.isAlive()) {
                    throw new AssertionError("consumer has ended", failure.get());
                }
            }
        }
        consumer.join();
        assertThat(failure.get()).isNull();
    }

    private static void consume(DatagramQueue queue, Doorbell bell, int count) {
        for (int number = 0; number < count; ) {
            QueueItem item = queue.peek();
            if (item == null) {
                queue.tellRoom();
                bell.announceSleep();
                if (queue.peek() == null) {
                    bell.await(Long.MAX_VALUE);
                }
                bell.stayAwake();
                continue;
            }
            assertThat(item.number()).isEqualTo(number);
            for (int at = item.start(); at < item.start() + item.length(); at++) {
                if (item.bytes()[at] != (byte) number) {
                    throw new AssertionError("datagram " + number + " was overwritten");
                }
            }
            queue.remove();
            if (++number % 50 == 0) {
                queue.tellRoom();
            }
        }
        queue.tellRoom();
    }
}
