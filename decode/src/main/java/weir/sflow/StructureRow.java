package weir.sflow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of a structure file, split and checked by itself.
 *
 * @param format enterprise:format as written, without the sign of a variant
 * @param variant whether it belongs to a further layout of its format
 * @param origin file and line, for messages
 */
record StructureRow(
        Structure.Kind kind,
        String format,
        int tag,
        boolean variant,
        String structure,
        String name,
        FieldType type,
        int size,
        boolean optional,
        List<String> columns,
        String origin) {

    private static final int COLUMNS = 11;
    private static final int MAX_BYTES = 65_535;
    private static final Map<String, FieldType> TYPES = Stream.of(FieldType.values())
            .filter(type -> type != FieldType.BYTES)
            .collect(Collectors.toUnmodifiableMap(type -> type.name().toLowerCase(Locale.ROOT), type -> type));
    private static final Pattern FORMAT = Pattern.compile("(\\d{1,7}):(\\d{1,4})(~?)");
    private static final Pattern BYTES = Pattern.compile("bytes(\\d{1,5})");
    private static final Pattern METRICS = Pattern.compile("[a-z][a-z0-9_#]*(,[a-z][a-z0-9_#]*)*");

    static StructureRow parse(StructureLine line) {
        String origin = line.origin();
        List<String> columns = columns(line.text(), origin);
        Matcher format = FORMAT.matcher(columns.get(1));
        if (!format.matches()
                || Integer.parseInt(format.group(1)) >= 1 << 20
                || Integer.parseInt(format.group(2)) >= 1 << 12) {
            throw new StructureException(origin, "format '" + columns.get(1) + "' is not enterprise:format");
        }
        int tag = DataFormat.of(Integer.parseInt(format.group(1)), Integer.parseInt(format.group(2)));
        boolean optional = columns.get(4).endsWith("?");
        String typeName = optional ? columns.get(4).substring(0, columns.get(4).length() - 1) : columns.get(4);
        FieldType type = type(typeName, origin);
        String metric = columns.get(7);
        if (!metric.isEmpty() && !METRICS.matcher(metric).matches()) {
            throw new StructureException(
                    origin, "metric name '" + metric + "' is not lower-case letters, digits and _");
        }
        if (metric.isEmpty() != columns.get(8).isEmpty()) {
            throw new StructureException(origin, "columns metric and as go together");
        }
        return new StructureRow(
                kind(columns.getFirst(), origin),
                format.group(1) + ":" + format.group(2),
                tag,
                !format.group(3).isEmpty(),
                columns.get(2),
                columns.get(3),
                type,
                type == FieldType.BYTES ? bytes(typeName, origin) : type.minSize(),
                optional,
                columns,
                origin);
    }

    private static List<String> columns(String line, String origin) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new StructureException(
                    origin, "a row has " + COLUMNS + " columns separated by tabs, this one has " + columns.length);
        }
        for (int i = 0; i < columns.length; i++) {
            String text = columns[i].strip();
            columns[i] = text.equals("-") ? "" : text;
        }
        return List.of(columns);
    }

    private static Structure.Kind kind(String text, String origin) {
        return switch (text) {
            case "flow" -> Structure.Kind.FLOW;
            case "counter" -> Structure.Kind.COUNTER;
            default -> throw new StructureException(origin, "kind is 'flow' or 'counter', not '" + text + "'");
        };
    }

    private static FieldType type(String text, String origin) {
        FieldType named = TYPES.get(text);
        if (named != null) {
            return named;
        }
        if (BYTES.matcher(text).matches()) {
            return FieldType.BYTES;
        }
        throw new StructureException(origin, "type '" + text + "' is unknown");
    }

    private static int bytes(String text, String origin) {
        int size = Integer.parseInt(text.substring("bytes".length()));
        if (size == 0 || size > MAX_BYTES || size % 4 != 0) {
            throw new StructureException(origin, "'" + text + "' is not a multiple of 4 from 4 to " + MAX_BYTES);
        }
        return size;
    }

    /** Rows with one key describe layouts of one structure. */
    String key() {
        return kind + " " + tag;
    }

    /** Whether the rows describe the same layout. */
    boolean sameStructure(StructureRow other) {
        return kind == other.kind && tag == other.tag && variant == other.variant && structure.equals(other.structure);
    }

    String source() {
        return columns.get(10);
    }

    Field toField(String fieldName, List<Field> elements) {
        return new Field(
                fieldName,
                type,
                size,
                optional,
                columns.get(5),
                columns.get(6),
                columns.get(7),
                columns.get(8),
                columns.get(9),
                elements,
                origin);
    }
}
