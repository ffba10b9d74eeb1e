package weir.meter;

import org.jspecify.annotations.Nullable;
import weir.flow.Contribution;
import weir.flow.FlowReading;
import weir.flow.FlowSource;
import weir.flow.TopFlow;
import weir.flow.attribute.KeyBuffer;
import weir.flow.key.FlowDefinition;

/**
 * A flow that a sample was just added to.
 *
 * <p>Asking for numbers and for the key allocates nothing; {@link #flow} and {@link #largestFlow} make an answer to
 * keep. Lifetime and thread: a view that the meter refills, valid during the call; owner thread only.
 */
public final class FlowUpdate {

    private final Moment moment;
    private final SourceNumbers numbers;
    private @Nullable MeteredFlow metered;
    private final KeyBuffer key = new KeyBuffer();
    private @Nullable Contribution contribution;
    private int source;
    private int entry;

    FlowUpdate(Moment moment, SourceNumbers numbers) {
        this.moment = moment;
        this.numbers = numbers;
    }

    FlowUpdate set(MeteredFlow flow, Contribution accepted, int updatedEntry) {
        metered = flow;
        contribution = accepted;
        source = accepted.source();
        entry = updatedEntry;
        return this;
    }

    /** When. */
    public Moment moment() {
        return moment;
    }

    /** The definition, always the same object for one version of it. */
    public FlowDefinition definition() {
        return metered().definition();
    }

    /**
     * Number of the definition among those ever met on this shard, from 0; never given to another, also not when it is
     * changed.
     */
    public int definitionNumber() {
        return metered().number();
    }

    /** The table the flow is kept in: a data source, or a whole agent; of a flow of the network an edge port. */
    public FlowSource source() {
        return numbers.source(source);
    }

    /** Number of the table on this shard; given to another one only after {@link MeterListener#onGone}. */
    public int sourceNumber() {
        return source;
    }

    /** The value of the flow now. Units: those of the definition's value, per second for a rate. */
    public double value() {
        return reading().value(entry);
    }

    /** The value of the largest flow of the table now, which is the metric of the data source. */
    public double largest() {
        return reading().largest(source);
    }

    /** Key of the flow. Lifetime: until the call returns. */
    public KeyBuffer key() {
        if (contribution != null) {
            contribution.writeKey(key);
        }
        return key;
    }

    /** The flow: key, value, further values, how good the value is. */
    public TopFlow flow() {
        return reading().flow(entry);
    }

    /** The same of the largest flow of the table. */
    public TopFlow largestFlow() {
        FlowReading reading = reading();
        return reading.flow(reading.largestEntry(source));
    }

    private FlowReading reading() {
        return metered().cache().at(moment.time());
    }

    private MeteredFlow metered() {
        if (metered == null) {
            throw new IllegalStateException("nothing was updated yet");
        }
        return metered;
    }
}
