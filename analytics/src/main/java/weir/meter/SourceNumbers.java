package weir.meter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowSource;
import weir.metric.Agent;
import weir.metric.DataSource;

/**
 * Numbers of the tables that flows are kept in: dense, and given again when a table is gone.
 *
 * <p>Thread: owner only.
 */
final class SourceNumbers {

    private @Nullable FlowSource[] sources = new FlowSource[16];
    private int[] free = new int[0];
    private int freeCount;
    private int end;

    /**
     * Number of the table of a data source, which gets one if it has none.
     *
     * @param known what the sample at hand knew of it before any definition: the number, or below 0. The second definition that a
     *     new data source meets finds the number that the first one gave
     */
    int of(Agent agent, DataSource source, int known) {
        int number = known < 0 ? source.flowNumber() : known;
        if (number < 0) {
            number = add(FlowSource.of(agent.address(), source.id()));
            source.flowNumber(number);
        }
        return number;
    }

    /** Number of the table of a whole agent, which gets one if it has none. */
    int of(Agent agent) {
        int number = agent.flowNumber();
        if (number < 0) {
            number = add(FlowSource.of(agent.address()));
            agent.flowNumber(number);
        }
        return number;
    }

    /** A number for a table. */
    private int add(FlowSource source) {
        int number = freeCount > 0 ? free[--freeCount] : end++;
        if (number == sources.length) {
            sources = Arrays.copyOf(sources, 2 * number);
        }
        sources[number] = source;
        return number;
    }

    /** Gives a number back; nothing for -1, which is none. */
    void remove(int number) {
        if (number < 0) {
            return;
        }
        sources[number] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, Math.max(16, 2 * freeCount));
        }
        free[freeCount++] = number;
    }

    /** The table with a number that is in use. */
    FlowSource source(int number) {
        FlowSource source = sources[number];
        if (source == null) {
            throw new IllegalArgumentException("no table has number " + number);
        }
        return source;
    }

    /** All numbers in use are below this. */
    int end() {
        return end;
    }

    /** The table with a number. Absent: null when it is not in use. */
    @Nullable
    FlowSource find(int number) {
        return number < sources.length ? sources[number] : null;
    }
}
