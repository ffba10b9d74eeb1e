package weir.metric;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.net.IpAddress;

/**
 * What is known of one agent at a moment.
 *
 * <p>Units: {@code firstSeen} and {@code lastSeen} in ms before now, never negative; {@code uptime} in ms as the agent
 * last sent it. Thread: any; immutable.
 *
 * @param agent agent address, its identity
 * @param hostName host name it sent; empty when it sent none
 * @param datagramSources source addresses of its datagrams in the order they were first seen, few at most
 * @param firstSeen age of its first datagram
 * @param lastSeen age of its latest datagram
 * @param uptime the agent's own sysUpTime
 * @param subAgents number of sub-agents
 * @param datagrams what datagram sequence numbers say
 * @param counters what counter samples and their sequence numbers say
 * @param flows what flow samples and their sequence numbers say
 * @param notifications what drop notices and their sequence numbers say
 * @param customSamples samples of custom metrics and custom flows
 * @param restarts how often a sub-agent began anew: its sequence went back or jumped far
 * @param addressConflicts how often datagrams changed back to a sequence and uptime that were thought to be over: two
 *     devices send under this agent address
 * @param samplingRates smallest and largest N of 1-in-N among its data sources; empty before the first flow sample
 * @param poolDifference the data source whose sample pool contradicts its sampling rate most clearly; empty when none
 *     does
 * @param recent what it did lately
 */
public record AgentStatus(
        IpAddress agent,
        Optional<String> hostName,
        List<IpAddress> datagramSources,
        long firstSeen,
        long lastSeen,
        long uptime,
        int subAgents,
        DatagramCounts datagrams,
        SampleCounts counters,
        SampleCounts flows,
        SampleCounts notifications,
        long customSamples,
        long restarts,
        long addressConflicts,
        Optional<SamplingRates> samplingRates,
        Optional<PoolDifference> poolDifference,
        Recent recent) {

    /** Copies the list of addresses. */
    public AgentStatus {
        datagramSources = List.copyOf(datagramSources);
    }

    /**
     * Datagrams of all sub-agents.
     *
     * @param received datagrams, duplicates included
     * @param lost sequence numbers that never came
     * @param duplicates datagrams that came before
     * @param outOfOrder datagrams that came after a later one
     */
    public record DatagramCounts(long received, long lost, long duplicates, long outOfOrder) {}

    /**
     * Samples of one kind, of all data sources.
     *
     * @param dataSources how many data sources have sent this kind
     * @param samples samples after the first of each data source, duplicates included
     * @param drops what the agent itself dropped since it is known, as its samples say; 0 for counter samples
     * @param lost sequence numbers that never came
     * @param duplicates samples that came before; they are ignored
     * @param outOfOrder samples that came after a later one
     */
    public record SampleCounts(
            long dataSources, long samples, long drops, long lost, long duplicates, long outOfOrder) {}

    /**
     * Range of sampling rates.
     *
     * @param smallest smallest N of 1-in-N
     * @param largest largest N of 1-in-N
     */
    public record SamplingRates(long smallest, long largest) {}

    /**
     * A data source whose count of packets does not fit its sampling rate.
     *
     * @param dataSource the data source
     * @param samplingRate N of 1-in-N as its samples say
     * @param poolRate average growth of its sample pool for each sample
     * @param dataSources how many data sources of the agent are so
     */
    public record PoolDifference(DataSourceId dataSource, long samplingRate, double poolRate, int dataSources) {}

    /**
     * What an agent did lately; counts are of the last 150 to 300 s.
     *
     * <p>Units: ages and times in ms, ages never negative.
     *
     * @param usualGap time that usually passes between two datagrams at most: the longest of late, a single longer one
     *     apart
     * @param lastCounters age of the latest counter sample; empty when there was none
     * @param lastFlows age of the latest flow sample; empty when there was none
     * @param datagrams datagrams received, duplicates included
     * @param lost sequence numbers that did not come
     * @param duplicates datagrams that came before
     * @param flowSamples flow samples
     * @param flowDrops samples that the agent itself dropped
     * @param lastRestart age of the latest restart of a sub-agent; empty when there was none
     * @param lastConflict age of the latest sign that two devices send under its address; empty when there was none
     * @param lastRefusal age of the latest thing that a bound kept out; empty when there was none
     */
    public record Recent(
            long usualGap,
            OptionalLong lastCounters,
            OptionalLong lastFlows,
            long datagrams,
            long lost,
            long duplicates,
            long flowSamples,
            long flowDrops,
            OptionalLong lastRestart,
            OptionalLong lastConflict,
            OptionalLong lastRefusal) {}
}
