package weir.listing;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import weir.listing.DatagramStatistics.AgentCounts;
import weir.listing.DatagramStatistics.AgentKey;
import weir.listing.DatagramStatistics.StructureCounts;
import weir.pcap.CaptureCounts;
import weir.sflow.DataFormat;
import weir.sflow.DecodeCounts;
import weir.sflow.DecodeError;
import weir.sflow.Structure;

/** Statistics of datagrams as tables for a reader. */
public final class StatisticsReport {

    private static final double SECOND = 1e9;

    private StatisticsReport() {}

    /** Tables of samples, structures and agents, then of what could not be read. */
    public static String of(DatagramStatistics statistics) {
        StringBuilder out = new StringBuilder();
        double seconds = statistics.duration() / SECOND;
        out.append(String.format(
                Locale.ROOT,
                "%d datagrams, %d bytes, in %.1f s%n",
                statistics.datagrams(),
                statistics.bytes(),
                seconds));
        samples(statistics).appendTo(out, "Samples");
        structures(statistics).appendTo(out, "Structures");
        agents(statistics).appendTo(out, "Agents");
        if (statistics.otherDatagrams() > 0) {
            out.append("  and ").append(statistics.otherDatagrams()).append(" datagrams of further agents\n");
        }
        errors(statistics.counts()).appendTo(out, "Errors");
        unknown(statistics.counts()).appendTo(out, "Unknown formats, skipped");
        return out.toString();
    }

    /** A table of what a capture held that was not a datagram; empty when all of it was. */
    public static String of(CaptureCounts counts) {
        TextTable table = new TextTable("packets", "count", "meaning");
        for (CaptureCounts.Counted counted : CaptureCounts.Counted.values()) {
            boolean usual = counted == CaptureCounts.Counted.PACKETS || counted == CaptureCounts.Counted.DATAGRAMS;
            if (!usual && counts.count(counted) > 0) {
                table.row(counted.key(), counts.count(counted), counted.sentence());
            }
        }
        StringBuilder out = new StringBuilder();
        table.appendTo(out, "Capture, " + counts.count(CaptureCounts.Counted.PACKETS) + " packets");
        return out.toString();
    }

    private static TextTable samples(DatagramStatistics statistics) {
        TextTable table = new TextTable("format", "sample", "count");
        statistics.samples().forEach((tag, count) -> table.row(DataFormat.text(tag), sampleName(tag), count));
        return table;
    }

    private static String sampleName(int tag) {
        return switch (tag) {
            case DataFormat.FLOW_SAMPLE -> "flow_sample";
            case DataFormat.COUNTERS_SAMPLE -> "counters_sample";
            case DataFormat.FLOW_SAMPLE_EXPANDED -> "flow_sample_expanded";
            case DataFormat.COUNTERS_SAMPLE_EXPANDED -> "counters_sample_expanded";
            case DataFormat.DISCARDED_PACKET -> "discarded_packet";
            default -> tag == DataFormat.RTMETRIC ? "rtmetric" : "rtflow";
        };
    }

    private static TextTable structures(DatagramStatistics statistics) {
        TextTable table = new TextTable("kind", "format", "structure", "records", "bytes");
        for (Map.Entry<Structure, StructureCounts> entry : statistics.structures()) {
            Structure structure = entry.getKey();
            table.row(
                    structure.kind().name().toLowerCase(Locale.ROOT),
                    DataFormat.text(structure.tag()),
                    structure.name(),
                    entry.getValue().records,
                    entry.getValue().bytes);
        }
        return table;
    }

    private static TextTable agents(DatagramStatistics statistics) {
        TextTable table = new TextTable(
                "agent",
                "sub-agent",
                "datagrams",
                "per s",
                "lost",
                "late",
                "restarts",
                "flow samples",
                "1-in-N",
                "counter samples",
                "other");
        for (Map.Entry<AgentKey, AgentCounts> entry : statistics.agents()) {
            AgentCounts agent = entry.getValue();
            table.row(
                    entry.getKey().agent(),
                    entry.getKey().subAgent(),
                    agent.datagrams,
                    rate(agent.datagrams, agent.last - agent.first),
                    agent.sequence.lost(),
                    agent.sequence.late(),
                    agent.sequence.restarts(),
                    agent.flowSamples,
                    samplingRates(agent),
                    agent.counterSamples,
                    agent.otherSamples);
        }
        return table;
    }

    /** Events per second; between n datagrams lie n - 1 intervals. */
    private static String rate(long count, long nanoseconds) {
        return nanoseconds <= 0 ? "-" : String.format(Locale.ROOT, "%.1f", (count - 1) / (nanoseconds / SECOND));
    }

    private static String samplingRates(AgentCounts agent) {
        if (agent.flowSamples == 0) {
            return "-";
        }
        return agent.lowestRate == agent.highestRate
                ? Long.toString(agent.lowestRate)
                : agent.lowestRate + "-" + agent.highestRate;
    }

    private static TextTable errors(DecodeCounts counts) {
        TextTable table = new TextTable("error", "count", "meaning");
        for (DecodeError error : DecodeError.values()) {
            if (counts.errors(error) > 0) {
                table.row(error.key(), counts.errors(error), error.sentence());
            }
        }
        return table;
    }

    private static TextTable unknown(DecodeCounts counts) {
        Map<String, Long> formats = new TreeMap<>();
        counts.unknownFormats().addTo(formats);
        TextTable table = new TextTable("format", "count");
        formats.forEach(table::row);
        return table;
    }
}
