package weir.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import weir.meter.MeterCounts;
import weir.service.EngineStatus;
import weir.shard.RecentHistory;

/**
 * Counters and figures of the engine and its process.
 *
 * <p>Thread: any. Source: REST {@code /analyzer/json}, {@code /prometheus/analyzer/txt}.
 */
public final class AnalyzerFigures {

    private static final double NANOS = 1e9;

    private final String version;
    private final Supplier<EngineStatus> status;
    private final HttpTraffic traffic;

    /** Figures from these sources. */
    public AnalyzerFigures(String version, Supplier<EngineStatus> status, HttpTraffic traffic) {
        this.version = version;
        this.status = status;
        this.traffic = traffic;
    }

    /** The engine as it is now. */
    public EngineStatus engine() {
        return status.get();
    }

    /** The figures as they are now by name, numbers and texts, for scripts. */
    public Map<String, Object> byName() {
        Map<String, Object> figures = new LinkedHashMap<>();
        of(engine()).list().forEach(figure -> figures.put(figure.name(), figure.value()));
        return figures;
    }

    /** The figures of a moment. */
    public Figures of(EngineStatus engine) {
        Figures figures = new Figures();
        figures.add("version", version);
        figures.add("sFlowPort", engine.port());
        figures.add("uptime", "uptime_ms", engine.uptimeMillis());
        figures.add("sFlowAgents", "agent_count", engine.agents());
        figures.add("sFlowDatagramsReceived", "received_datagrams", engine.datagramsReceived());
        figures.add("sFlowBytesReceived", "received_bytes", engine.bytesReceived());
        figures.add("sFlowParseErrors", "parse_errors", engine.parseErrors());
        figures.add("sFlowUnsupportedVersion", "unsupported_version_datagrams", engine.unsupportedVersion());
        if (!engine.replay()) {
            figures.add("sFlowDatagramsDiscarded", "discarded_datagrams", engine.datagramsDiscarded());
            figures.add("sFlowDatagramsTooLarge", "too_large_datagrams", engine.datagramsTooLarge());
            figures.add("sFlowReceiveErrors", "receive_errors", engine.receiveErrors());
            figures.add("sFlowReceiveBufferAsked", engine.receiveBufferAsked());
            figures.add("sFlowReceiveBufferGot", engine.receiveBufferGot());
        }
        if (engine.replay() || engine.kernelDrops() >= 0) {
            figures.add("sFlowKernelDrops", "kernel_drops", Math.max(0, engine.kernelDrops()));
        }
        figures.add("sFlowQueueDrops", "queue_drops", engine.queueDrops());
        figures.add("sFlowAgentsRefused", "refused_datagrams", engine.agentsRefused());
        figures.add("sFlowFaults", "faults", engine.faults());
        figures.add("threadFailures", "thread_failures", engine.threadFailures());
        recent(figures, engine.recent());
        figures.add("sFlowFlowSamples", "samples_flow", engine.flowSamples());
        figures.add("sFlowCounterSamples", "samples_counters", engine.counterSamples());
        figures.add("sFlowNotificationSamples", "samples_notifications", engine.notificationSamples());
        figures.add("sFlowCustomSamples", "samples_custom", engine.customSamples());
        figures.add("eventsGenerated", "events_generated", engine.eventsGenerated());
        figures.add("flowsGenerated", "flows_generated", engine.flowsGenerated());
        figures.add("eventsDropped", "events_dropped", engine.eventsDropped());
        figures.add("evidenceLeftOut", "evidence_left_out", engine.evidenceLeftOut());
        flows(figures, engine.flows());
        http(figures);
        ProcessFigures.addTo(figures);
        return figures;
    }

    private static void recent(Figures figures, RecentHistory.Extent recent) {
        figures.add("sFlowRecentBytes", "recent_bytes", recent.bytes());
        figures.add("sFlowRecentDatagrams", "recent_datagrams", recent.datagrams());
        figures.add("sFlowRecentSeconds", "recent_seconds", (recent.until() - recent.since()) / NANOS);
    }

    private static void flows(Figures figures, MeterCounts flows) {
        figures.add("flowEntries", "flow_entries", flows.entries());
        figures.add("flowMemory", "flow_memory_bytes", flows.memory());
        figures.add("flowSamplesAccepted", "flow_samples_accepted", flows.accepted());
        figures.add("flowSamplesRefused", "flow_samples_refused", flows.refused());
        figures.add("flowEntriesEvicted", "flow_entries_evicted", flows.evicted());
        figures.add("flowMemoryRefused", "flow_memory_refused", flows.memoryRefusals());
    }

    private void http(Figures figures) {
        HttpTraffic.Counts http = traffic.counts();
        figures.add("httpConnectionsCurrent", "http_connections_current", http.connectionsCurrent());
        figures.add("httpConnectionsTotal", "http_connections_total", http.connectionsTotal());
        figures.add("httpMessagesReceived", "http_received_messages", http.messagesReceived());
        figures.add("httpMessagesSent", "http_sent_messages", http.messagesSent());
        figures.add("httpBytesReceived", "http_received_bytes", http.bytesReceived());
        figures.add("httpBytesSent", "http_sent_bytes", http.bytesSent());
        figures.add("httpOutOfMemory", "http_out_of_memory", http.outOfMemory());
    }
}
