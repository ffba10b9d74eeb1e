package weir.flow;

import java.util.List;

/**
 * What a flow cache has to know of its definition. Numbers outside their range become the nearest that is allowed.
 *
 * <p>Lifetime and thread: immutable.
 *
 * @param n how many of the largest entries a data source reports, {@value #LEAST_N} to {@value #MOST_N}
 * @param t smoothing time and length of the window in seconds, {@value #LEAST_T} to {@value #MOST_T}
 * @param log whether records of flows are made
 * @param flowStart whether a record is made at the first sample of a flow and none at its end
 * @param activeTimeout seconds after which the record of a flow that goes on is closed, {@value #LEAST_TIMEOUT} to
 *     {@value #MOST_TIMEOUT}
 * @param capacity most entries of a data source, at least {@value #CAPACITY_PER_N}·n
 * @param value how the value is formed
 * @param values how the further values are formed, in the order of the definition
 */
public record FlowSettings(
        int n,
        double t,
        boolean log,
        boolean flowStart,
        int activeTimeout,
        int capacity,
        ValueForm value,
        List<ValueForm> values) {

    /** Least and default number of largest entries. */
    public static final int LEAST_N = 5;
    /** Greatest number of largest entries. */
    public static final int MOST_N = 20;
    /** Least smoothing time in seconds. */
    public static final double LEAST_T = 0.1;
    /** Greatest smoothing time in seconds. */
    public static final double MOST_T = 600;
    /** Least time-out of a record in seconds. */
    public static final int LEAST_TIMEOUT = 10;
    /** Greatest time-out of a record in seconds. */
    public static final int MOST_TIMEOUT = 3600;
    /** Entries kept for each of the n that are reported, so that rising flows are not lost. */
    public static final int CAPACITY_PER_N = 10;

    /** Brings numbers into their range. */
    public FlowSettings {
        n = Math.clamp(n, LEAST_N, MOST_N);
        t = Double.isNaN(t) ? LEAST_T : Math.clamp(t, LEAST_T, MOST_T);
        activeTimeout = Math.clamp(activeTimeout, LEAST_TIMEOUT, MOST_TIMEOUT);
        capacity = Math.max(capacity, CAPACITY_PER_N * n);
        values = List.copyOf(values);
    }

    /** Rates with n = 5, t = 2 s, no records and at most 1000 entries for a data source. */
    public static FlowSettings rates() {
        return new FlowSettings(LEAST_N, 2, false, false, 60, 1000, ValueForm.RATE, List.of());
    }

    /** These settings with another n. */
    public FlowSettings withN(int newN) {
        return new FlowSettings(newN, t, log, flowStart, activeTimeout, capacity, value, values);
    }

    /** These settings with another smoothing time. */
    public FlowSettings withT(double newT) {
        return new FlowSettings(n, newT, log, flowStart, activeTimeout, capacity, value, values);
    }

    /** These settings with another capacity. */
    public FlowSettings withCapacity(int newCapacity) {
        return new FlowSettings(n, t, log, flowStart, activeTimeout, newCapacity, value, values);
    }

    /** These settings with records, closed after so many seconds. */
    public FlowSettings logging(int timeout) {
        return new FlowSettings(n, t, true, false, timeout, capacity, value, values);
    }

    /** These settings with a record at the first sample of a flow. */
    public FlowSettings loggingStarts(int timeout) {
        return new FlowSettings(n, t, true, true, timeout, capacity, value, values);
    }

    /** These settings with other values. */
    public FlowSettings measuring(ValueForm newValue, List<ValueForm> newValues) {
        return new FlowSettings(n, t, log, flowStart, activeTimeout, capacity, newValue, newValues);
    }

    /** Whether anything measured needs a window. */
    boolean windowed() {
        return value.windowed() || values.stream().anyMatch(ValueForm::windowed);
    }

    /** Whether totals are kept until a flow ends. */
    boolean recording() {
        return log && !flowStart;
    }
}
