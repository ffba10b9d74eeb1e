package weir.rest;

import java.util.List;

/**
 * A row of {@code parameters.tsv}.
 *
 * <p>Thread: any; immutable.
 *
 * @param name its name; {@code *} for any name, as a filter
 * @param in path or query
 * @param type of its value
 * @param sentence what it means
 */
record Parameter(String name, String in, String type, String sentence) {

    private static final int COLUMNS = 4;

    /** All rows. */
    static List<Parameter> rows() {
        return TableRows.of("parameters.tsv").stream().map(Parameter::parse).toList();
    }

    private static Parameter parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("parameters.tsv: a row has " + COLUMNS + " columns: " + line);
        }
        return new Parameter(columns[0], columns[1], columns[2], columns[3]);
    }

    boolean isFilter() {
        return name.equals("*");
    }
}
