package weir.flow.key;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.KeyBuffer;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.KeyWords;
import weir.flow.attribute.PlainKeys;
import weir.flow.attribute.SampleContext;
import weir.flow.attribute.TextBuffer;

/**
 * A flow definition in the form that runs for every sample.
 *
 * <p>{@link #evaluate} says whether the sample belongs to a flow of this definition; if so, the other methods tell which
 * and with what values, until the next call. It first compares what the definition needs with what the sample has, one
 * AND for all, so that a definition about headers that are absent costs next to nothing; then filter, keys, value.
 * Allocates nothing.
 *
 * <p>Thread: that of its {@link DefinitionSet}.
 */
public final class CompiledFlow {

    private final FlowDefinition definition;
    private final KeyLayout layout;
    private final boolean dropped;
    private final long required;
    private final @Nullable SampleFilter filter;
    private final EvaluatedKey[] keys;
    private final ValueReader @Nullable [] readers;
    private final List<ValueForm> valueForms;
    private final ValueForm form;

    private final KeyBuffer key = new KeyBuffer();
    private final @Nullable PlainKeys plain;
    private final @Nullable KeysOfShapes ofShapes;
    /** The key, when it was known for the shape. */
    private @Nullable KeyBuffer known;

    private final KeyWords packed = new KeyWords();
    /** Words of the key for callers that have no place for it. */
    private final long[] own;
    /** Words of the key of the sample evaluated last, and whether it has that form. */
    private long[] words;

    private int wordsAt;
    private boolean isPacked;
    private long keyHash;
    private final TextBuffer scratch = new TextBuffer();
    private final KeyValue[] positions;
    private final double[] values;
    private final long[] distinct;
    private double value;
    private long distinctValue;

    CompiledFlow(FlowDefinition definition, KeyCompiler compiler) {
        this.definition = definition;
        dropped = definition.dropped();
        ParsedFlow parsed = ParsedFlow.of(definition);
        keys = parsed.keys().stream().map(compiler::compile).toArray(EvaluatedKey[]::new);
        layout = parsed.layout(List.of(keys));
        FilterExpression expression = parsed.filter();
        filter = expression == null ? null : SampleFilter.of(expression, compiler);
        ValueExpression ranking = parsed.value();
        readers = ranking == null
                ? null
                : Stream.concat(Stream.of(ranking), parsed.values().stream())
                        .map(one -> new ValueReader(one, compiler))
                        .toArray(ValueReader[]::new);
        form = ranking == null ? ValueForm.RATE : ranking.form();
        valueForms = parsed.values().stream().map(ValueExpression::form).toList();
        required = LogicFunctions.all(keys)
                | (filter == null ? 0 : filter.required())
                | (readers == null ? 0 : readers[0].required());
        positions = new KeyValue[keys.length];
        plain = layout.width() < 0
                ? null
                : PlainKeys.of(Stream.of(keys).map(EvaluatedKey::reader).toList(), layout.formats());
        boolean allOfShape =
                layout.width() < 0 && Stream.of(keys).map(EvaluatedKey::reader).allMatch(AttributeReader::isOfShape);
        ofShapes = allOfShape ? new KeysOfShapes() : null;
        own = new long[Math.ceilDiv(Math.max(1, layout.width()) - 1, Long.BYTES)];
        words = own;
        values = new double[valueForms.size()];
        distinct = new long[valueForms.size()];
    }

    /** What was asked for. */
    public FlowDefinition definition() {
        return definition;
    }

    /** How the keys are laid out. */
    public KeyLayout layout() {
        return layout;
    }

    /** What is made of {@link #value()}. */
    public ValueForm form() {
        return form;
    }

    /** What is made of each of {@link #values()}. */
    public List<ValueForm> valueForms() {
        return valueForms;
    }

    /**
     * Whether the sample belongs to a flow of this definition: it is of the right kind, the filter accepts it, no key is
     * null and the value is there.
     */
    public boolean evaluate(SampleContext sample) {
        return evaluate(sample, null, own, 0);
    }

    /**
     * The same, with a place for the key.
     *
     * @param located where the {@link #plainKeys} lie in the header; null when that is not known
     * @param into where the key is written as words, without the byte for the form, first byte first, zeros where it ends within a
     *     word, if the layout has a {@link KeyLayout#width()} and {@link #isPacked} says so afterwards; has room for it from an
     *     index on
     */
    public boolean evaluate(SampleContext sample, int @Nullable [] located, long[] into, int at) {
        boolean discarded = sample.kind() == SampleContext.Kind.DISCARD;
        ValueReader[] current = readers;
        if (discarded != dropped || current == null || !sample.mayHave(required)) {
            return false;
        }
        if (!accepts(sample) || !readKey(sample, located, into, at)) {
            return false;
        }
        value = current[0].number(sample);
        if (Double.isNaN(value)) {
            return false;
        }
        readValues(current, sample);
        return true;
    }

