package weir.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns side by side: text to the left, numbers to the right. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Begins with the names of the columns. */
    TextTable(String... names) {
        row((Object[]) names);
    }

    /** Adds a row with a cell for each column. */
    void row(Object... cells) {
        rows.add(IntStream.range(0, cells.length)
                .mapToObj(i -> String.valueOf(cells[i]))
                .toList());
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Writes the table with a title above it, and nothing when it has no rows. */
    void appendTo(StringBuilder out, String title) {
        if (isEmpty()) {
            return;
        }
        out.append('\n').append(title).append('\n');
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        boolean[] numbers = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            int column = i;
            numbers[i] = rows.stream().skip(1).allMatch(row -> isNumber(row.get(column)));
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                line.append(GAP).append(numbers[i] ? space + row.get(i) : row.get(i) + space);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static boolean isNumber(String cell) {
        return cell.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '-');
    }
}
