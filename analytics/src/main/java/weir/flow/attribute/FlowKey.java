package weir.flow.attribute;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow key: an attribute that samples have, with all places it can come from, best first.
 *
 * <p>Thread: any; immutable.
 *
 * @param name name, public API
 * @param section what it is listed under on the reference page; empty for names that custom flows invent
 * @param format format of its values; {@link KeyFormat#TEXT} for names that custom flows invent
 * @param sources where it comes from
 */
public record FlowKey(String name, String section, KeyFormat format, List<Source> sources) {

    /**
     * One place that a key comes from.
     *
     * @param place as the table writes it: {@code sample}, a layer's name, or a record's format
     * @param note what the value means here, for the reference page
     * @param required bits of {@link RecordFormats} without which it is not there
     * @param repeats whether further occurrences have the name with {@code .1}, {@code .2} behind
     * @param readers the reader, and for layers the readers of further occurrences
     */
    public record Source(String place, String note, long required, boolean repeats, List<AttributeReader> readers) {

        /** Copies the list. */
        public Source {
            readers = List.copyOf(readers);
        }
    }

    /** Copies the list. */
    public FlowKey {
        sources = List.copyOf(sources);
    }

    /**
     * What a sample must have for an occurrence of the key not to be null, as {@link SampleContext#mayHave} takes it; 0
     * when nothing is certain.
     */
    public long required(int occurrence) {
        long required = -1L;
        boolean any = false;
        for (Source source : sources) {
            if (occurrence < source.readers().size()) {
                required &= source.required();
                any = true;
            }
        }
        return any ? required : 0;
    }

    /**
     * The reader of an occurrence of the key.
     *
     * @param occurrence 0 for the plain name, 1 for {@code .1} and so on
     * @param spelling the key as it was asked for, by which custom flows are searched
     */
    public AttributeReader reader(int occurrence, String spelling) {
        AttributeReader[] readers = sources.stream()
                .filter(source -> occurrence < source.readers().size())
                .map(source -> source.readers().get(occurrence))
                .toArray(AttributeReader[]::new);
        return new FirstPresent(readers, new CustomField(spelling));
    }

    /** Takes the first source that has the attribute. Most are best read from a plain field of a layer, or of a record. */
    static final class FirstPresent implements AttributeReader {

        private final @Nullable LayerField field;
        private final @Nullable RecordWord word;
        private final @Nullable PlainKey plain;
        private final AttributeReader[] readers;
        private final CustomField custom;

        FirstPresent(AttributeReader[] readers, CustomField custom) {
            field = readers.length > 0 && readers[0] instanceof LayerField first ? first : null;
            word = readers.length > 0 && readers[0] instanceof RecordWord first ? first : null;
            plain = readers.length > 0 ? readers[0].plain() : null;
            boolean known = field != null || word != null;
            this.readers = known ? Arrays.copyOfRange(readers, 1, readers.length) : readers;
            this.custom = custom;
        }

        @Override
        public @Nullable PlainKey plain() {
            return plain;
        }

        @Override
        public boolean isOfShape() {
            return field == null && word == null && readers.length == 1 && readers[0].isOfShape();
        }

        @Override
        public boolean read(SampleContext sample, KeyValue into) {
            if (field != null && field.read(sample, into) || word != null && word.read(sample, into)) {
                return true;
            }
            for (AttributeReader reader : readers) {
                if (reader.read(sample, into)) {
                    return true;
                }
            }
            return sample.kind() == SampleContext.Kind.CUSTOM && custom.read(sample, into);
        }

        @Override
        public double number(SampleContext sample, KeyValue scratch) {
            double first = word == null ? Double.NaN : word.number(sample, scratch);
            return Double.isNaN(first) ? AttributeReader.super.number(sample, scratch) : first;
        }
    }
}
