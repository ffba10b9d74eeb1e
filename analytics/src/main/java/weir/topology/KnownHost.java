package weir.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import weir.lookup.Label;
import weir.metric.Adapters;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.MetricBlock;
import weir.metric.MetricRow;
import weir.net.IpAddress;

/**
 * What an agent says of a host, a switch or a virtual machine: its MAC addresses and its metrics that are text.
 *
 * <p>Of a virtual machine only the metrics whose names begin with {@code vir_} count. Thread: any; immutable.
 *
 * @param agent agent that says it
 * @param dataSource data source it is
 * @param adapters its MAC addresses
 * @param texts its metrics that are text, by name
 */
public record KnownHost(IpAddress agent, DataSourceId dataSource, Adapters adapters, Map<String, Label> texts)
        implements Comparable<KnownHost> {

    private static final String GUEST = "vir_";

    /** Copies the map. */
    public KnownHost {
        texts = Map.copyOf(texts);
    }

    /** Whether a data source can be a host: a physical entity, or a logical one. */
    static boolean canBe(DataSourceId dataSource) {
        int sourceClass = dataSource.sourceClass();
        return !dataSource.custom() && (sourceClass == DataSourceId.PHYSICAL || sourceClass == DataSourceId.LOGICAL);
    }

    /** What is published of a data source. Absent: null when it says nothing of a host. */
    static @Nullable KnownHost of(IpAddress agent, DataSource source) {
        Map<String, Label> texts = new HashMap<>();
        forEachText(source, (metric, text) -> texts.putIfAbsent(metric, Label.of(text)));
        Adapters adapters = source.adapters();
        return texts.isEmpty() && adapters.size() == 0 ? null : new KnownHost(agent, source.id(), adapters, texts);
    }

    private static void forEachText(DataSource source, BiConsumer<String, String> to) {
        boolean guest = source.id().sourceClass() == DataSourceId.LOGICAL;
        MetricRow row = source.row();
        for (int i = 0; i < row.size(); i++) {
            MetricBlock block = row.block(i);
            for (int k = 0; k < block.schema().texts().size(); k++) {
                String metric = block.schema().texts().get(k);
                String text = block.text(k);
                if (text != null && (!guest || metric.startsWith(GUEST))) {
                    to.accept(metric, text);
                }
            }
        }
    }

    /** Whether this is a virtual machine. */
    boolean isGuest() {
        return dataSource.sourceClass() == DataSourceId.LOGICAL;
    }

    /** A metric. Absent: null. */
    @Nullable
    Label text(String metric) {
        return texts.get(metric);
    }

    /** In the order of agents and data sources. */
    @Override
    public int compareTo(KnownHost other) {
        int byAgent = agent.compareTo(other.agent);
        return byAgent != 0 ? byAgent : dataSource.compareTo(other.dataSource);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        // Adapters are the same object as long as they have not changed.
        return other instanceof KnownHost host
                && agent.equals(host.agent)
                && dataSource.equals(host.dataSource)
                && adapters.equals(host.adapters)
                && texts.equals(host.texts);
    }

    @Override
    public int hashCode() {
        return 31 * agent.hashCode() + dataSource.hashCode();
    }
}
