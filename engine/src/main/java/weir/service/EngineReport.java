package weir.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import weir.event.ThresholdMonitor;
import weir.ingest.DatagramSource;
import weir.ingest.EngineClock;
import weir.ingest.EngineThread;
import weir.ingest.ShardQueues;
import weir.ingest.SourceStatus;
import weir.ipfix.IpfixExporter;
import weir.meter.MeterCounts;
import weir.metric.AgentDirectory;
import weir.metric.Refusals.Refusal;
import weir.relay.RelaySender;
import weir.service.EngineStatus.Latency;
import weir.sflow.DecodeCounts.Decoded;
import weir.sflow.DecodeError;
import weir.shard.Delays;
import weir.shard.Measurements;
import weir.shard.RecentHistory;
import weir.shard.Sequencer;
import weir.shard.Shard;

/**
 * Gathers what source, queues and shards count.
 *
 * <p>Thread: any, once {@link #add} was called for every shard.
 */
final class EngineReport {

    private static final Pattern UNDERSCORE = Pattern.compile("_(.)");

    private record Part(Shard shard, Measurements measurements, ThresholdMonitor monitor, Delays delays) {}

    private final DatagramSource source;
    private final ShardQueues queues;
    private final AgentDirectory directory;
    private final LookupService lookups;
    private final EventService events;
    private final Sequencer sequencer;
    private final EvidenceService evidence;
    private final RelaySender sender;
    private final IpfixExporter ipfix;
    private final RecentHistory recent;
    private final boolean live;
    private final List<Part> parts = new ArrayList<>();
    private volatile long startedAt = System.nanoTime();

    EngineReport(
            DatagramSource source,
            ShardQueues queues,
            AgentDirectory directory,
            LookupService lookups,
            EventService events,
            Sequencer sequencer,
            EvidenceService evidence,
            RelaySender sender,
            IpfixExporter ipfix,
            RecentHistory recent,
            boolean live) {
        this.source = source;
        this.queues = queues;
        this.directory = directory;
        this.lookups = lookups;
        this.events = events;
        this.sequencer = sequencer;
        this.evidence = evidence;
        this.sender = sender;
        this.ipfix = ipfix;
        this.recent = recent;
        this.live = live;
    }

    void add(Shard shard, Measurements measurements, ThresholdMonitor monitor, Delays delays) {
        parts.add(new Part(shard, measurements, monitor, delays));
    }

    void start() {
        startedAt = System.nanoTime();
    }

    EngineStatus status() {
        SourceStatus received = source.status();
        SortedMap<String, Long> errors = errors();
        SortedMap<String, Long> unknown = new TreeMap<>();
        parts.forEach(part -> part.measurements.counts().unknownFormats().addTo(unknown));
        List<Long> drops = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            drops.add(queues.drops(i));
        }
        long queueDrops = drops.stream().mapToLong(Long::longValue).sum();
        return new EngineStatus(
                !live,
                source.port(),
                (System.nanoTime() - startedAt) / EngineClock.MILLISECOND,
                directory.size(),
                received.datagrams(),
                received.bytes(),
                decoded(Decoded.FLOW_SAMPLES),
                decoded(Decoded.COUNTER_SAMPLES),
                decoded(Decoded.NOTIFICATION_SAMPLES),
                decoded(Decoded.CUSTOM_SAMPLES),
                errors.values().stream().mapToLong(Long::longValue).sum() - errorCount(DecodeError.VERSION_UNSUPPORTED),
                errorCount(DecodeError.VERSION_UNSUPPORTED),
                errors,
                unknown,
                queueDrops + received.refused(),
                queueDrops,
                drops,
                received.refused(),
                bounds(),
                lookups.counts(),
                sentOn(),
                received.tooLarge(),
                received.kernelDrops(),
                received.receiveErrors(),
                parts.stream().mapToLong(part -> part.shard.faults()).sum(),
                EngineThread.failures(),
                EngineThread.failing(),
                events.events().count(),
                events.flows().count(),
                sequencer.drops(),
                evidence.leftOut(),
                received.receiveBufferAsked(),
                received.receiveBufferGot(),
                recent.extent(),
                parts.stream()
                        .map(part -> part.measurements.meter().counts())
                        .reduce(MeterCounts.NONE, MeterCounts::plus),
                live ? latency() : Map.of());
    }

    private SortedMap<String, Long> sentOn() {
        SortedMap<String, Long> counts = sender.counts();
        counts.putAll(ipfix.counts());
        return counts;
    }

    private SortedMap<String, Long> errors() {
        SortedMap<String, Long> errors = new TreeMap<>();
        for (DecodeError error : DecodeError.values()) {
            long count = errorCount(error);
            if (count > 0) {
                errors.put(error.key(), count);
            }
        }
        return errors;
    }

    private SortedMap<String, Long> bounds() {
        SortedMap<String, Long> refused = new TreeMap<>();
        for (Refusal refusal : Refusal.values()) {
            long count = directory.refusals().get(refusal);
            if (count > 0) {
                refused.put(camelCase(refusal.name()), count);
            }
        }
        long events = parts.stream().mapToLong(part -> part.monitor.refused()).sum();
        if (events > 0) {
            refused.put("thresholdStates", events);
        }
        long hosts = parts.stream()
                .mapToLong(part -> part.measurements.hostsRefused())
                .sum();
        if (hosts > 0) {
            refused.put("hosts", hosts);
        }
        return refused;
    }

    private static String camelCase(String constant) {
        return UNDERSCORE
                .matcher(constant.toLowerCase(Locale.ROOT))
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private long errorCount(DecodeError error) {
        return parts.stream()
                .mapToLong(part -> part.measurements.counts().errors(error))
                .sum();
    }

    private long decoded(Decoded kind) {
        return parts.stream()
                .mapToLong(part -> part.measurements.counts().decoded(kind))
                .sum();
    }

    private Map<String, Latency> latency() {
        Histogram applied = Delays.empty();
        parts.forEach(part -> part.delays.addTo(applied));
        Histogram logged = Delays.empty();
        sequencer.addTo(logged);
        Map<String, Latency> stages = new LinkedHashMap<>();
        stages.put("applied", Latency.of(applied));
        stages.put("event", Latency.of(logged));
        return stages;
    }
}
