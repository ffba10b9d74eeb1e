package weir.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table of the page: the latest line of each of some scenarios.
 *
 * @param title heading
 * @param text what stands before the table
 * @param scenarios which scenarios have a row
 * @param rows members that tell rows of one scenario apart
 * @param columns cells of a row
 */
record Section(String title, String text, Pattern scenarios, List<String> rows, List<Column> columns) {

    /**
     * A column.
     *
     * @param head its heading
     * @param cell what stands in the row of a line
     */
    record Column(String head, Function<ResultLine, String> cell) {

        /** A member that is text. */
        static Column text(String head, String member) {
            return new Column(head, line -> line.text(member));
        }

        /** A figure, with its range where there is one. */
        static Column figure(String head, String member) {
            return new Column(head, line -> number(line, member) + range(line, member));
        }

        private static String number(ResultLine line, String member) {
            OptionalDouble number = line.number(member);
            return number.isPresent() ? Figures.text(number.getAsDouble()) : "";
        }

        /** Lowest and highest of a figure. Absent: empty. */
        static String range(ResultLine line, String member) {
            String lowest = number(line, member + "Lowest");
            return lowest.isEmpty() ? "" : " (" + lowest + " to " + number(line, member + "Highest") + ")";
        }
    }

    /** The section, or nothing where no line is about it. */
    String of(List<ResultLine> lines) {
        Map<String, ResultLine> latest = new LinkedHashMap<>();
        for (ResultLine line : lines) {
            if (scenarios.matcher(line.scenario()).matches()) {
                String key =
                        rows.stream().map(line::text).collect(Collectors.joining("\t", line.scenario() + "\t", ""));
                latest.remove(key);
                latest.put(key, line);
            }
        }
        if (latest.isEmpty()) {
            return "";
        }
        var all = new ArrayList<>(columns);
        all.add(Column.text("commit", "commit"));
        StringBuilder page = new StringBuilder("\n## " + title + "\n\n" + text + "\n\n");
        page.append(all.stream().map(Column::head).collect(Collectors.joining(" | ", "| ", " |\n")));
        page.append("|").append("---|".repeat(all.size())).append('\n');
        latest.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Section::byNumber))
                .map(Map.Entry::getValue)
                .map(line -> all.stream()
                        .map(column -> column.cell().apply(line))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .forEach(page::append);
        return page.toString();
    }

    /** Texts in order, numbers within them by their value. */
    static int byNumber(String one, String other) {
        return padded(one).compareTo(padded(other));
    }

    private static String padded(String text) {
        return Pattern.compile("\\d+")
                .matcher(text)
                .replaceAll(match -> "0".repeat(Math.max(0, 12 - match.group().length())) + match.group());
    }
}
