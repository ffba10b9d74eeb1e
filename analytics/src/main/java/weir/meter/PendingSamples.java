package weir.meter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weir.flow.Contribution;

/**
 * What the samples of a datagram contribute to flows, until it is added.
 *
 * <p>Finding a flow waits for memory two or three times: a slot, a row, what is known of the data source. One after
 * another that is most of the cost of a definition. So the contributions of a datagram are collected, and
 * {@link #fetch} reads first all slots, then all rows; such reads do not wait for each other.
 *
 * <p>Bound: {@value #MOST}. Thread: owner only.
 */
final class PendingSamples {

    static final int MOST = 96;

    private final @Nullable MeteredFlow[] flows = new MeteredFlow[MOST];
    private final @Nullable Contribution[] contributions = new Contribution[MOST];
    private final int[] samples = new int[MOST];
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

    /** Adds a contribution of the sample at a position in its datagram. */
    void add(MeteredFlow flow, Contribution contribution, int sample) {
        flows[count] = flow;
        contributions[count] = contribution;
        samples[count++] = sample;
    }

    MeteredFlow flow(int i) {
        MeteredFlow flow = flows[i];
        if (flow == null) {
            throw new IllegalStateException("nothing is pending at " + i);
        }
        return flow;
    }

    Contribution contribution(int i) {
        Contribution contribution = contributions[i];
        if (contribution == null) {
            throw new IllegalStateException("nothing is pending at " + i);
        }
        return contribution;
    }

    int sample(int i) {
        return samples[i];
    }

    /** Has the memory come that adding will need. */
    void fetch() {
        for (int i = 0; i < count; i++) {
            slots[i] = flow(i).cache().prefetch(contribution(i));
        }
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += flow(i).cache().prefetchEntry(contribution(i), slots[i]);
        }
        read = sum;
    }

    /** Forgets all, which was added. */
    void clear() {
        for (int i = 0; i < count; i++) {
            flow(i).accepted();
        }
        // Flows that go are not held.
        Arrays.fill(flows, 0, count, null);
        count = 0;
    }

    @Override
    public String toString() {
        return count + " pending, read " + read;
    }
}
