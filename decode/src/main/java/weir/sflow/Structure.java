package weir.sflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layout of one flow or counter record, named by enterprise:format: a flat list of fields. A format that agents send in
 * more than one layout has a usual one with variants.
 *
 * <p>Thread: any; immutable.
 */
public final class Structure {

    /** Which of the two name spaces of records. */
    public enum Kind {
        /** Records of flow samples and drop notices. */
        FLOW,
        /** Records of counter samples. */
        COUNTER
    }

    private final Kind kind;
    private final int tag;
    private final String name;
    private final String source;
    private final List<Field> fields;
    private final List<Structure> variants;
    private final boolean hasVariants;
    private final int minLength;
    private final boolean fixed;

    Structure(Kind kind, int tag, String name, String source, List<Field> fields, List<Structure> variants) {
        this.kind = kind;
        this.tag = tag;
        this.name = name;
        this.source = source;
        this.fields = List.copyOf(fields);
        this.variants = List.copyOf(variants);
        this.hasVariants = !this.variants.isEmpty();
        this.minLength = fields.stream()
                .filter(field -> !field.optional())
                .mapToInt(Field::size)
                .sum();
        this.fixed = fields.stream().allMatch(field -> field.type().fixedSize() && !field.optional());
    }

    /** Flow or counter record. */
    public Kind kind() {
        return kind;
    }

    /** {@link DataFormat} number. */
    public int tag() {
        return tag;
    }

    /** Name in the specification, for example {@code if_counters}. */
    public String name() {
        return name;
    }

    /** Document that defines it. */
    public String source() {
        return source;
    }

    /** The fields in wire order. */
    public List<Field> fields() {
        return fields;
    }

    /** Other layouts of the same format, for records that they fill and the usual one does not. */
    public List<Structure> variants() {
        return variants;
    }

    boolean hasVariants() {
        return hasVariants;
    }

    /** Number of the field with a name. Absent: -1. */
    public int indexOf(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    /** The field with a name. Absent: null. */
    public @Nullable Field field(String field) {
        int index = indexOf(field);
        return index < 0 ? null : fields.get(index);
    }

    /** Bytes before a field, the same in every record. Absent: -1 when a field before it varies in length. */
    public int offset(int field) {
        int at = 0;
        for (int i = 0; i < field; i++) {
            if (!fields.get(i).type().fixedSize()) {
                return -1;
            }
            at += fields.get(i).size();
        }
        return at;
    }

    /** Fewest bytes a record of this structure has. */
    public int minLength() {
        return minLength;
    }

    /** The one length that records of this structure have. Absent: -1 when they differ. */
    public int fixedLength() {
        return fixed ? minLength : -1;
    }

    @Override
    public String toString() {
        return (kind == Kind.FLOW ? "flow " : "counter ") + DataFormat.text(tag) + " " + name;
    }
}
