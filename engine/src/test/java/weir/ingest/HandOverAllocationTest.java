package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.testing.Allocation;
import weir.testing.DatagramBuilder;

class HandOverAllocationTest {

    @Test
    void handsOverDatagramsWithoutAllocating() {
        DatagramQueue queue = new DatagramQueue(64, new Doorbell());
        ShardFeed feed = new ShardFeed(List.of(queue), new AdmittedAgents(new AgentPlaces(100), EngineClock.SECOND));
        ByteBuffer[] payloads = new ByteBuffer[50];
        for (int i = 0; i < payloads.length; i++) {
            byte[] bytes = new DatagramBuilder().agent("10.0.0." + i).build();
            payloads[i] = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        }
        Datagram datagram = new Datagram();
        long[] handedOver = {0};
        assertThat(Allocation.ofWarm(200, () -> {
                    for (int round = 0; round < 100; round++) {
                        for (ByteBuffer payload : payloads) {
                            datagram.set(payload, 0, payload.capacity());
                            datagram.source(false, 0, 1);
                            DatagramQueue admitted = feed.admit(datagram, 1000);
                            if (admitted != null && admitted.offer(datagram, round, 1000)) {
                                handedOver[0]++;
                            }
                        }
                        while (queue.peek() != null) {
                            queue.remove();
                        }
                    }
                }))
                .isZero();
        assertThat(handedOver[0]).isGreaterThanOrEqualTo(5000).isEqualTo(handedOver[0] / 5000 * 5000);
    }
}
