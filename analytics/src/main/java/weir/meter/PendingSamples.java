package weir.meter;

/**
 * What the samples of a datagram contribute to flows, in the order in which it is added.
 *
 * <p>Finding a flow waits for memory two or three times: a slot, a row, what is known of the data source. One after
 * another that is most of the cost of a definition. So the contributions of a datagram are collected, and before they are
 * added {@link MeteredFlow} reads first all slots, then all rows; such reads do not wait for each other.
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
    private int count;

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
    void add(int flow, int contribution, int sample) {
        flows[count] = flow;
        contributions[count] = contribution;
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

    /** Forgets all, which was added. */
    void clear() {
        count = 0;
    }

    @Override
    public String toString() {
        return count + " pending";
    }
}
