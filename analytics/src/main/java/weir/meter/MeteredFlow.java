package weir.meter;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.flow.Contribution;
import weir.flow.DecayClock;
import weir.flow.FlowBatch;
import weir.flow.FlowCache;
import weir.flow.FlowKeyFormat;
import weir.flow.FlowRecordListener;
import weir.flow.FlowSettings;
import weir.flow.MemoryBudget;
import weir.flow.ValueForm;
import weir.flow.attribute.KeyBuffer;
import weir.flow.attribute.PlainKeys;
import weir.flow.attribute.SampleContext;
import weir.flow.key.CompiledFlow;
import weir.flow.key.FlowDefinition;
import weir.flow.key.FlowDefinition.Aggregation;
import weir.flow.key.KeyLayout;
import weir.packet.PacketLayers;

/**
 * A definition with the flows it measures on one shard. The compiled form is replaced when other definitions change, the
 * flows stay.
 *
 * <p>Thread: owner only.
 */
final class MeteredFlow {

    /** Bits of a double's mantissa: whole numbers up to there are told apart. */
    private static final int HASH_SHIFT = Long.SIZE - 53;

    private final int number;
    private final Aggregation aggregation;
    private final FlowCache cache;
    private final FlowKeyFormat format;
    private Contribution[] contributions = {};
    /** Of each contribution where the search for its entry begins, its table, and the entry that is most likely its own. */
    private int[] homes = {};

    private int[] sources = {};
    private int[] entries = {};
    private final boolean distinct;
    private final boolean packs;
    private CompiledFlow compiled;
    private int pending;
    private boolean watched = true;

    MeteredFlow(
            int number,
            CompiledFlow compiled,
            int capacity,
            DecayClock clock,
            int place,
            MemoryBudget budget,
            FlowRecordListener listener) {
        this.number = number;
        aggregation = compiled.definition().aggregation();
        this.compiled = compiled;
        format = new LayoutFormat(compiled.layout());
        FlowSettings settings = settings(compiled, capacity);
        cache = new FlowCache(settings, clock, place, budget, format, listener);
        packs = cache.packsKeys();
        distinct = settings.value() == ValueForm.DISTINCT || settings.values().contains(ValueForm.DISTINCT);
    }

    /** What the cache has to know of a definition. */
    static FlowSettings settings(CompiledFlow compiled, int capacity) {
        FlowDefinition definition = compiled.definition();
        return new FlowSettings(
                definition.n(),
                definition.t(),
                definition.log() || !definition.ipfixCollectors().isEmpty(),
                definition.flowStart(),
                definition.activeTimeout(),
                capacity,
                form(compiled.form()),
                compiled.valueForms().stream().map(MeteredFlow::form).toList());
    }

    private static ValueForm form(weir.flow.key.ValueForm form) {
        return switch (form) {
            case RATE -> ValueForm.RATE;
            case AVERAGE -> ValueForm.AVERAGE;
            case MINIMUM -> ValueForm.MINIMUM;
            case MAXIMUM -> ValueForm.MAXIMUM;
            case DISTINCT -> ValueForm.DISTINCT;
        };
    }

    int number() {
        return number;
    }

    FlowDefinition definition() {
        return compiled.definition();
    }

    /** What its flows are kept by. */
    Aggregation aggregation() {
        return aggregation;
    }

    FlowCache cache() {
        return cache;
    }

    FlowKeyFormat format() {
        return format;
    }

    /** Goes on with another compiled form of the same definition. */
    void recompiled(CompiledFlow again) {
        compiled = again;
    }

    /** Whether a flow sample with such parts may belong to the definition. */
    boolean mayMatch(long parts) {
        return compiled.mayMatch(parts);
    }

    /** Says whether somebody wants to be told of each sample. */
    void watched(boolean is) {
        watched = is;
    }

    boolean isWatched() {
        return watched;
    }

    /** Whether somebody is told of each sample, or of records that samples begin and end. */
    boolean isUrgent() {
        return watched || cache.settings().log();
    }

    /** Whether samples are left to the batch of the cache. */
    boolean isStaged() {
        return !watched && cache.batch() != null;
    }

    /** {@link PlainKeys#locate}. Absent: null when a key is not there, or not plain. */
    int @Nullable [] locate(PacketLayers layers) {
        PlainKeys keys = compiled.plainKeys();
        return keys == null ? null : keys.locate(layers);
    }

    /** The short way for samples whose keys were located. Absent: null when there is none now. */
    @Nullable
    StagedFlow staged() {
        return isStaged() ? StagedFlow.of(compiled, cache) : null;
    }

