package weir.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.ingest.SourceCounts.Counted;

/**
 * The way from one source thread to all shards: counts a datagram, admits its agent, queues it to the agent's shard.
 *
 * <p>A datagram whose head cannot be read goes to the first shard, whose decoder counts what is wrong with it.
 *
 * <p>Thread: one source thread; counts any.
 */
final class ShardFeed {

    /** Silent agents lose their places at every so many marks: every ten seconds. */
    private static final long CLEARING = 100 * Marks.INTERVAL;

    private final DatagramQueue[] queues;
    private final AdmittedAgents agents;
    private final SourceCounts counts = new SourceCounts();
    private long nextClearing = Long.MIN_VALUE;

    ShardFeed(List<DatagramQueue> queues, AdmittedAgents agents) {
        this.queues = queues.toArray(DatagramQueue[]::new);
        this.agents = agents;
    }

    SourceCounts counts() {
        return counts;
    }

    /** Counts a datagram and finds its queue. Absent: null when it is refused. */
    @Nullable
    DatagramQueue admit(Datagram datagram, long time) {
        counts.add(Counted.DATAGRAMS, 1);
        counts.add(Counted.BYTES, datagram.length());
        if (time >= nextClearing) {
            agents.clear(time);
            nextClearing = (Math.floorDiv(time, CLEARING) + 1) * CLEARING;
        }
        if (datagram.length() > Datagram.MAX_LENGTH) {
            counts.add(Counted.TOO_LARGE, 1);
            return null;
        }
        if (!datagram.findAgent()) {
            return queues[0];
        }
        long hash = AgentHash.of(datagram.agentV6(), datagram.agentHigh(), datagram.agentLow());
        if (!agents.admit(hash, datagram.agentV6(), datagram.agentHigh(), datagram.agentLow(), time)) {
            counts.add(Counted.REFUSED, 1);
            return null;
        }
        return queues[AgentHash.shard(hash, queues.length)];
    }

    /** Tells shards that sleep of what was queued; to be called when there is nothing more to read for now. */
    void tell() {
        for (DatagramQueue queue : queues) {
            queue.tell();
        }
    }

    /** One queue for each shard. */
    DatagramQueue[] queues() {
        return queues;
    }
}
