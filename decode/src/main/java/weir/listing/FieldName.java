package weir.listing;

import java.nio.charset.StandardCharsets;

/**
 * Name of a listed field, ready to be written.
 *
 * <p>Thread: any; immutable.
 */
public final class FieldName {

    private final String text;
    private final byte[] bytes;
    private final int column;

    private FieldName(String text, int column) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.column = column;
    }

    /** A name. */
    public static FieldName of(String text) {
        return new FieldName(text, LineColumn.NONE.ordinal());
    }

    static FieldName of(String text, LineColumn column) {
        return new FieldName(text, column.ordinal());
    }

    static FieldName counter(String text, int position) {
        return new FieldName(text, LineColumn.FIRST_COUNTER.ordinal() + position);
    }

    /** Number of the column in which a line has this field's value; 0 when it has not. */
    int column() {
        return column;
    }

    /** The name in UTF-8; nobody changes the array. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return text;
    }
}
