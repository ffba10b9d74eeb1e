package weir.shard;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.lookup.Lookups;
import weir.metric.TelemetryListener;
import weir.metric.TelemetryListeners;
import weir.metric.query.TopologyView;
import weir.topology.EdgeHosts;
import weir.topology.ShardPlaces;
import weir.topology.TopologyIndex;

/**
 * All names that samples of one shard can be given: what users and databases say, which is the same for all shards,
 * together with the places of its own agents' interfaces and the hosts that all shards speak of.
 *
 * <p>Thread: the shard's only.
 */
public final class ShardNames {

    private final Supplier<Lookups> shared;
    private final Supplier<TopologyIndex> topology;
    private final ShardPlaces places = new ShardPlaces();
    private final EdgeHosts edge = new EdgeHosts(places);
    private final ShardHosts hosts;
    private @Nullable Lookups from;
    private Lookups lookups = Lookups.NONE;

    /**
     * Names of a shard whose agents have said nothing yet.
     *
     * @param shared the names in force that do not depend on agents
     * @param topology the topology in force
     */
    public ShardNames(Supplier<Lookups> shared, Supplier<TopologyIndex> topology, HostExchange exchange, int shard) {
        this.shared = shared;
        this.topology = topology;
        hosts = new ShardHosts(exchange, shard);
    }

    /** The names in force. */
    public Lookups lookups() {
        Lookups now = shared.get();
        if (isOther(now)) {
            from = now;
            lookups = now.withPorts(places).withHosts(hosts);
        }
        return lookups;
    }

    @SuppressWarnings("ReferenceEquality") // a version is one object, and comparing all its sets costs too much
    private boolean isOther(Lookups now) {
        return now != from;
    }

    /** The topology in force, as {@link #lookups} see it from now on. */
    public TopologyView topology() {
        places.use(topology.get());
        return places;
    }

    /** A listener that learns the names and then tells the next one, who uses them. */
    TelemetryListener before(TelemetryListener next) {
        return new TelemetryListeners(places, hosts.local(), edge, next);
    }

    /** Where hosts are attached, as the shard's samples show. */
    public EdgeHosts edge() {
        return edge;
    }

    /** A mark has come, and everything due at it is done. */
    void mark() {
        hosts.mark();
    }
}
