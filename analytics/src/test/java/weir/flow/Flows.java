package weir.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.metric.DataSourceId;
import weir.net.IpAddress;

/** A cache with short ways to fill and read it: keys are text, times are seconds. */
final class Flows {

    /** Seconds since the epoch at which tests begin. */
    static final long START = 1_700_000_000L;

    /** Keys are ASCII text with commas between fields, behind a byte. Those of four letters are packed, others are not. */
    static final FlowKeyFormat TEXT = new FlowKeyFormat() {
        @Override
        public int width() {
            return 5;
        }

        @Override
        public List<String> fields(byte[] key, int offset, int length) {
            return List.of(text(key, offset, length).split(",", -1));
        }

        @Override
        public String text(byte[] key, int offset, int length) {
            return new String(key, offset + 1, length - 1, StandardCharsets.US_ASCII);
        }
    };

    /** Data source i is interface i of an agent of its own for each ten. */
    static final FlowSources ALL =
            number -> FlowSource.of(IpAddress.v4(0x0a000000 + number / 10), DataSourceId.of(0, number));

    final FlowCache cache;
    final MemoryBudget budget;
    final List<FlowTotals> records = new ArrayList<>();
    final Map<FlowTotals, Integer> recordSources = new HashMap<>();
    private final Contribution contribution;

    Flows(FlowSettings settings) {
        this(settings, 0);
    }

    /** At a place among caches of the same smoothing time. */
    Flows(FlowSettings settings, int place) {
        this(settings, new DecayClock(settings.t()), place, MemoryBudget.unlimited());
    }

    Flows(FlowSettings settings, DecayClock clock, int place, MemoryBudget budget) {
        this.budget = budget;
        cache = new FlowCache(settings, clock, place, budget, TEXT, (source, totals) -> {
            records.add(totals);
            recordSources.put(totals, source);
        });
        contribution = cache.newContribution();
    }

    static long nanos(double seconds) {
        return START * 1_000_000_000L + Math.round(seconds * 1e9);
    }

    static byte[] bytes(String key) {
        return ('\0' + key).getBytes(StandardCharsets.US_ASCII);
    }

    static int hash(byte[] key) {
        return Arrays.hashCode(key);
    }

    /** Adds a sample of weight 1 with further values. */
    int add(double seconds, int source, String key, double value, double... values) {
        return addWeighted(seconds, source, key, 1, value, values);
    }

    int addWeighted(double seconds, int source, String key, double weight, double value, double... values) {
        byte[] bytes = bytes(key);
        contribution
                .time(nanos(seconds))
                .source(source)
                .key(bytes, 0, bytes.length, hash(bytes))
                .weight(weight)
                .value(value);
        for (int i = 0; i < values.length; i++) {
            contribution.value(i, values[i]);
        }
        return cache.accept(contribution);
    }

    double value(double seconds, int source, String key) {
        return cache.at(nanos(seconds)).flowValue(source, key).orElse(Double.NaN);
    }

    double missed(double seconds, int source, String key) {
        return cache.at(nanos(seconds)).missed(source, bytes(key), hash(bytes(key)));
    }

    List<TopFlow> top(double seconds, int source) {
        return cache.at(nanos(seconds)).topFlows(source);
    }

    List<String> topKeys(double seconds, int source) {
        return top(seconds, source).stream().map(flow -> flow.key().text()).toList();
    }

    ActiveFlows active(double seconds) {
        return active(ALL, seconds);
    }

    /** All flows of some data sources, at once. */
    ActiveFlows active(FlowSources sources, double seconds) {
        ActiveFlowsScan scan = cache.scan(sources, nanos(seconds));
        while (!scan.advance(Integer.MAX_VALUE)) {
            // One step reads everything.
        }
        return scan.result();
    }
}
