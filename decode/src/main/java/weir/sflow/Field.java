package weir.sflow;

import java.util.List;

/**
 * One row of the structure table: a field of a structure, and what becomes of it.
 *
 * <p>Thread: any; immutable.
 *
 * @param name name in the published structure
 * @param type encoding
 * @param size number of bytes of a {@link FieldType#BYTES} field, else the fewest the type takes
 * @param optional whether older revisions of the structure end before this field
 * @param label name in the decoder tool's output; empty when the field is not printed
 * @param print how the decoder tool prints the value; empty for the plain form of the type
 * @param metric name of the metric it becomes; empty when none. {@code #} stands for the position in a list
 * @param as how the field becomes the metric: gauge, rate, text or a named rule; empty when none
 * @param unit unit of the metric, for the reference page
 * @param elements the fields of one element of a {@link FieldType#LIST}; else empty
 * @param origin file and line of the row, for messages
 */
public record Field(
        String name,
        FieldType type,
        int size,
        boolean optional,
        String label,
        String print,
        String metric,
        String as,
        String unit,
        List<Field> elements,
        String origin) {

    /** Copies the list of elements. */
    public Field {
        elements = List.copyOf(elements);
    }

    /** Bytes of one element of a {@link FieldType#LIST}; 0 for other types. */
    public int elementSize() {
        int bytes = 0;
        for (int i = 0; i < elements.size(); i++) {
            bytes += elements.get(i).size();
        }
        return bytes;
    }
}
