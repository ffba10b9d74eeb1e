package weir.meter;

import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowCache;
import weir.flow.attribute.PlainKeys;
import weir.flow.attribute.SampleContext;
import weir.flow.key.CompiledFlow;
import weir.flow.key.SampleNumber;

/**
 * What a definition needs for each sample at hand in one object, where keys are plain, a rate is asked for and nobody wants to be
 * told: then a sample is left to the batch of the cache.
 *
 * <p>Lifetime and thread: for one version of the definitions; owner only.
 */
final class StagedFlow {

    private final @Nullable CompiledFlow filter;
    private final PlainKeys keys;
    private final int factor;
    private final FlowCache cache;
    private final FlowBatch batch;
    private final SampleNumber number;

    private StagedFlow(CompiledFlow compiled, PlainKeys keys, SampleNumber number, FlowCache cache, FlowBatch batch) {
        filter = compiled.hasFilter() ? compiled : null;
        this.keys = keys;
        this.number = number;
        factor = compiled.factor();
        this.cache = cache;
        this.batch = batch;
    }

    /** Absent: null for a definition that samples are added to otherwise. */
    static @Nullable StagedFlow of(CompiledFlow compiled, FlowCache cache) {
        PlainKeys keys = compiled.plainKeys();
        SampleNumber number = compiled.number();
        FlowBatch batch = cache.batch();
        return keys == null || number == null || batch == null || !cache.packsKeys()
                ? null
                : new StagedFlow(compiled, keys, number, cache, batch);
    }

    /** The number that samples are counted by. */
    SampleNumber number() {
        return number;
    }

    /**
     * Adds a flow sample, which may match, to a flow of a data source, if the filter accepts it.
     *
     * @param located where its keys lie, from an index on, {@link PlainKeys#locate}
     * @param counted the {@link #number} of the sample
     */
    void add(SampleContext sample, int[] located, int first, double counted, int source, double weight, long time) {
        if (filter == null || filter.accepts(sample)) {
            long hash = keys.pack(sample, located, first, batch.keys(), batch.nextKey());
            cache.add(source, hash, counted * factor, weight, time);
        }
    }
}
