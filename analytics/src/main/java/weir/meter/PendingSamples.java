package weir.meter;

import java.util.stream.Stream;
import weir.flow.Contribution;

/**
 * What samples contribute to flows of which somebody wants to be told, or that hold more than a rate: it is added sample by sample,
 * at the moment of each, in the order of definitions. Where somebody may be told, that is done before the datagram ends.
 *
 * <p>Finding a flow waits for memory two or three times: a slot, a row, what is known of the data source. One after
 * another that is most of the cost of a definition. So contributions are collected, and before they are
 * added {@link MeteredFlow} reads first all slots, then all rows; such reads do not wait for each other.
 *
 * <p>Shape: numbers only, of flows and of their contributions, because storing references costs more.
 *
 * <p>Bound: {@value #MOST}. Thread: owner only.
 */
final class PendingSamples {

    static final int MOST = 96;

    private final MeteredFlow[] flows;
    /** Those that samples are collected for. */
    private final MeteredFlow[] collecting;

    private final int[] positions = new int[MOST];
    private final int[] contributions = new int[MOST];
    private final int[] samples = new int[MOST];
    private int count;
    private boolean urgent;
    /** What was read ahead: kept so that reading it is not left out. */
    private long fetched;

    /** For the flows in force. */
    PendingSamples(MeteredFlow[] flows) {
        this.flows = flows;
        collecting = Stream.of(flows).filter(flow -> !flow.isStaged()).toArray(MeteredFlow[]::new);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether somebody is told of one, or may be told of a record. */
    boolean isUrgent() {
        return urgent;
    }

    boolean isFull() {
        return count == MOST;
    }

    /**
     * Adds a contribution.
     *
     * @param flow position of the flow among all in force
     * @param contribution its position among what is pending for that flow
     * @param sample position of the sample in its datagram
     */
    void add(int flow, int contribution, int sample) {
        positions[count] = flow;
        contributions[count] = contribution;
        samples[count++] = sample;
        urgent |= flows[flow].isUrgent();
    }

    /** Adds what is pending to the flows, and forgets it: whatever goes wrong, nothing is added twice. */
    void addAll(Moment moment, FlowUpdate update, MeterListener listener) {
        int sample = moment.sample;
        try {
            fetch();
            for (int i = 0; i < count; i++) {
                MeteredFlow flow = flows[positions[i]];
                Contribution contribution = flow.contribution(contributions[i]);
                moment.sample = samples[i];
                int entry = flow.cache().accept(contribution);
                if (entry >= 0 && flow.isWatched()) {
                    listener.onFlow(update.set(flow, contribution, entry));
                }
            }
        } finally {
            count = 0;
            urgent = false;
            for (MeteredFlow flow : collecting) {
                flow.accepted();
            }
            moment.sample = sample;
        }
    }

    /**
     * Has the memory come that adding will need. How many reads wait at the same time is bounded by the instructions between
     * them, so each loop does one thing.
     */
    private void fetch() {
        long sum = 0;
        for (MeteredFlow flow : collecting) {
            sum += flow.fetchSlots();
        }
        for (MeteredFlow flow : collecting) {
            sum += flow.fetchEntries();
        }
        for (MeteredFlow flow : collecting) {
            sum += flow.fetchSources();
        }
        for (MeteredFlow flow : collecting) {
            sum += flow.fetchFurther();
        }
        fetched = sum;
    }

    @Override
    public String toString() {
        return count + " pending, read ahead " + fetched;
    }
}
