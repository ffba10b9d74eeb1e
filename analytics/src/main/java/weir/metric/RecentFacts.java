package weir.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import weir.metric.AgentFacts.Fact;
import weir.metric.AgentFacts.SampleFact;

/**
 * What an agent did lately: how much some facts grew, and how long it usually is between two datagrams.
 *
 * <p>Time is cut into periods that begin with a datagram. "Lately" is the period that runs and the one before, so what
 * happened is forgotten after one to two periods; while the agent is silent nothing is forgotten.
 *
 * <p>Units: engine time and gaps in nanoseconds. Thread: written by the owner of the agent only; any thread may read
 * recent values.
 */
final class RecentFacts {

    private static final VarHandle NUMBERS = MethodHandles.arrayElementVarHandle(long[].class);

    static final long PERIOD_SECONDS = 150;

    private static final long PERIOD = PERIOD_SECONDS * 1_000_000_000L;
    /** What is thought to be usual until two datagrams came: the usual polling interval. */
    private static final long FIRST_GAP = 30_000_000_000L;

    /** Facts of which is known how much they grew. */
    enum Trend {
        DATAGRAMS,
        DATAGRAMS_LOST,
        DATAGRAMS_DUPLICATE,
        FLOW_SAMPLES,
        FLOW_DROPS;

        long in(AgentFacts facts) {
            return switch (this) {
                case DATAGRAMS -> facts.get(Fact.DATAGRAMS);
                case DATAGRAMS_LOST -> facts.get(Fact.DATAGRAMS_LOST);
                case DATAGRAMS_DUPLICATE -> facts.get(Fact.DATAGRAMS_DUPLICATE);
                case FLOW_SAMPLES -> facts.get(SampleKind.FLOW, SampleFact.SAMPLES);
                case FLOW_DROPS -> facts.get(SampleKind.FLOW, SampleFact.DROPS);
            };
        }
    }

    private static final Trend[] TRENDS = Trend.values();
    private static final int BEGIN = 0;
    /** The longest and the second longest gap of the period that runs, then of the one before. Absent: 0. */
    private static final int GAPS = 1;

    private static final int GAPS_BEFORE = GAPS + 2;
    /** Facts at the begin of the period that runs, then of the one before. */
    private static final int TAKEN = GAPS_BEFORE + 2;

    private static final int TAKEN_BEFORE = TAKEN + TRENDS.length;

    private final long[] numbers = new long[TAKEN_BEFORE + TRENDS.length];

    void begin(long now) {
        set(BEGIN, now);
    }

    /**
     * Notes a datagram, before it is counted.
     *
     * @param gap time since the one before; 0 for the first
     */
    void arrived(long now, long gap, AgentFacts facts) {
        long age = now - get(BEGIN);
        // One question for all that is rare: a branch that was never taken is left out by the compiler, so that the
        // first end of a
        // period, minutes after the start, would have everything around it compiled anew.
        if (Math.max(gap - get(GAPS + 1), age - PERIOD + 1) > 0) {
            change(now, gap, age, facts);
        }
    }

    private void change(long now, long gap, long age, AgentFacts facts) {
        if (age >= PERIOD) {
            nextPeriod(now, age >= 2 * PERIOD, facts);
        }
        if (gap > get(GAPS)) {
            set(GAPS + 1, get(GAPS));
            set(GAPS, gap);
        } else if (gap > get(GAPS + 1)) {
            set(GAPS + 1, gap);
        }
    }

    private void nextPeriod(long now, boolean missedOne, AgentFacts facts) {
        set(BEGIN, now);
        for (int i = 0; i < 2; i++) {
            set(GAPS_BEFORE + i, missedOne ? 0 : get(GAPS + i));
            set(GAPS + i, 0);
        }
        for (int i = 0; i < TRENDS.length; i++) {
            long current = TRENDS[i].in(facts);
            set(TAKEN_BEFORE + i, missedOne ? current : get(TAKEN + i));
            set(TAKEN + i, current);
        }
    }

    /** What comes next cannot be compared with what came. */
    void forget(AgentFacts facts) {
        for (int i = 0; i < TRENDS.length; i++) {
            set(TAKEN_BEFORE + i, TRENDS[i].in(facts));
            set(TAKEN + i, TRENDS[i].in(facts));
        }
    }

    /** How much a fact grew lately; never negative. */
    long grown(Trend trend, AgentFacts facts) {
        return Math.max(0, trend.in(facts) - get(TAKEN_BEFORE + trend.ordinal()));
    }

    /** The second longest gap of late: a single interruption is not usual. With fewer than two gaps the longest. */
    long usualGap() {
        long here = get(GAPS);
        long before = get(GAPS_BEFORE);
        long second = here > before ? Math.max(before, get(GAPS + 1)) : Math.max(here, get(GAPS_BEFORE + 1));
        long longest = Math.max(here, before);
        return longest == 0 ? FIRST_GAP : second == 0 ? longest : second;
    }

    private long get(int index) {
        return (long) NUMBERS.getOpaque(numbers, index);
    }

    private void set(int index, long value) {
        NUMBERS.setOpaque(numbers, index, value);
    }
}
