package weir.metric;

/**
 * Bounds that keep what the wire says from filling memory. What they refuse is counted in {@link Refusals}.
 *
 * @param agents agents of all shards together
 * @param subAgents sub-agents of one agent
 * @param dataSources data sources of one agent, custom ones included
 * @param customMetrics custom metrics of one agent
 * @param textBytes bytes of one text
 * @param listLength elements of a list that become metrics
 * @param blocks structures, and instances of them, of one data source
 */
public record MetricLimits(
        int agents, int subAgents, int dataSources, int customMetrics, int textBytes, int listLength, int blocks) {

    /** Bounds that no honest agent meets. */
    public static final MetricLimits DEFAULT = new MetricLimits(100_000, 256, 8192, 1000, 255, 64, 256);

    /** Checks the numbers. */
    public MetricLimits {
        if (Math.min(
                        Math.min(Math.min(agents, subAgents), Math.min(dataSources, customMetrics)),
                        Math.min(Math.min(textBytes, listLength), blocks))
                < 1) {
            throw new IllegalArgumentException("every bound must be at least 1");
        }
    }

    /** The same bounds with another number of agents. */
    public MetricLimits withAgents(int number) {
        return new MetricLimits(number, subAgents, dataSources, customMetrics, textBytes, listLength, blocks);
    }
}
