package weir.service;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import weir.meter.MeterCounts;
import weir.shard.RecentHistory;

/**
 * What the engine has received and what it lost, each cause with a number of its own.
 *
 * <p>Shape: maps are sorted by key and hold only causes that occurred. Thread: any; immutable. Source: REST
 * {@code /analyzer/json}.
 *
 * @param replay whether a capture is replayed
 * @param port UDP port listened on; in replay the one packets are taken for
 * @param uptimeMillis milliseconds since the engine was started
 * @param agents agents known now
 * @param datagramsReceived datagrams read from sockets or the capture, also those lost afterwards
 * @param bytesReceived bytes of their payload
 * @param flowSamples flow samples decoded
 * @param counterSamples counter samples decoded
 * @param notificationSamples drop notices decoded
 * @param customSamples {@code rtmetric} and {@code rtflow} samples decoded
 * @param parseErrors errors met when decoding, without unsupported versions
 * @param unsupportedVersion datagrams of a version other than 5
 * @param errorsByCause the same by cause
 * @param unknownFormats samples and records skipped, by format: {@code flow 0:999}
 * @param datagramsDiscarded datagrams received and given to no decoder: sum of the queue drops and the refused
 * @param queueDrops datagrams lost because the queue of a shard was full
 * @param queueDropsByShard the same for each shard
 * @param agentsRefused datagrams lost because too many agents are known
 * @param boundsReached how often a bound on what agents can fill kept something out of memory, by bound
 * @param nameLookups names looked up in DNS and what became of it, by kind; empty when none are looked up
 * @param relayed datagrams relayed and IPFIX records sent, and what was lost of them, by kind; empty when none ever were
 * @param datagramsTooLarge datagrams larger than sFlow over UDP can be
 * @param kernelDrops datagrams the kernel dropped because the receive buffer was full; -1 where it does not tell
 * @param receiveErrors errors of the sockets
 * @param faults faults of our own code while a datagram was applied
 * @param threadFailures how often a thread of the engine failed and went on
 * @param threadsFailing threads of the engine that fail again and again, by name
 * @param eventsGenerated events of thresholds
 * @param flowsGenerated records in the log of flows
 * @param eventsDropped events and records left out of the logs because too many waited to be appended
 * @param evidenceLeftOut events whose evidence was not taken, because too many came together
 * @param receiveBufferAsked bytes of receive buffer asked for, for each socket; 0 in replay
 * @param receiveBufferGot bytes of receive buffer the system gave
 * @param recent the last datagrams, which are kept
 * @param flows what flow definitions hold and what they had to leave out
 * @param latency delay by stage, live operation only
 */
public record EngineStatus(
        boolean replay,
        int port,
        long uptimeMillis,
        int agents,
        long datagramsReceived,
        long bytesReceived,
        long flowSamples,
        long counterSamples,
        long notificationSamples,
        long customSamples,
        long parseErrors,
        long unsupportedVersion,
        Map<String, Long> errorsByCause,
        Map<String, Long> unknownFormats,
        long datagramsDiscarded,
        long queueDrops,
        List<Long> queueDropsByShard,
        long agentsRefused,
        Map<String, Long> boundsReached,
        Map<String, Long> nameLookups,
        Map<String, Long> relayed,
        long datagramsTooLarge,
        long kernelDrops,
        long receiveErrors,
        long faults,
        long threadFailures,
        List<String> threadsFailing,
        long eventsGenerated,
        long flowsGenerated,
        long eventsDropped,
        long evidenceLeftOut,
        int receiveBufferAsked,
        int receiveBufferGot,
        RecentHistory.Extent recent,
        MeterCounts flows,
        Map<String, Latency> latency) {

    /**
     * Delays of one stage since the start, from arrival: {@code applied}, when a datagram is seen by questions, and
     * {@code event}, when what it caused is in the log of events.
     *
     * <p>Units: microseconds. Thread: any; immutable.
     *
     * @param count what was measured: datagrams or events
     * @param p50 half were not slower
     * @param p90 nine tenths were not slower
     * @param p99 all but one in a hundred were not slower
     * @param p999 all but one in a thousand were not slower
     * @param max the slowest
     * @param sum all together
     * @param upTo how many were not slower than each of {@link #BOUNDS}
     */
    public record Latency(long count, long p50, long p90, long p99, long p999, long max, long sum, List<Long> upTo) {

        /** Delays up to which is counted, in order. */
        public static final List<Long> BOUNDS = List.of(
                500L,
                1_000L,
                2_000L,
                5_000L,
                10_000L,
                20_000L,
                50_000L,
                100_000L,
                200_000L,
                500_000L,
                1_000_000L,
                5_000_000L);

        static Latency of(Histogram delays) {
            long count = delays.getTotalCount();
            return new Latency(
                    count,
                    delays.getValueAtPercentile(50),
                    delays.getValueAtPercentile(90),
                    delays.getValueAtPercentile(99),
                    delays.getValueAtPercentile(99.9),
                    delays.getMaxValue(),
                    count == 0 ? 0 : Math.round(delays.getMean() * count),
                    BOUNDS.stream()
                            .map(bound -> delays.getCountBetweenValues(0, bound))
                            .toList());
        }
    }
}
