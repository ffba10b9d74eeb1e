package weir.metric.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Values of data sources in the order of their metrics. Data sources that send the same records have the same metrics, so the
 * order of one is good for the next.
 *
 * <p>Thread: one; made for one question.
 */
final class MetricOrder {

    private String[] metrics = {};
    private int[] order = {};

    /** The places of values in the order of their metrics' names; not to be changed. */
    int[] of(List<Cell> cells) {
        if (!isKnown(cells)) {
            learn(cells);
        }
        return order;
    }

    private boolean isKnown(List<Cell> cells) {
        if (cells.size() != metrics.length) {
            return false;
        }
        for (int i = 0; i < metrics.length; i++) {
            if (!metrics[i].equals(cells.get(i).metric())) {
                return false;
            }
        }
        return true;
    }

    private void learn(List<Cell> cells) {
        metrics = cells.stream().map(Cell::metric).toArray(String[]::new);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < metrics.length; i++) {
            places.add(i);
        }
        places.sort(Comparator.comparing(place -> metrics[place]));
        order = places.stream().mapToInt(Integer::intValue).toArray();
    }
}
