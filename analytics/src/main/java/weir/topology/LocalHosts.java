package weir.topology;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.TelemetryListener;
import weir.net.IpAddress;

/**
 * The hosts that the agents of one shard speak of.
 *
 * <p>Bound: their data sources. Thread: owner of the agents only; lists handed out are immutable.
 */
public final class LocalHosts implements TelemetryListener {

    private record Key(IpAddress agent, DataSourceId dataSource) {}

    private final TreeMap<Key, KnownHost> hosts =
            new TreeMap<>(Comparator.comparing(Key::agent).thenComparing(Key::dataSource));
    private boolean changed;

    @Override
    public void onRow(Agent agent, DataSource source) {
        if (!KnownHost.canBe(source.id())) {
            return;
        }
        Key key = new Key(agent.address(), source.id());
        KnownHost now = KnownHost.of(agent.address(), source);
        if (now == null) {
            changed |= hosts.remove(key) != null;
        } else if (!now.equals(hosts.get(key))) {
            hosts.put(key, now);
            changed = true;
        }
    }

    @Override
    public void onGone(Agent agent, DataSource source) {
        changed |= hosts.remove(new Key(agent.address(), source.id())) != null;
    }

    /** All hosts, by agent and data source, if anything has changed since this was asked last. Absent: empty. */
    public Optional<List<KnownHost>> changes() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        return Optional.of(List.copyOf(hosts.values()));
    }
}
