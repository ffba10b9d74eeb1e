package weir.shard;

import org.jspecify.annotations.Nullable;
import weir.lookup.HostFacts;
import weir.lookup.Label;
import weir.topology.HostTable;
import weir.topology.LocalHosts;

/**
 * The hosts behind addresses, as one shard sees them: what all shards learned up to a mark holds from the second mark after
 * it.
 *
 * <p>In replay the answers thus depend on the capture alone. The table is asked for when a sample first needs it after a
 * mark. Thread: the shard's only.
 */
public final class ShardHosts implements HostFacts {

    private final HostExchange exchange;
    private final int shard;
    private final LocalHosts local = new LocalHosts();
    private long mark;
    private @Nullable HostTable table;

    /** Knows nobody yet. */
    public ShardHosts(HostExchange exchange, int shard) {
        this.exchange = exchange;
        this.shard = shard;
    }

    /** The hosts of the shard's own agents. */
    LocalHosts local() {
        return local;
    }

    /** A mark has come, and everything due at it is done. */
    void mark() {
        mark++;
        exchange.reach(shard, mark, local.changes().orElse(null));
        table = null;
    }

    private HostTable table() {
        HostTable current = table;
        if (current == null) {
            current = exchange.at(mark - HostExchange.DELAY);
            table = current;
        }
        return current;
    }

    @Override
    public @Nullable Label byMac(long mac, String metric) {
        return table().byMac(mac, metric);
    }

    @Override
    public @Nullable Label byAddress(boolean v6, long high, long low, String metric) {
        return table().byAddress(v6, high, low, metric);
    }

    @Override
    public @Nullable Label byUuid(byte[] utf8, int from, int to, String metric) {
        return table().byUuid(utf8, from, to, metric);
    }
}
