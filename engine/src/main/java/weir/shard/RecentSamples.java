package weir.shard;

import java.util.Set;
import java.util.function.Supplier;
import weir.ingest.EngineClock;
import weir.lookup.Lookups;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.metric.CounterStructures;
import weir.metric.TelemetryApplier;
import weir.metric.TelemetryListener;
import weir.net.IpAddress;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;
import weir.topology.TopologyIndex;

/**
 * Decodes datagrams that were kept once more, for somebody who wants to see their samples: not repeated ones, each with what
 * it stands for.
 *
 * <p>It knows no agents to begin with, so the first sample of each data source stands for what the agent says. Names are
 * those of now.
 *
 * <p>Thread: one.
 */
public final class RecentSamples {

    private static final long MARK = EngineClock.SECOND / 10;

    private final ShardNames names;
    private final DatagramDecoder decoder;
    private final TelemetryApplier applier;
    private long mark = Long.MIN_VALUE;
    private long now = Long.MIN_VALUE;

    /**
     * Nothing is read yet.
     *
     * @param structures what records look like
     * @param metrics what becomes of counter records
     * @param listener is told of samples
     */
    public RecentSamples(
            StructureTable structures,
            CounterStructures metrics,
            Supplier<Lookups> lookups,
            Supplier<TopologyIndex> topology,
            TelemetryListener listener) {
        names = new ShardNames(lookups, topology, new HostExchange(1, false), 0);
        DecodeCounts counts = new DecodeCounts();
        decoder = new DatagramDecoder(structures, counts);
        applier = new AgentTable(new AgentDirectory(), metrics, counts, names.before(listener)).applier();
    }

    /** Names for the sample at hand. */
    public Lookups lookups() {
        return names.lookups();
    }

    /** Engine time of the datagram at hand, nanoseconds since the epoch. */
    public long now() {
        return now;
    }

    /**
     * Reads the datagrams of a stretch of time.
     *
     * @param since engine time, nanoseconds since the epoch
     * @param until engine time; later datagrams are passed over
     * @return whether none of them is missing because newer ones took its place
     */
    public boolean read(RecentHistory history, long since, long until) {
        return read(history, since, until, AgentChoice.ALL);
    }

    /** The same for some of the agents; nothing is learned of what others say about hosts and interfaces. */
    public boolean read(RecentHistory history, long since, long until, Set<IpAddress> agents) {
        return read(history, since, until, AgentChoice.of(agents));
    }

    private boolean read(RecentHistory history, long since, long until, AgentChoice agents) {
        return history.read(since, agents, datagram -> {
            if (datagram.time() <= until) {
                apply(datagram);
            }
        });
    }

    private void apply(RecentDatagram datagram) {
        now = Math.max(now, datagram.time());
        long begun = now - Math.floorMod(now, MARK);
        if (begun != mark) {
            mark = begun;
            names.mark();
        }
        names.topology();
        names.edge().at(now);
        applier.arrived(now, datagram.sourceV6(), datagram.sourceHigh(), datagram.sourceLow());
        decoder.decode(datagram.bytes(), 0, datagram.length(), applier);
    }
}
