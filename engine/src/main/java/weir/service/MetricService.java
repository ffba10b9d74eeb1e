package weir.service;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.AgentStatus;
import weir.metric.DataSourceId;
import weir.metric.query.AgentSelector;
import weir.metric.query.Cell;
import weir.metric.query.EntityLabels;
import weir.metric.query.FurtherMetricsNow;
import weir.metric.query.MetricQueries;
import weir.metric.query.MetricSummary;
import weir.metric.query.TopologyView;
import weir.net.IpAddress;

/**
 * Questions about agents and their metrics.
 *
 * <p>Selectors are text as a client writes it: {@code agents} is {@code ALL}, agent addresses, host names, names of nodes
 * or {@code TOPOLOGY}, {@code EDGE}, {@code CORE}, separated by commas; {@code metrics} names one or more metrics in the same way. {@code filter} maps the name of a metric to
 * patterns, of which one must match the text of its value; all its entries must hold. An unknown agent or metric selects
 * nothing and is no error.
 *
 * <p>Order: every list is by agent, data source and, in a dump, metric, or as the caller asked; it does not depend on
 * which thread measured what. Units: ages in ms, never negative. Thread: any.
 */
public final class MetricService {

    private final AgentDirectory directory;
    private final LongSupplier clock;
    private final Supplier<? extends TopologyView> topology;
    private final MetricQueries queries;

    /**
     * Questions about the given agents at the time of the given clock.
     *
     * @param topology the topology of the moment, for selectors that choose by it
     * @param further metrics that flow definitions make
     * @param clock nanoseconds since the epoch on the engine's clock
     */
    public MetricService(
            AgentDirectory directory,
            Supplier<? extends TopologyView> topology,
            FurtherMetricsNow further,
            LongSupplier clock) {
        this.directory = directory;
        this.clock = clock;
        this.topology = topology;
        queries = new MetricQueries(directory, topology, further);
    }

    /**
     * What is known of each agent, by address.
     *
     * @param only addresses to restrict the answer to, unknown ones are left out; empty for all agents
     */
    public SortedMap<IpAddress, AgentStatus> agents(Collection<String> only) {
        long now = clock.getAsLong();
        SortedMap<IpAddress, AgentStatus> statuses = new TreeMap<>();
        if (only.isEmpty()) {
            directory.agents().forEach(agent -> statuses.put(agent.address(), agent.status(now)));
        }
        for (String address : only) {
            IpAddress.parse(address)
                    .flatMap(known -> Optional.ofNullable(directory.agent(known)))
                    .ifPresent(agent -> statuses.put(agent.address(), agent.status(now)));
        }
        return statuses;
    }

    /** The agent with an address or a host name, or that is the node of a name. Absent: empty. */
    public Optional<Agent> agent(String name) {
        return Optional.ofNullable(AgentSelector.single(name, directory, topology.get()));
    }

    /** Names of the metrics that have a value somewhere, with the age in ms of the freshest. */
    public SortedMap<String, Long> metricAges() {
        return queries.metricAges(clock.getAsLong());
    }

    /**
     * Every value of one agent, {@link Double} or {@link String}, by {@code dataSource.metric}.
     *
     * @param agent an address or a host name; anything else, {@code ALL} too, gives an empty answer
     */
    public SortedMap<String, Object> agentMetrics(String agent) {
        return queries.agentMetrics(agent, clock.getAsLong());
    }

    /** One summary for each metric asked for, in that order: {@code [statistic:][dataSource.]metric}. */
    public List<MetricSummary> metric(String agents, String metrics, Map<String, List<String>> filter) {
        return queries.metric(agents, metrics, filter, clock.getAsLong());
    }

    /**
     * One row for each data source that has all the metrics asked for, its own or its agent's host's; cells as asked.
     *
     * @param metrics {@code [sort:]metric[:count]}, or {@code null:metric}, without which a row stays: its cell is null
     * @throws weir.request.InvalidRequestException a statistic, a second {@code sort:} or a count that is no number
     */
    public List<List<@Nullable Cell>> table(String agents, String metrics, Map<String, List<String>> filter) {
        return queries.table(agents, metrics, filter, clock.getAsLong());
    }

    /** Hands over each value of each metric asked for, or of all for {@code ALL}, one after another. */
    public void dump(String agents, String metrics, Map<String, List<String>> filter, Consumer<Cell> to) {
        queries.dump(agents, metrics, filter, clock.getAsLong(), to);
    }

    /**
     * What else names a data source in an export: {@code host}, {@code machine_type}, {@code os_name},
     * {@code os_release}, and on interfaces {@code ifindex}, {@code ifname}, {@code ifspeed}, {@code iftype},
     * {@code ifadminstatus}, {@code ifoperstatus}, where known, in this order.
     */
    public SequencedMap<String, String> labels(IpAddress agent, DataSourceId dataSource) {
        return EntityLabels.of(directory, agent, dataSource);
    }
}
