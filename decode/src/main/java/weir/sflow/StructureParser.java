package weir.sflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads rows of the structure table.
 *
 * <p>A row has eleven columns separated by tabs; {@code -} is empty. Lines that are blank or begin with {@code #} are
 * skipped. The rows of a structure follow each other, in the order of the wire.
 *
 * <dl>
 *   <dt>kind
 *   <dd>{@code flow} or {@code counter}: the two name spaces of records
 *   <dt>format
 *   <dd>enterprise:format. With {@code ~} behind it the rows are a further layout of a format described before, for
 *       records that this layout fills to the last byte and the usual one does not
 *   <dt>structure, field
 *   <dd>names as published. {@code lanes[].index} is a field of one element of the list {@code lanes}, whose row
 *       stands before
 *   <dt>type
 *   <dd>see {@link FieldType}
 *   <dt>label
 *   <dd>name in the decoder tool's output; empty when the field is not printed there
 *   <dt>print
 *   <dd>how the tool prints the value, where that is not the plain form of the type: {@code percent} (hundredths with
 *       two decimals), {@code hex16}, {@code uuid}, {@code text} (bytes that hold text), {@code always} (text printed even
 *       when empty), {@code enum:NAME}, {@code =WORD} (the word of a {@code mark}), and names of forms of the tool
 *   <dt>metric, as
 *   <dd>name of the metric that the field becomes, and how: lists with commas where one field becomes several.
 *       {@code #} in the name is the position in a list from 0, or the value of the field named by {@code @field} at the
 *       end of the rule. The metric of a list itself is its length.
 *       <ul>
 *         <li>{@code gauge}: the value; all ones, or -1 in floating point, is unknown and so absent. {@code gauge!}: all
 *             ones is a value. {@code gauge/10}, {@code gauge/100}: divided
 *         <li>{@code rate}: difference per second; {@code rate*4}: times four
 *         <li>{@code ms%}, {@code us%}: difference, in that unit, in percent of the time that passed
 *         <li>{@code share}: difference in percent of the sum of the differences of all fields with {@code share};
 *             {@code share-}: the same without being part of the sum
 *         <li>{@code per:field}: difference divided by that of the other field, 0 when that did not move;
 *             {@code pct:field}: the same in percent, absent when that did not move
 *         <li>{@code text}: text, absent when empty; {@code text:ENUMERATION}: name of the number;
 *             {@code updown:BIT}: {@code up} when the bit is set; {@code index}: the number as text; {@code hex16},
 *             {@code mac}, {@code uuid}, {@code bits8}: those forms
 *       </ul>
 *   <dt>unit
 *   <dd>unit of the metric
 *   <dt>source
 *   <dd>document that defines the structure
 * </dl>
 */
final class StructureParser {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final MetricRule metricRule;
    private final Enumerations enumerations;
    private final Map<String, List<Structure>> structures = new LinkedHashMap<>();

    StructureParser(Enumerations enumerations) {
        this.enumerations = enumerations;
        this.metricRule = new MetricRule(enumerations);
    }

    /** Adds the structures of a file. */
    void parse(List<StructureLine> lines) {
        List<StructureRow> rows = new ArrayList<>();
        for (StructureLine line : lines) {
            StructureRow row = StructureRow.parse(line);
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

    /** What was read, each structure with its variants. */
    Collection<Structure> structures() {
        List<Structure> all = new ArrayList<>();
        for (List<Structure> layouts : structures.values()) {
            Structure usual = layouts.getFirst();
            all.add(new Structure(
                    usual.kind(),
                    usual.tag(),
                    usual.name(),
                    usual.source(),
                    usual.fields(),
                    layouts.subList(1, layouts.size())));
        }
        return all;
    }

    private void finish(List<StructureRow> rows) {
        StructureRow first = rows.getFirst();
        List<Structure> layouts = structures.computeIfAbsent(first.key(), key -> new ArrayList<>());
        if (!layouts.isEmpty() && !first.variant()) {
            throw new StructureException(
                    first.origin(),
                    first.format() + " is described twice: it is "
                            + layouts.getFirst().name() + " already");
        }
        if (layouts.isEmpty() && first.variant()) {
            throw new StructureException(first.origin(), first.format() + " has no usual layout before this variant");
        }
        layouts.add(
                new Structure(first.kind(), first.tag(), first.structure(), first.source(), fields(rows), List.of()));
    }

    private List<Field> fields(List<StructureRow> rows) {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean optional = false;
        for (int i = 0; i < rows.size(); i++) {
            StructureRow row = rows.get(i);
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
                StructureRow element = rows.get(i);
                elements.add(element.toField(element.name().substring(prefix.length()), List.of()));
            }
            Field field = row.toField(row.name(), elements);
            checkShape(field, optional);
            optional = field.optional();
            fields.add(field);
        }
        fields.forEach(field -> checkColumns(field, fields));
        return fields;
    }

    private static void checkShape(Field field, boolean afterOptional) {
        if (!NAME.matcher(field.name()).matches()) {
            throw new StructureException(field.origin(), "field name '" + field.name() + "' is not a name");
        }
        if (afterOptional && !field.optional()) {
            throw new StructureException(
                    field.origin(), "field " + field.name() + " follows an optional field and must be optional too");
        }
        if (field.type() == FieldType.LIST && field.elementSize() == 0) {
            throw new StructureException(
                    field.origin(), "list " + field.name() + " has no rows " + field.name() + "[].…");
        }
        for (Field element : field.elements()) {
            if (!element.type().fixedSize() || element.optional()) {
                throw new StructureException(
                        element.origin(), "a field in a list must have a fixed size, not " + element.type());
            }
        }
    }

    private void checkColumns(Field field, List<Field> fields) {
        boolean list = field.type() == FieldType.U32LIST;
        checkColumns(field, list, fields);
        for (Field element : field.elements()) {
            checkColumns(element, true, fields);
        }
    }

    private void checkColumns(Field field, boolean repeated, List<Field> fields) {
        if (!field.metric().isEmpty()) {
            metricRule.check(field, repeated, fields);
        }
        String print = field.print();
        if (print.startsWith("enum:") && !enumerations.all().contains(print.substring(5))) {
            throw new StructureException(field.origin(), "there is no enumeration '" + print.substring(5) + "'");
        }
        if ((field.type() == FieldType.MARK) != print.startsWith("=")) {
            throw new StructureException(
                    field.origin(), "a mark, and nothing else, has a print column that begins with =");
        }
    }
}
