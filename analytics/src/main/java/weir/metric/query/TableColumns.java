package weir.metric.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.request.InvalidRequestException;

/**
 * The columns of a table, and how its rows are sorted.
 *
 * <p>Form: {@code [sort:]metric[:count]} or {@code null:metric}, separated by commas. A row stays without the latter. A count belongs to {@code sort:} and is the number of rows
 * from the top: positive for ascending, negative for descending order, 0 or none for all rows, ascending.
 *
 * @param metrics the columns in their order
 * @param optionals numbers of the columns without which a row stays
 * @param sortColumn number of the column rows are sorted by; -1 when they are not
 * @param count rows from the top, negative for descending order; 0 for all
 */
record TableColumns(List<MetricName> metrics, BitSet optionals, int sortColumn, int count) {

    private static final String SORT = "sort";
    private static final String NULL = "null";

    static TableColumns parse(String text) {
        List<MetricName> metrics = new ArrayList<>();
        BitSet optionals = new BitSet();
        int sortColumn = -1;
        int count = 0;
        for (String item : Selectors.items(text)) {
            String[] parts = item.split(":", -1);
            boolean sort = parts[0].equals(SORT);
            boolean optional = parts.length == 2 && parts[0].equals(NULL);
            if (!sort && !optional && parts.length > 1) {
                throw new InvalidRequestException(
                        "'" + item + "': a table takes metric names, null:metric and sort:metric:count only");
            }
            if (sort) {
                if (sortColumn >= 0) {
                    throw new InvalidRequestException("'" + item + "' is a second sort: in one table");
                }
                sortColumn = metrics.size();
                count = count(item, parts);
            }
            if (optional) {
                optionals.set(metrics.size());
            }
            metrics.add(MetricName.parse(sort || optional ? parts[1] : item));
        }
        return new TableColumns(List.copyOf(metrics), optionals, sortColumn, count);
    }

    /** The rows in the order and number asked for. Rows with equal cells stay in the order they come in. */
    List<List<@Nullable Cell>> sort(List<List<@Nullable Cell>> rows) {
        if (sortColumn < 0) {
            return rows;
        }
        Comparator<List<@Nullable Cell>> order = (a, b) -> compare(a.get(sortColumn), b.get(sortColumn));
        List<List<@Nullable Cell>> sorted = new ArrayList<>(rows);
        sorted.sort(count < 0 ? order.reversed() : order);
        long wanted = count == 0 ? sorted.size() : Math.abs((long) count);
        return wanted < sorted.size() ? sorted.subList(0, (int) wanted) : sorted;
    }

    /** Numbers by value and before texts, texts by their characters. */
    private static int compare(@Nullable Cell a, @Nullable Cell b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        if (a.value() instanceof Double x && b.value() instanceof Double y) {
            return x.compareTo(y);
        }
        if (a.numeric() != b.numeric()) {
            return a.numeric() ? -1 : 1;
        }
        return a.value().toString().compareTo(b.value().toString());
    }

    private static int count(String item, String[] parts) {
        if (parts.length < 2 || parts.length > 3 || parts[1].isEmpty()) {
            throw new InvalidRequestException("'" + item + "' is not sort:metric or sort:metric:count");
        }
        try {
            return parts.length == 3 ? Integer.parseInt(parts[2]) : 0;
        } catch (NumberFormatException e) {
            throw new InvalidRequestException("'" + parts[2] + "' in '" + item + "' is not a whole number of rows");
        }
    }
}
