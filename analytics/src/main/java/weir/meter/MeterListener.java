package weir.meter;

import java.util.function.Predicate;
import weir.flow.FlowSource;
import weir.flow.FlowTotals;
import weir.flow.key.FlowDefinition;
import weir.metric.Agent;
import weir.metric.DataSource;

/**
 * Is told, on the shard, what a {@link Meter} measured: the seam to thresholds and the flow log.
 *
 * <p>Calls come in the order of their {@link Moment}s, several at one moment in the order of definition names as long as
 * they concern one sample. Arguments that are views are valid during the call. Thread: owner of the meter.
 */
public interface MeterListener {

    /** All definitions, {@link #watched}. */
    Predicate<FlowDefinition> ALL = definition -> true;

    /** No definition, {@link #watched}. */
    Predicate<FlowDefinition> NOTHING = definition -> false;

    /** Nobody listens. */
    MeterListener NONE = new MeterListener() {
        @Override
        public Predicate<FlowDefinition> watched() {
            return NOTHING;
        }
    };

    /**
     * The definitions whose samples it wants to be told of, {@link #onFlow}; the same object until that changes. Samples of others
     * are added to their flows some at a time, which costs less.
     */
    default Predicate<FlowDefinition> watched() {
        return ALL;
    }

    /** A sample was added to a flow. Called for each watched definition it belongs to, also for tables of whole agents. */
    default void onFlow(FlowUpdate update) {}

    /** A data source has a new row of metrics, by a counter sample or custom metrics. */
    default void onRow(Moment at, Agent agent, DataSource source) {}

    /**
     * A record of a flow was closed, or opened where the definition asks for that.
     *
     * @param source the table it belongs to
     */
    default void onRecord(Moment at, FlowDefinition definition, FlowSource source, FlowTotals totals) {}

    /** A data source is gone with all its flows; its records are closed. */
    default void onGone(Moment at, Agent agent, DataSource source) {}

    /** An agent is gone, after its data sources. */
    default void onGone(Moment at, Agent agent) {}

    /** Definitions in force have changed; flows of those that are not in it any more are gone. */
    default void onDefinitions(Moment at, FlowDefinitions now) {}

    /** A mark, after everything that the meter does at it. */
    default void onMark(Moment at) {}

    /** A capture starts over. */
    default void onPass(Moment at) {}

    /** The capture has ended, all records are closed, time stands still. */
    default void onEnd(Moment at) {}
}
