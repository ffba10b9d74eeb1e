package weir.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All queues between source threads and shards: one for each pair, and for each shard one for marks, where a source
 * cannot make marks itself because it waits in a socket.
 *
 * <p>Bound: for each pair, capacity × (payload of {@link DatagramQueue} + about 100 bytes).
 */
public final class ShardQueues {

    private final List<Doorbell> doorbells;
    private final List<List<DatagramQueue>> bySource = new ArrayList<>();
    private final List<DatagramQueue> marks;

    /** Queues for an input, empty. */
    public ShardQueues(Input input, int shards, int capacity) {
        doorbells = IntStream.range(0, shards).mapToObj(shard -> new Doorbell()).toList();
        int sources = switch (input) {
            case UdpInput udp -> udp.sockets();
            case CaptureInput capture -> 1;
        };
        for (int i = 0; i < sources; i++) {
            bySource.add(doorbells.stream()
                    .map(bell -> new DatagramQueue(capacity, bell))
                    .toList());
        }
        marks = input instanceof UdpInput
                ? doorbells.stream().map(DatagramQueue::forMarks).toList()
                : List.of();
    }

    /** The queues a shard empties. */
    public List<DatagramQueue> ofShard(int shard) {
        List<DatagramQueue> queues = new ArrayList<>();
        bySource.forEach(source -> queues.add(source.get(shard)));
        if (!marks.isEmpty()) {
            queues.add(marks.get(shard));
        }
        return queues;
    }

    /** What wakes a shard. */
    public Doorbell doorbell(int shard) {
        return doorbells.get(shard);
    }

    /** Datagrams that found no room on their way to a shard, or waited there too long. */
    public long drops(int shard) {
        return bySource.stream().mapToLong(source -> source.get(shard).drops()).sum();
    }

    /** The queues of a source thread, by shard. */
    List<DatagramQueue> ofSource(int thread) {
        return bySource.get(thread);
    }

    /** The queues for marks, by shard; none where the source makes marks itself. */
    List<DatagramQueue> marks() {
        return marks;
    }
}
