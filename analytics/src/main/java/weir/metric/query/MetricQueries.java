package weir.metric.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.DataSource;

/**
 * Answers questions about metrics from what agents publish.
 *
 * <p>Selectors and filters are text as clients write it. {@code now} is engine time in nanoseconds, which ages count
 * from. Order: by agent, data source and metric, unless the question asks for another; it does not depend on which thread
 * measured what. Thread: any.
 */
public final class MetricQueries {

    private static final String ALL = "ALL";

    private final AgentDirectory directory;
    private final Supplier<? extends TopologyView> topology;
    private final FurtherMetricsNow further;

    /**
     * Questions about the agents of a directory.
     *
     * @param topology the topology of the moment; a question sees one from beginning to end
     * @param further metrics made of flow samples
     */
    public MetricQueries(
            AgentDirectory directory, Supplier<? extends TopologyView> topology, FurtherMetricsNow further) {
        this.directory = directory;
        this.topology = topology;
        this.further = further;
    }

    /** One summary for each metric asked for, in that order: {@code [statistic:][dataSource.]metric}. */
    public List<MetricSummary> metric(String agents, String metrics, Map<String, List<String>> filter, long now) {
        List<MetricItem> items =
                Selectors.items(metrics).stream().map(MetricItem::parse).toList();
        List<SummaryBuilder> summaries = items.stream()
                .map(item -> new SummaryBuilder(item.text(), item.statistic()))
                .toList();
        Set<String> names = items.stream().map(item -> item.metric().name()).collect(Collectors.toSet());
        forEachRow(agents, names::contains, filter, now, row -> {
            for (int i = 0; i < items.size(); i++) {
                MetricName metric = items.get(i).metric();
                Reading reading = metric.isOf(row.source().id()) ? row.own(metric.name()) : null;
                if (reading != null) {
                    summaries.get(i).add(row.agent().address(), row.source().id(), reading);
                }
            }
        });
        return summaries.stream().map(summary -> summary.build(now)).toList();
    }

    /**
     * One row for each data source that has all the metrics asked for, its own or its agent's host's, and at least one of
     * its own; cells in the order asked for.
     *
     * @param metrics {@code [sort:][dataSource.]metric[:count]}
     * @throws weir.request.InvalidRequestException a statistic, a second {@code sort:} or a count that is no number
     */
    public List<List<@Nullable Cell>> table(String agents, String metrics, Map<String, List<String>> filter, long now) {
        TableColumns columns = TableColumns.parse(metrics);
        List<List<@Nullable Cell>> rows = new ArrayList<>();
        Set<String> names = columns.metrics().stream().map(MetricName::name).collect(Collectors.toSet());
        forEachRow(agents, names::contains, filter, now, row -> {
            List<@Nullable Cell> cells = cells(row, columns, now);
            if (!cells.isEmpty()) {
                rows.add(cells);
            }
        });
        return columns.sort(rows);
    }

    /** The cells of a row. Absent: empty when one of them has no value, or none is the data source's own. */
    private static List<@Nullable Cell> cells(JoinedRow row, TableColumns columns, long now) {
        List<@Nullable Cell> cells = new ArrayList<>();
        boolean anyOwn = false;
        for (int i = 0; i < columns.metrics().size(); i++) {
            MetricName metric = columns.metrics().get(i);
            DataSource source = row.source();
            Reading reading = metric.isOf(source.id()) ? row.own(metric.name()) : null;
            anyOwn |= reading != null;
            DataSource host = row.host();
            if (reading == null && host != null && metric.isOf(host.id())) {
                source = host;
                reading = row.inherited(metric.name());
            }
            if (reading == null && columns.optionals().get(i)) {
                cells.add(null);
                continue;
            }
            if (reading == null) {
                return List.of();
            }
            cells.add(cell(row.agent(), source, metric.name(), reading, now));
        }
        return anyOwn ? Collections.unmodifiableList(cells) : List.of();
    }

