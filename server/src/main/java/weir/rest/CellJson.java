package weir.rest;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.metric.DataSourceId;
import weir.metric.query.Cell;
import weir.metric.query.TopKey;
import weir.net.IpAddress;

/**
 * Writes values of metrics. A dump has thousands that are alike but for a few members, so that names, and texts that come again
 * and again, are encoded once.
 *
 * <p>Bound: {@value #MOST_TEXTS} names of metrics. Thread: one; made for one answer.
 */
final class CellJson {

    private static final int MOST_TEXTS = 1000;
    private static final JsonText AGENT = JsonText.of("agent");
    private static final JsonText DATA_SOURCE = JsonText.of("dataSource");
    private static final JsonText NAME = JsonText.of("metricName");
    private static final JsonText VALUE = JsonText.of("metricValue");
    private static final JsonText LAST_UPDATE = JsonText.of("lastUpdate");

    private final JsonOut out;
    private final Map<String, JsonText> names = new HashMap<>();
    private @Nullable IpAddress agent;
    private JsonText agentText = AGENT;
    private @Nullable DataSourceId source;
    private String sourceText = "";

    CellJson(JsonOut out) {
        this.out = out;
    }

    /** Writes a value. */
    void write(Cell cell) {
        out.startObject()
                .member(AGENT, text(cell.agent()))
                .member(DATA_SOURCE, text(cell.dataSource()))
                .member(NAME, name(cell.metric()));
        value(cell.value());
        out.member(LAST_UPDATE, cell.lastUpdate());
        topKeys(out, cell.topKeys());
        out.endObject();
    }

    private void value(Object value) {
        if (value instanceof Double number) {
            out.member(VALUE, number.doubleValue());
        } else {
            out.member(VALUE, value.toString());
        }
    }

    /** Values come agent by agent. */
    private JsonText text(IpAddress address) {
        if (!address.equals(agent)) {
            agent = address;
            agentText = JsonText.of(address.toString());
        }
        return agentText;
    }

    /** All values of a data source come one after another. */
    private String text(DataSourceId id) {
        if (!id.equals(source)) {
            source = id;
            sourceText = id.toString();
        }
        return sourceText;
    }

    private JsonText name(String metric) {
        JsonText known = names.get(metric);
        if (known == null) {
            known = JsonText.of(metric);
            if (names.size() < MOST_TEXTS) {
                names.put(metric, known);
            }
        }
        return known;
    }

    /** Writes the largest flows behind a metric, if it is made of flows. */
    static void topKeys(JsonOut out, Iterable<TopKey> topKeys) {
        if (!topKeys.iterator().hasNext()) {
            return;
        }
        out.startArray("topKeys");
        for (TopKey top : topKeys) {
            out.startObject().member("key", top.key()).member("value", top.value());
            out.member("lastUpdate", top.lastUpdate());
            FlowCalls.flowValues(out, top.values());
            top.quality()
                    .ifPresent(
                            quality -> out.member("samples", quality.samples()).member("error", quality.error()));
            out.endObject();
        }
        out.endArray();
    }
}