    /**
     * Whether {@link #evaluate} can accept a flow sample with such parts, {@link SampleContext#parts}; false is certain, true
     * is not.
     */
    public boolean mayMatch(long parts) {
        return readers != null && !dropped && (required & ~parts) == 0;
    }

    /** Whether there is a filter. */
    public boolean hasFilter() {
        return filter != null;
    }

    /** Whether the filter accepts a flow sample that {@link #mayMatch}. */
    public boolean accepts(SampleContext sample) {
        SampleFilter condition = filter;
        return condition == null || condition.accepts(sample);
    }

    /**
     * The number that the value is made of, by multiplication with {@link #factor}. Absent: null where more than a rate is asked
     * for.
     */
    public @Nullable SampleNumber number() {
        ValueReader[] current = readers;
        boolean oneRate = form == ValueForm.RATE && valueForms.isEmpty();
        return current != null && oneRate ? current[0].key() : null;
    }

    /** What the {@link #number} is multiplied with. */
    public int factor() {
        ValueReader[] current = readers;
        return current == null ? 1 : current[0].factor();
    }

    /** Whether the key of samples that have layers depends on nothing but the shape of their headers. */
    public boolean isOfShape() {
        return ofShapes != null;
    }

    /** What the key is put together from where all of it is plain. Absent: null. */
    public @Nullable PlainKeys plainKeys() {
        return plain;
    }

    private boolean readKey(SampleContext sample, int @Nullable [] located, long[] into, int at) {
        words = into;
        wordsAt = at;
        PlainKeys found = plain;
        isPacked = found != null && located != null;
        if (found != null && located != null) {
            keyHash = found.pack(sample, located, 0, into, at);
            return true;
        }
        KeysOfShapes shapes = ofShapes;
        if (shapes != null) {
            known = shapes.find(sample.layers());
            if (known != null) {
                return true;
            }
        }
        if (!readKeys(sample)) {
            return false;
        }
        if (shapes != null) {
            known = shapes.room(sample.layers());
            if (known != null) {
                layout.write(positions, known, scratch);
            }
        }
        if (layout.width() >= 0) {
            packed.start(into, at);
            isPacked = layout.pack(positions, packed);
            keyHash = packed.hash();
        }
        return true;
    }

    private boolean readKeys(SampleContext sample) {
        for (int i = 0; i < keys.length; i++) {
            KeyValue position = keys[i].of(sample);
            if (position == null) {
                return false;
            }
            positions[i] = position;
        }
        return true;
    }

    private void readValues(ValueReader[] current, SampleContext sample) {
        distinctValue = form == ValueForm.DISTINCT ? current[0].distinctHash(sample) : 0;
        for (int i = 0; i < values.length; i++) {
            ValueReader reader = current[i + 1];
            double number = reader.number(sample);
            values[i] = Double.isNaN(number) && reader.form() == ValueForm.RATE ? 0 : number;
            distinct[i] = reader.form() == ValueForm.DISTINCT ? reader.distinctHash(sample) : 0;
        }
    }

    /** The flow's key. Lifetime: until the next {@link #evaluate}, before the sample ends. */
    public KeyBuffer key() {
        if (isPacked) {
            key.clear();
            key.u8(KeyLayout.BINARY);
            int left = layout.width() - 1;
            for (int i = 0; left > 0; i++, left -= Long.BYTES) {
                for (int shift = 56; shift > 56 - Byte.SIZE * Math.min(left, Long.BYTES); shift -= Byte.SIZE) {
                    key.u8(words[wordsAt + i] >>> shift);
                }
            }
            return key;
        }
        KeyBuffer written = known;
        if (written != null) {
            return written;
        }
        layout.write(positions, key, scratch);
        return key;
    }

    /** Whether the key is in the words that {@link #evaluate(SampleContext, int[], long[], int)} was given; otherwise {@link #key} has it. */
    public boolean isPacked() {
        return isPacked;
    }

    /** Hash of those words, {@link KeyWords#hash()}. */
    public long keyHash() {
        return keyHash;
    }

    /** The value of this sample, not scaled by the sampling rate; 1 where distinct values are counted. */
    public double value() {
        return value;
    }

    /** Hash of the value's text, where distinct values are counted. */
    public long distinctHash() {
        return distinctValue;
    }

    /**
     * The further values of this sample, not scaled. Absent: 0 for {@link ValueForm#RATE}; NaN for the other forms, which
     * then observe nothing. Lifetime: until the next {@link #evaluate}; not to be changed.
     */
    public double[] values() {
        return values;
    }

    /** Hashes of the texts of the further values, where distinct values are counted. */
    public long[] distinctHashes() {
        return distinct;
    }

    /** Text of a stored key. */
    public String keyText(byte[] bytes, int from, int length) {
        return layout.text(bytes, from, length);
    }
}
