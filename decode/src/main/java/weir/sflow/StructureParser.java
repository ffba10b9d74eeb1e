package weir.sflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads rows of the structure table.
 *
 * <p>A row has eleven columns separated by tabs: kind, format, structure, field, type, label, print, metric, as, unit,
 * source; {@code -} is empty. Lines that are blank or begin with {@code #} are skipped. The rows of a structure follow
 * each other. A format written {@code 0:2@20} is a variant used when a record has exactly that length and the usual
 * layout does not fit.
 */
final class StructureParser {

    private static final int COLUMNS = 11;
    private static final Pattern FORMAT = Pattern.compile("(\\d{1,7}):(\\d{1,4})(?:@(\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_#]*");

    private final Map<String, Structure> structures = new LinkedHashMap<>();
    private final Map<Structure, Integer> exactLengths = new HashMap<>();

    /** Adds the structures of a file. */
    void parse(String file, List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Row row = Row.parse(line, file + ":" + (i + 1));
            if (!rows.isEmpty() && !rows.getFirst().sameStructure(row)) {
                finish(rows);
                rows.clear();
            }
            rows.add(row);
        }
        if (!rows.isEmpty()) {
            finish(rows);
        }
    }

    StructureTable table() {
        return new StructureTable(structures.values(), exactLengths);
    }

    private void finish(List<Row> rows) {
        Row first = rows.getFirst();
        Structure structure = new Structure(first.kind(), first.tag(), first.structure(), first.source(), fields(rows));
        String key = first.kind() + " " + first.format();
        Structure known = structures.putIfAbsent(key, structure);
        if (known != null) {
            throw new StructureException(
                    first.origin(), first.format() + " is described twice: it is " + known.name() + " already");
        }
        if (first.exactLength() > 0) {
            exactLengths.put(structure, first.exactLength());
        }
    }

    private static List<Field> fields(List<Row> rows) {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean optional = false;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (!names.add(row.name())) {
                throw new StructureException(
                        row.origin(), "field " + row.name() + " stands twice in " + row.structure());
            }
            List<Field> elements = new ArrayList<>();
            String prefix = row.name() + "[].";
            while (row.type() == FieldType.LIST
                    && i + 1 < rows.size()
                    && rows.get(i + 1).name().startsWith(prefix)) {
                i++;
                Row element = rows.get(i);
                elements.add(element.toField(element.name().substring(prefix.length()), List.of()));
            }
            Field field = row.toField(row.name(), elements);
            check(row, field, optional);
            optional = field.optional();
            fields.add(field);
        }
        return fields;
    }

    private static void check(Row row, Field field, boolean afterOptional) {
        if (!NAME.matcher(field.name()).matches()) {
            throw new StructureException(row.origin(), "field name '" + field.name() + "' is not a name");
        }
        if (afterOptional && !field.optional()) {
            throw new StructureException(
                    row.origin(), "field " + field.name() + " follows an optional field and must be optional too");
        }
        if (field.type() == FieldType.LIST && field.elements().isEmpty()) {
            throw new StructureException(
                    row.origin(), "list " + field.name() + " has no rows " + field.name() + "[].…");
        }
        for (Field element : field.elements()) {
            switch (element.type()) {
                case U32, I32, U64, F32, F64, MAC, IP4, IP6, BYTES -> {}
                default ->
                    throw new StructureException(
                            element.origin(), "an element of a list must have a fixed size, not " + element.type());
            }
        }
    }

    /** One line of the file, split and checked. */
    private record Row(
            Structure.Kind kind,
            String format,
            int tag,
            int exactLength,
            String structure,
            String name,
            FieldType type,
            int size,
            boolean optional,
            String[] columns,
            String origin) {

        static Row parse(String line, String origin) {
            String[] columns = line.split("\t", -1);
            if (columns.length != COLUMNS) {
                throw new StructureException(
                        origin, "a row has " + COLUMNS + " columns separated by tabs, this one has " + columns.length);
            }
            for (int i = 0; i < columns.length; i++) {
                columns[i] = columns[i].strip();
                columns[i] = columns[i].equals("-") ? "" : columns[i];
            }
            Structure.Kind kind = switch (columns[0]) {
                case "flow" -> Structure.Kind.FLOW;
                case "counter" -> Structure.Kind.COUNTER;
                default ->
                    throw new StructureException(origin, "kind is 'flow' or 'counter', not '" + columns[0] + "'");
            };
            Matcher format = FORMAT.matcher(columns[1]);
            if (!format.matches()
                    || Integer.parseInt(format.group(1)) >= 1 << 20
                    || Integer.parseInt(format.group(2)) >= 1 << 12) {
                throw new StructureException(origin, "format '" + columns[1] + "' is not enterprise:format");
            }
            int tag = DataFormat.of(Integer.parseInt(format.group(1)), Integer.parseInt(format.group(2)));
            int exact = format.group(3) == null ? 0 : Integer.parseInt(format.group(3));
            Typed typed = Typed.parse(columns[4], origin);
            if (!columns[7].isEmpty() && !METRIC.matcher(columns[7]).matches()) {
                throw new StructureException(
                        origin, "metric name '" + columns[7] + "' is not lower-case letters, digits and _");
            }
            if (columns[7].isEmpty() != columns[8].isEmpty()) {
                throw new StructureException(origin, "columns metric and as go together");
            }
            return new Row(
                    kind,
                    columns[1],
                    tag,
                    exact,
                    columns[2],
                    columns[3],
                    typed.type(),
                    typed.size(),
                    typed.optional(),
                    columns,
                    origin);
        }

        boolean sameStructure(Row other) {
            return kind == other.kind && format.equals(other.format);
        }

        String source() {
            return columns[10];
        }

        Field toField(String name, List<Field> elements) {
            return new Field(
                    name,
                    type,
                    size,
                    optional,
                    columns[5],
                    columns[6],
                    columns[7],
                    columns[8],
                    columns[9],
                    elements,
                    origin);
        }
    }

    /** A parsed type column. */
    private record Typed(FieldType type, int size, boolean optional) {

        static Typed parse(String text, String origin) {
            boolean optional = text.endsWith("?");
            String name = optional ? text.substring(0, text.length() - 1) : text;
            if (name.startsWith("bytes")
                    && name.length() > 5
                    && name.substring(5).chars().allMatch(Character::isDigit)) {
                int size = Integer.parseInt(name.substring(5));
                return new Typed(FieldType.BYTES, size, optional);
            }
            for (FieldType type : FieldType.values()) {
                if (type != FieldType.BYTES
                        && type.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return new Typed(type, type.minSize(), optional);
                }
            }
            throw new StructureException(origin, "type '" + text + "' is unknown");
        }
    }
}
