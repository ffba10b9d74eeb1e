package weir.service;

import weir.ingest.Input;
import weir.meter.MeterLimits;
import weir.metric.MetricLimits;
import weir.names.NameSources;
import weir.sflow.StructureTable;

/**
 * What an engine is built from.
 *
 * <p>Thread: any; immutable.
 *
 * @param input where datagrams come from
 * @param shards shard threads
 * @param queueCapacity datagrams that may wait between one source thread and one shard
 * @param maxAgents agents known at one time; datagrams of further ones are refused and counted
 * @param structures structures of flow and counter records
 * @param names where names come from besides users
 * @param logs how much the logs keep
 * @param flowEntries flows kept for each definition at each data source, never less than ten times its {@code n}
 * @param ipfixPort UDP port of IPFIX collectors
 * @param limits bounds of what one agent can fill; how many agents are known, {@code maxAgents} says
 * @param recentBytes memory for the last datagrams of all shards together; 0 keeps none
 */
public record EngineConfiguration(
        Input input,
        int shards,
        int queueCapacity,
        int maxAgents,
        StructureTable structures,
        NameSources names,
        LogSizes logs,
        int flowEntries,
        int ipfixPort,
        MetricLimits limits,
        int recentBytes) {

    /** Datagrams that may wait between one source thread and one shard, unless the operator says otherwise. */
    public static final int DEFAULT_QUEUE_CAPACITY = 8000;

    /** Agents known at one time, unless the operator says otherwise. */
    public static final int DEFAULT_MAX_AGENTS = 100_000;

    /** UDP port of IPFIX collectors, unless the operator says otherwise. */
    public static final int DEFAULT_IPFIX_PORT = 4739;

    /** Memory for the last datagrams, unless the operator says otherwise. */
    public static final int DEFAULT_RECENT_BYTES = 32 << 20;

    /** Most shards that can be asked for. */
    public static final int MAX_SHARDS = 64;

    /** Checks the numbers. */
    public EngineConfiguration {
        if (shards < 1 || shards > MAX_SHARDS) {
            throw new IllegalArgumentException("shards must be 1 to " + MAX_SHARDS + ": " + shards);
        }
        if (queueCapacity < 1) {
            throw new IllegalArgumentException("queue capacity must be at least 1: " + queueCapacity);
        }
        if (maxAgents < 1) {
            throw new IllegalArgumentException("number of agents must be at least 1: " + maxAgents);
        }
        if (recentBytes < 0) {
            throw new IllegalArgumentException("memory for datagrams must be at least 0: " + recentBytes);
        }
        if (flowEntries < 1) {
            throw new IllegalArgumentException("number of flows must be at least 1: " + flowEntries);
        }
    }

    /** The same, with no names from outside, and logs and tables of flows of the usual size. */
    public EngineConfiguration(Input input, int shards, int queueCapacity, int maxAgents, StructureTable structures) {
        this(
                input,
                shards,
                queueCapacity,
                maxAgents,
                structures,
                NameSources.NONE,
                LogSizes.USUAL,
                MeterLimits.DEFAULT_ENTRIES,
                DEFAULT_IPFIX_PORT,
                MetricLimits.DEFAULT,
                DEFAULT_RECENT_BYTES);
    }

    /** The usual configuration for an input: as many shards as suit this machine, and the structures of Weir. */
    public static EngineConfiguration of(Input input) {
        return new EngineConfiguration(
                input, defaultShards(), DEFAULT_QUEUE_CAPACITY, DEFAULT_MAX_AGENTS, StructureTable.standard());
    }

    /** As many shards as processors, less one for receiving; at least 1, at most 4. */
    public static int defaultShards() {
        return Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, 4);
    }
}
