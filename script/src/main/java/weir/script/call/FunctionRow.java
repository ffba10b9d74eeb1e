package weir.script.call;

/**
 * A function of the API, as the table describes it.
 *
 * <p>Thread: any; immutable.
 *
 * @param topic heading it stands under
 * @param name its name
 * @param parameters parameters in the notation of TypeScript, without brackets
 * @param result type of its result in the notation of TypeScript
 * @param rest what REST offers for the same, as names of calls separated by commas; {@code -} for nothing
 * @param sentence what it does
 */
public record FunctionRow(String topic, String name, String parameters, String result, String rest, String sentence) {

    private static final int COLUMNS = 6;

    static FunctionRow parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException("functions.tsv: " + COLUMNS + " columns are needed: " + line);
        }
        String parameters = columns[2].equals("-") ? "" : columns[2];
        return new FunctionRow(columns[0], columns[1], parameters, columns[3], columns[4], columns[5]);
    }

    /** Name and parameters, as pages show them. */
    public String head() {
        return name + "(" + parameters + ")";
    }
}
