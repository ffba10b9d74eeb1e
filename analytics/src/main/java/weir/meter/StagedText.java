package weir.meter;

import org.jspecify.annotations.Nullable;
import weir.flow.FlowCache;
import weir.flow.attribute.SampleContext;
import weir.flow.key.CompiledFlow;
import weir.flow.key.SampleNumber;

/**
 * As {@link StagedFlow}, where the key is a text that is the same in all samples of a {@link SamplePlan}, as the stack of protocols
 * is: it is written once.
 *
 * <p>Lifetime and thread: for one plan; owner only.
 */
final class StagedText {

    private static final byte[] NOT_YET = {};

    private final MeteredFlow flow;
    private final CompiledFlow compiled;
    private final FlowCache cache;
    private final SampleNumber number;
    private byte[] key = NOT_YET;
    private int hash;

    private StagedText(MeteredFlow flow, CompiledFlow compiled, SampleNumber number) {
        this.flow = flow;
        this.compiled = compiled;
        this.number = number;
        cache = flow.cache();
    }

    /** Absent: null for a definition that samples are added to otherwise. */
    static @Nullable StagedText of(MeteredFlow flow, CompiledFlow compiled) {
        SampleNumber number = compiled.number();
        boolean takesTexts = flow.isStaged() && !flow.cache().packsKeys();
        return takesTexts && number != null && compiled.isOfShape() ? new StagedText(flow, compiled, number) : null;
    }

    /** The number that samples are counted by. */
    SampleNumber number() {
        return number;
    }

    /** As {@link StagedFlow#add}. */
    void add(SampleContext sample, double counted, int source, double weight, long time) {
        if (!compiled.accepts(sample)) {
            return;
        }
        double value = counted * compiled.factor();
        if (key == NOT_YET || !cache.add(source, key, key.length, hash, value, weight, time)) {
            addOtherwise(sample, source, weight, time);
        }
    }

    private void addOtherwise(SampleContext sample, int source, double weight, long time) {
        if (flow.evaluate(sample, null)) {
            if (key == NOT_YET) {
                key = compiled.key().copy();
                hash = MeteredFlow.fold(compiled.key().hash());
            }
            flow.add(source, weight, time);
        }
    }
}
