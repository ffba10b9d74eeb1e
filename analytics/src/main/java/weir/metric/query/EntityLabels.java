package weir.metric.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.MetricRow;
import weir.net.IpAddress;

/** What names a data source in an export, besides its agent and its own name. */
public final class EntityLabels {

    /** A label and the metric it is taken from. */
    private record Label(String name, String metric) {
        static Label same(String metric) {
            return new Label(metric, metric);
        }
    }

    private static final List<Label> HOST = List.of(
            new Label("host", "host_name"),
            Label.same("machine_type"),
            Label.same("os_name"),
            Label.same("os_release"));
    private static final List<Label> INTERFACE = List.of(
            Label.same("ifindex"),
            Label.same("ifname"),
            Label.same("ifspeed"),
            Label.same("iftype"),
            Label.same("ifadminstatus"),
            Label.same("ifoperstatus"));
    private static final List<Label> GUEST = List.of(
            Label.same("vir_host_name"),
            Label.same("vir_machine_type"),
            Label.same("vir_os_name"),
            Label.same("vir_os_release"));

    private EntityLabels() {}

    /** The labels of a data source, in their order. Absent: empty for one that is not known. */
    public static SequencedMap<String, String> of(
            AgentDirectory directory, IpAddress address, DataSourceId dataSource) {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        Agent agent = directory.agent(address);
        if (agent == null) {
            return labels;
        }
        add(labels, HOST, agent.host());
        DataSource source = agent.dataSource(dataSource);
        if (dataSource.isInterface()) {
            add(labels, INTERFACE, source);
        } else if (dataSource.sourceClass() == DataSourceId.LOGICAL) {
            add(labels, GUEST, source);
        }
        return labels;
    }

    private static void add(SequencedMap<String, String> labels, List<Label> added, @Nullable DataSource from) {
        MetricRow row = from == null ? MetricRow.EMPTY : from.row();
        for (Label label : added) {
            Object value = row.value(label.metric());
            if (value != null) {
                labels.put(label.name(), RowFilter.text(value));
            }
        }
    }
}
