package weir.listing;

import java.util.List;
import weir.net.IpAddress;
import weir.sflow.DatagramHeader;
import weir.sflow.Records;

/**
 * Which datagrams, samples and records are listed. An empty list selects everything.
 *
 * <p>Thread: any; immutable.
 *
 * @param agents addresses of agents
 * @param samples formats of samples, as {@link weir.sflow.DataFormat} numbers
 * @param structures formats of records
 */
public record DatagramSelection(List<IpAddress> agents, List<Integer> samples, List<Integer> structures) {

    /** Selects everything. */
    public static final DatagramSelection ALL = new DatagramSelection(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public DatagramSelection {
        agents = List.copyOf(agents);
        samples = List.copyOf(samples);
        structures = List.copyOf(structures);
    }

    /** Whether samples are left out of the datagrams that are listed. */
    boolean selectsSamples() {
        return !samples.isEmpty() || !structures.isEmpty();
    }

    boolean hasAgent(DatagramHeader header) {
        for (int i = 0; i < agents.size(); i++) {
            IpAddress agent = agents.get(i);
            if (agent.v6() == header.agentV6()
                    && agent.high() == header.agentHigh()
                    && agent.low() == header.agentLow()) {
                return true;
            }
        }
        return agents.isEmpty();
    }

    /** Whether a sample without records is listed. */
    boolean hasSample(int tag) {
        return structures.isEmpty() && hasTag(samples, tag);
    }

    /** Whether a sample with records is listed. */
    boolean hasSample(int tag, Records records) {
        if (!hasTag(samples, tag)) {
            return false;
        }
        for (int i = 0; i < records.count(); i++) {
            if (hasStructure(records.tag(i))) {
                return true;
            }
        }
        return structures.isEmpty();
    }

    boolean hasStructure(int tag) {
        return hasTag(structures, tag);
    }

    private static boolean hasTag(List<Integer> tags, int tag) {
        for (int i = 0; i < tags.size(); i++) {
            if (tags.get(i) == tag) {
                return true;
            }
        }
        return tags.isEmpty();
    }
}