    /** Hands over each value of each metric asked for, or of all for {@code ALL}, one after another. */
    public void dump(String agents, String metrics, Map<String, List<String>> filter, long now, Consumer<Cell> to) {
        List<String> items = Selectors.items(metrics);
        if (items.contains(ALL)) {
            MetricOrder order = new MetricOrder();
            forEachRow(agents, name -> true, filter, now, row -> dumpAll(row, order, now, to));
            return;
        }
        List<MetricName> names = new TreeSet<>(items)
                .stream()
                        .map(MetricName::parse)
                        .sorted(Comparator.comparing(MetricName::name))
                        .toList();
        Set<String> asked = names.stream().map(MetricName::name).collect(Collectors.toSet());
        forEachRow(agents, asked::contains, filter, now, row -> dumpNamed(row, names, now, to));
    }

    private static void dumpAll(JoinedRow row, MetricOrder order, long now, Consumer<Cell> to) {
        List<Cell> cells = new ArrayList<>();
        row.forEachOwn((metric, reading) -> cells.add(cell(row.agent(), row.source(), metric, reading, now)));
        for (int place : order.of(cells)) {
            to.accept(cells.get(place));
        }
    }

    private static void dumpNamed(JoinedRow row, List<MetricName> names, long now, Consumer<Cell> to) {
        String before = "";
        for (MetricName metric : names) {
            boolean asked = metric.isOf(row.source().id()) && !metric.name().equals(before);
            Reading reading = asked ? row.own(metric.name()) : null;
            if (reading != null) {
                // A metric asked for by itself and with its data source is one value.
                before = metric.name();
                to.accept(cell(row.agent(), row.source(), metric.name(), reading, now));
            }
        }
    }

    private static Cell cell(Agent agent, DataSource source, String metric, Reading reading, long now) {
        return new Cell(
                agent.address(),
                source.id(),
                metric,
                reading.value(),
                Age.millis(reading.updated(), now),
                reading.topKeys());
    }

    /** Every value of one agent by {@code dataSource.metric}. Absent: empty for anything but one agent that is known. */
    public SortedMap<String, Object> agentMetrics(String agent, long now) {
        SortedMap<String, Object> metrics = new TreeMap<>();
        Agent chosen = AgentSelector.single(agent, directory, topology.get());
        if (chosen != null) {
            FurtherMetrics made = further.at(List.of(chosen), name -> true, now);
            for (DataSource source : chosen.dataSources().values()) {
                String prefix = source.id() + ".";
                source.row().forEach((metric, value, updated) -> metrics.put(prefix + metric, value));
                made.forEach(chosen, source, (metric, reading) -> metrics.put(prefix + metric, reading.value()));
            }
        }
        return metrics;
    }

    /** Names of the metrics that have a value somewhere, with the age in ms of the freshest. */
    public SortedMap<String, Long> metricAges(long now) {
        SortedMap<String, Long> updates = new TreeMap<>();
        FurtherMetrics made = further.at(directory.agents(), name -> true, now);
        for (Agent agent : directory.agents()) {
            for (DataSource source : agent.dataSources().values()) {
                source.row().forEach((metric, value, updated) -> updates.merge(metric, updated, Math::max));
                made.forEach(agent, source, (metric, reading) -> updates.merge(metric, reading.updated(), Math::max));
            }
        }
        updates.replaceAll((metric, updated) -> Age.millis(updated, now));
        return updates;
    }

    private void forEachRow(
            String agents,
            Predicate<String> metrics,
            Map<String, List<String>> filter,
            long now,
            Consumer<JoinedRow> to) {
        AgentSelector selector = AgentSelector.parse(agents, topology.get());
        RowFilter rows = RowFilter.of(filter);
        Collection<Agent> chosen = selector.agents(directory);
        FurtherMetrics made = further.at(chosen, name -> metrics.test(name) || filter.containsKey(name), now);
        for (Agent agent : chosen) {
            boolean all = selector.choosesAll(agent);
            @Nullable DataSource host = agent.host();
            for (DataSource source : agent.dataSources().values()) {
                if (all || selector.choosesPart(agent, source.id())) {
                    JoinedRow row = new JoinedRow(agent, source, host, made);
                    if (rows.matches(row)) {
                        to.accept(row);
                    }
                }
            }
        }
    }
}
