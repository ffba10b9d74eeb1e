package weir.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * Numbers that are known of an agent: when it was seen, what it sent, what was lost.
 *
 * <p>Thread: written by the owner of the agent only; any thread may read a recent value.
 */
final class AgentFacts {

    private static final VarHandle NUMBERS = MethodHandles.arrayElementVarHandle(long[].class);

    /** What is counted or noted. Facts of the three kinds of sample stand in the order of {@link SampleKind}. */
    enum Fact {
        FIRST_SEEN,
        LAST_SEEN,
        UPTIME,
        DATAGRAMS,
        DATAGRAMS_LOST,
        DATAGRAMS_DUPLICATE,
        DATAGRAMS_OUT_OF_ORDER,
        RESTARTS,
        ADDRESS_CONFLICTS,
        CUSTOM_SAMPLES,
        SUB_AGENTS,
        LAST_COUNTERS,
        LAST_FLOWS,
        LAST_RESTART,
        LAST_CONFLICT,
        LAST_REFUSAL
    }

    /** What is counted for each kind of sample. */
    enum SampleFact {
        DATA_SOURCES,
        SAMPLES,
        DROPS,
        LOST,
        DUPLICATE,
        OUT_OF_ORDER
    }

    /** A time that has not been. */
    static final long NEVER = Long.MIN_VALUE;

    private static final List<Fact> UNKNOWN_TIMES =
            List.of(Fact.LAST_COUNTERS, Fact.LAST_FLOWS, Fact.LAST_RESTART, Fact.LAST_CONFLICT, Fact.LAST_REFUSAL);
    private static final int FACTS = Fact.values().length;
    private static final int SAMPLE_FACTS = SampleFact.values().length;

    private final long[] numbers = new long[FACTS + SampleKind.values().length * SAMPLE_FACTS];

    AgentFacts() {
        UNKNOWN_TIMES.forEach(time -> set(time, NEVER));
    }

    long get(Fact fact) {
        return (long) NUMBERS.getOpaque(numbers, fact.ordinal());
    }

    long get(SampleKind kind, SampleFact fact) {
        return (long) NUMBERS.getOpaque(numbers, index(kind, fact));
    }

    void set(Fact fact, long value) {
        NUMBERS.setOpaque(numbers, fact.ordinal(), value);
    }

    void add(Fact fact, long count) {
        add(fact.ordinal(), count);
    }

    void add(SampleKind kind, SampleFact fact, long count) {
        add(index(kind, fact), count);
    }

    private void add(int index, long count) {
        NUMBERS.setOpaque(numbers, index, numbers[index] + count);
    }

    private static int index(SampleKind kind, SampleFact fact) {
        return FACTS + kind.ordinal() * SAMPLE_FACTS + fact.ordinal();
    }
}
