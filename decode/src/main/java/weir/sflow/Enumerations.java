package weir.sflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with names, as the specifications and registries give them, from {@code enumerations.tsv}: machine types,
 * interface types, drop reasons and others.
 *
 * <p>A row has three columns separated by tabs: enumeration, number, name. The number {@code *} names all that have no
 * row of their own; {@code #} in that name stands for the number.
 *
 * <p>Thread: any; immutable.
 */
public final class Enumerations {

    private static final String RESOURCE = "enumerations.tsv";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Enumerations STANDARD = parse(RESOURCE, Resource.lines(RESOURCE));

    private final Map<String, Names> enumerations;

    private Enumerations(Map<String, Names> enumerations) {
        this.enumerations = enumerations;
    }

    /** The enumerations that come with Weir. */
    public static Enumerations standard() {
        return STANDARD;
    }

    /** Names of the enumerations. */
    public Set<String> all() {
        return enumerations.keySet();
    }

    /** Name of a number in an enumeration. Absent: empty when the enumeration has no row for it. */
    public Optional<String> name(String enumeration, long number) {
        return Optional.ofNullable(names(enumeration).names.get(number));
    }

    /** Name of a number, or the text that the enumeration has for all others. */
    public String text(String enumeration, long number) {
        Names names = names(enumeration);
        String name = names.names.get(number);
        return name != null ? name : names.others.replace("#", Long.toString(number));
    }

    private Names names(String enumeration) {
        Names names = enumerations.get(enumeration);
        if (names == null) {
            throw new IllegalArgumentException("there is no enumeration '" + enumeration + "'");
        }
        return names;
    }

    static Enumerations parse(String file, List<String> lines) {
        Map<String, Names> enumerations = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                addRow(line, file + ":" + (i + 1), enumerations);
            }
        }
        return new Enumerations(Map.copyOf(enumerations));
    }

    private static void addRow(String line, String origin, Map<String, Names> enumerations) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 3) {
            throw new StructureException(origin, "a row is enumeration, number and name, separated by tabs");
        }
        Names names = enumerations.computeIfAbsent(columns[0], name -> new Names());
        if (columns[1].equals("*")) {
            names.others = columns[2];
        } else if (!NUMBER.matcher(columns[1]).matches()) {
            throw new StructureException(origin, "'" + columns[1] + "' is not a number");
        } else if (names.add(Long.parseLong(columns[1]), columns[2]) != null) {
            throw new StructureException(origin, columns[0] + " has " + columns[1] + " twice");
        }
    }

    /** One enumeration; changed only while it is read. */
    private static final class Names {
        private final Map<Long, String> names = new HashMap<>();
        private String others = "#";

        @Nullable
        String add(long number, String name) {
            return names.putIfAbsent(number, name);
        }
    }
}
