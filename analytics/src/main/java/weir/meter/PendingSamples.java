package weir.meter;

import weir.flow.Contribution;
import weir.flow.FlowCache;

/**
 * What the samples of a datagram contribute to flows, until it is added.
 *
 * <p>Finding a flow waits for memory two or three times: a slot, a row, what is known of the data source. One after
 * another that is most of the cost of a definition. So the contributions of a datagram are collected, and {@link #fetch}
 * reads first all slots, then all rows; such reads do not wait for each other.
 *
 * <p>Shape: numbers only, of flows and of their contributions, because storing references costs more.
 *
 * <p>Bound: {@value #MOST}. Thread: owner only.
 */
final class PendingSamples {

    static final int MOST = 96;

    private final int[] flows = new int[MOST];
    private final int[] contributions = new int[MOST];
    private final int[] samples = new int[MOST];
    private final int[] homes = new int[MOST];
    private final int[] sources = new int[MOST];
    private final int[] slots = new int[MOST];
    private int count;
    /** What was read ahead: kept so that reading it is not left out. */
    private long read;

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == MOST;
    }

    int count() {
        return count;
    }

    /**
     * Adds a contribution.
     *
     * @param flow position of the flow among all in force
     * @param contribution its position among what is pending for that flow
     * @param sample position of the sample in its datagram
     */
    void add(int flow, int contribution, Contribution what, int sample) {
        flows[count] = flow;
        contributions[count] = contribution;
        homes[count] = what.home();
        sources[count] = what.source();
        samples[count++] = sample;
    }

    int flow(int i) {
        return flows[i];
    }

    int contribution(int i) {
        return contributions[i];
    }

    int sample(int i) {
        return samples[i];
    }

    /**
     * Has the memory come that adding will need. How many reads wait at the same time is bounded by the instructions
     * between them, so each loop does one thing.
     *
     * @param caches of the flows, by their positions
     */
    void fetch(FlowCache[] caches) {
        for (int i = 0; i < count; i++) {
            slots[i] = caches[flows[i]].prefetchSlot(homes[i]);
        }
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += caches[flows[i]].prefetchEntry(slots[i]);
        }
        for (int i = 0; i < count; i++) {
            sum += caches[flows[i]].prefetchSource(sources[i]);
        }
        read = sum;
    }

    /** Forgets all, which was added. */
    void clear() {
        count = 0;
    }

    @Override
    public String toString() {
        return count + " pending, read " + read;
    }
}
