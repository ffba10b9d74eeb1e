package weir.metric;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.metric.Refusals.Refusal;
import weir.sflow.CustomSample;
import weir.sflow.CustomType;

/**
 * Makes a new {@link MetricRow} of each sample of custom metrics.
 *
 * <p>Messages to one data source may hold different metrics, so each metric is a block of its own with its own time of
 * update. Names are those that the host agent lets pass: a data source begins with a letter, a metric is letters,
 * digits, {@code -} and {@code _}, both up to {@value #MAX_NAME} bytes; others are refused.
 *
 * <p>Thread: owner only. Source: Host sFlow, {@code rtmetric}.
 */
final class CustomSamples {

    static final int MAX_NAME = 64;

    /** Agents of one kind send the same names, so their schemas are shared, up to a number. */
    private static final int MAX_SHARED = 4096;

    private final MetricLimits limits;
    private final Refusals refusals;
    private final WireText text;
    private final RowWriter row = new RowWriter();
    private final Map<String, MetricSchema> numbers = new HashMap<>();
    private final Map<String, MetricSchema> texts = new HashMap<>();

    CustomSamples(MetricLimits limits, Refusals refusals) {
        this.limits = limits;
        this.refusals = refusals;
        text = new WireText(limits.textBytes(), refusals);
    }

    /** Applies a sample and publishes what it makes with one store. Absent: null when nothing was published. */
    @Nullable
    DataSource apply(CustomSample sample, Agent agent, long now) {
        DataSource source = source(sample, agent, now);
        if (source == null) {
            return null;
        }
        source.seen(now);
        row.start(source.row());
        for (int i = 0; i < sample.count(); i++) {
            CustomMetric metric = metric(sample, i, agent, source, now);
            if (metric != null && metric.acceptable(now)) {
                row.put(block(metric, sample, i, now));
            }
        }
        source.publish(row.row());
        return source;
    }

    /** The data source of a sample. Absent: null when it is refused. */
    @Nullable
    DataSource source(CustomSample sample, Agent agent, long now) {
        DataSource known = agent.named(sample.bytes(), sample.nameStart(), sample.nameLength());
        if (known != null) {
            return known;
        }
        String name = name(sample.bytes(), sample.nameStart(), sample.nameLength());
        if (name == null || !isSourceName(name)) {
            refusals.count(Refusal.CUSTOM_NAMES);
            return null;
        }
        if (agent.size() >= limits.dataSources()) {
            refusals.count(Refusal.DATA_SOURCES);
            agent.refused(now);
            return null;
        }
        DataSource source = new DataSource(DataSourceId.named(name));
        source.seen(now);
        agent.add(source);
        return source;
    }

    private @Nullable CustomMetric metric(CustomSample sample, int entry, Agent agent, DataSource source, long now) {
        String name = name(sample.bytes(), sample.nameStart(entry), sample.nameLength(entry));
        if (name == null || !isMetricName(name)) {
            refusals.count(Refusal.CUSTOM_NAMES);
            return null;
        }
        CustomMetric known = source.custom().get(name);
        int type = sample.type(entry);
        if (known != null && known.type() == type) {
            return known;
        }
        if (known == null && agent.customMetrics() >= limits.customMetrics()) {
            refusals.count(Refusal.CUSTOM_METRICS);
            agent.refused(now);
            return null;
        }
        CustomMetric metric = new CustomMetric(schema(name, type == CustomType.STRING), type);
        if (source.custom().put(name, metric) == null) {
            agent.addCustomMetric();
        }
        return metric;
    }

    private MetricSchema schema(String name, boolean isText) {
        Map<String, MetricSchema> shared = isText ? texts : numbers;
        MetricSchema known = shared.get(name);
        if (known == null) {
            known = MetricSchema.ofCustom(name, isText);
            if (shared.size() < MAX_SHARED) {
                shared.put(name, known);
            }
        }
        return known;
    }

    private MetricBlock block(CustomMetric metric, CustomSample sample, int entry, long now) {
        BlockWriter to = new BlockWriter(metric.schema(), null);
        if (metric.type() == CustomType.STRING) {
            to.add(text.read(sample.bytes(), sample.valueStart(entry), sample.valueLength(entry)));
        } else {
            to.add(metric.number(sample.value(entry), now));
        }
        return to.block(now);
    }

    /** The text of a name. Absent: null when it is empty, too long or not UTF-8. */
    private static @Nullable String name(byte[] bytes, int start, int length) {
        if (length < 1 || length > MAX_NAME) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isSourceName(String name) {
        return isLetter(name.charAt(0)) && name.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isMetricName(String name) {
        return name.chars().allMatch(c -> isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '_');
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
