package weir.sflow;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words of column {@code as}, each with the types of field it can be applied to. What the words mean is said in
 * {@link StructureParser}; what is made of them is up to the reader of the table.
 */
final class MetricRule {

    private static final Set<FieldType> INTEGER =
            Set.copyOf(EnumSet.of(FieldType.U8, FieldType.U32, FieldType.I32, FieldType.U64));
    private static final Set<FieldType> NUMBER = Set.copyOf(EnumSet.of(
            FieldType.U8,
            FieldType.U32,
            FieldType.I32,
            FieldType.U64,
            FieldType.F32,
            FieldType.F64,
            FieldType.U32LIST,
            FieldType.LIST));

    private static final Map<String, Set<FieldType>> PLAIN = Map.ofEntries(
            Map.entry("gauge", NUMBER),
            Map.entry("gauge!", NUMBER),
            Map.entry("gauge/10", NUMBER),
            Map.entry("gauge/100", NUMBER),
            Map.entry("rate", INTEGER),
            Map.entry("rate*4", INTEGER),
            Map.entry("ms%", INTEGER),
            Map.entry("us%", INTEGER),
            Map.entry("share", INTEGER),
            Map.entry("share-", INTEGER),
            Map.entry("text", Set.of(FieldType.STRING)),
            Map.entry("index", INTEGER),
            Map.entry("hex16", INTEGER),
            Map.entry("bits8", Set.of(FieldType.U8)),
            Map.entry("mac", Set.of(FieldType.MAC, FieldType.MAC6)),
            Map.entry("uuid", Set.of(FieldType.BYTES)));

    /** Rules with an argument after a colon. */
    private static final Map<String, Set<FieldType>> WITH_ARGUMENT =
            Map.of("per", INTEGER, "pct", INTEGER, "text", INTEGER, "updown", INTEGER);

    private final Set<String> enumerations;

    MetricRule(Enumerations enumerations) {
        this.enumerations = enumerations.all();
    }

    /**
     * Checks the columns metric and as of a field.
     *
     * @param field the field, or an element of a list
     * @param repeated whether the field occurs several times in a record, so that its metric needs a {@code #}
     * @param others the fields of the same structure, to which a rule can refer
     */
    void check(Field field, boolean repeated, List<Field> others) {
        String[] metrics = field.metric().split(",", -1);
        String[] rules = field.as().split(",", -1);
        if (metrics.length != rules.length) {
            throw new StructureException(
                    field.origin(),
                    "columns metric and as must name equally many: " + field.metric() + " as " + field.as());
        }
        for (int i = 0; i < rules.length; i++) {
            int at = rules[i].indexOf('@');
            String rule = at < 0 ? rules[i] : rules[i].substring(0, at);
            checkRule(field, rule, others);
            if (at >= 0) {
                checkReference(field, rules[i].substring(at + 1), others);
            }
            boolean numbered = at >= 0 || repeated;
            if (numbered != metrics[i].contains("#")) {
                throw new StructureException(
                        field.origin(),
                        numbered
                                ? "metric " + metrics[i] + " occurs several times and needs a # for its number"
                                : "metric " + metrics[i] + " has a # but nothing that numbers it: a list or @field");
            }
        }
    }

    private void checkRule(Field field, String rule, List<Field> others) {
        int colon = rule.indexOf(':');
        Set<FieldType> types = colon < 0 ? PLAIN.get(rule) : WITH_ARGUMENT.get(rule.substring(0, colon));
        if (types == null) {
            throw new StructureException(
                    field.origin(),
                    "as '" + rule + "' is unknown: "
                            + Stream.concat(
                                            PLAIN.keySet().stream(),
                                            Stream.of("per:FIELD", "pct:FIELD", "text:ENUMERATION", "updown:BIT"))
                                    .sorted()
                                    .toList());
        }
        if (!types.contains(field.type())) {
            throw new StructureException(
                    field.origin(), "as '" + rule + "' does not fit a field of type " + field.type());
        }
        if (colon >= 0) {
            checkArgument(field, rule.substring(0, colon), rule.substring(colon + 1), others);
        }
    }

    private void checkArgument(Field field, String rule, String argument, List<Field> others) {
        switch (rule) {
            case "text" -> {
                if (!enumerations.contains(argument)) {
                    throw new StructureException(field.origin(), "there is no enumeration '" + argument + "'");
                }
            }
            case "updown" -> {
                if (!argument.matches("[0-9]|[12][0-9]|3[01]")) {
                    throw new StructureException(field.origin(), "'" + argument + "' is not a bit from 0 to 31");
                }
            }
            default -> checkReference(field, argument, others);
        }
    }

    private static void checkReference(Field field, String name, List<Field> others) {
        boolean found = others.stream()
                .anyMatch(other -> other.name().equals(name) && other.type().isInteger());
        if (!found) {
            throw new StructureException(
                    field.origin(), "as refers to '" + name + "', which is no integer field of the structure");
        }
    }
}