    /** The short way for samples that all have one text for a key. Absent: null when there is none now. */
    @Nullable
    StagedText stagedText() {
        return StagedText.of(this, compiled);
    }

    /** Adds the sample evaluated last to a flow of a table. */
    void add(int source, double weight, long time) {
        if (compiled.isPacked()) {
            cache.add(source, compiled.keyHash(), compiled.value(), weight, time);
            return;
        }
        KeyBuffer key = packs ? null : compiled.key();
        boolean added = key != null
                && cache.add(source, key.bytes(), key.length(), fold(key.hash()), compiled.value(), weight, time);
        if (!added) {
            cache.accept(contribution(contribute(source, weight, time)));
            accepted();
        }
    }

    /**
     * Whether the sample belongs to a flow. Its key is put together where the batch or the next contribution has it.
     *
     * @param located where its keys lie; null when that is not known
     */
    boolean evaluate(SampleContext sample, int @Nullable [] located) {
        if (!packs) {
            return compiled.evaluate(sample);
        }
        FlowBatch batch = cache.batch();
        if (!watched && batch != null) {
            return compiled.evaluate(sample, located, batch.keys(), batch.nextKey());
        }
        if (pending == contributions.length) {
            makeRoom();
        }
        return compiled.evaluate(sample, located, contributions[pending].packedKey(), 0);
    }

    /** What is pending at a position that {@link #contribute} gave; valid until {@link #accepted}. */
    Contribution contribution(int position) {
        return contributions[position];
    }

    /** Keeps what the sample evaluated last adds to the flows of a table. Answers its position among what is pending. */
    int contribute(int source, double weight, long time) {
        if (pending == contributions.length) {
            makeRoom();
        }
        Contribution contribution = contributions[pending];
        contribution.source(source).value(compiled.value()).weight(weight).time(time);
        if (packs && compiled.isPacked()) {
            contribution.packed(compiled.keyHash());
        } else {
            KeyBuffer key = compiled.key();
            contribution.key(key.bytes(), 0, key.length(), fold(key.hash())).keepKey();
        }
        double[] values = compiled.values();
        for (int i = 0; i < values.length; i++) {
            contribution.value(i, values[i]);
        }
        if (distinct) {
            countDistinct(contribution);
        }
        homes[pending] = contribution.home();
        sources[pending] = source;
        return pending++;
    }

    private void makeRoom() {
        int length = pending + 8;
        contributions = Arrays.copyOf(contributions, length);
        for (int i = pending; i < length; i++) {
            contributions[i] = cache.newContribution();
        }
        homes = Arrays.copyOf(homes, length);
        sources = Arrays.copyOf(sources, length);
        entries = Arrays.copyOf(entries, length);
    }

    /** Reads the slots of all that is pending, so that their memory is on the way at the same time. The answer means nothing. */
    long fetchSlots() {
        return cache.ahead().readSlots(homes, pending);
    }

    /** Reads the entries behind those slots. The answer means nothing. */
    long fetchEntries() {
        return cache.ahead().readRows(homes, pending, entries);
    }

    /** Reads what those entries refer to. The answer means nothing. */
    long fetchFurther() {
        return cache.ahead().readFurther(entries, pending);
    }

    /** Reads what is known of the data sources of all that is pending. The answer means nothing. */
    long fetchSources() {
        return cache.ahead().readSources(sources, pending);
    }

    /** All contributions were given to the cache. */
    void accepted() {
        pending = 0;
    }

    private void countDistinct(Contribution contribution) {
        if (cache.settings().value() == ValueForm.DISTINCT) {
            contribution.value(compiled.distinctHash() >>> HASH_SHIFT);
        }
        List<ValueForm> forms = cache.settings().values();
        for (int i = 0; i < forms.size(); i++) {
            if (forms.get(i) == ValueForm.DISTINCT) {
                if (compiled.values()[i] == 1) {
                    contribution.value(i, compiled.distinctHashes()[i] >>> HASH_SHIFT);
                } else {
                    contribution.absent(i);
                }
            }
        }
    }

    static int fold(long hash) {
        return (int) (hash ^ hash >>> Integer.SIZE);
    }

    /** Keys as text, by their layout. */
    private record LayoutFormat(KeyLayout layout) implements FlowKeyFormat {

        @Override
        public List<String> fields(byte[] key, int offset, int length) {
            return layout.fields(key, offset, length);
        }

        @Override
        public int width() {
            return layout.width();
        }

        @Override
        public String text(byte[] key, int offset, int length) {
            return layout.text(key, offset, length);
        }
    }
}
