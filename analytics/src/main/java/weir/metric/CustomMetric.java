package weir.metric;

import weir.sflow.CustomType;
import weir.sflow.FieldType;

/**
 * One metric of a custom data source: its type and, for a counter, its last reading.
 *
 * <p>Thread: owner only. Source: Host sFlow, {@code rtmetric}.
 */
final class CustomMetric {

    private final MetricSchema schema;
    private final int type;
    private final Readings readings;

    CustomMetric(MetricSchema schema, int type) {
        this.schema = schema;
        this.type = type;
        this.readings = new Readings(schema);
    }

    MetricSchema schema() {
        return schema;
    }

    int type() {
        return type;
    }

    /** Whether there is a new value: not for a second reading of a counter in the same instant. */
    boolean acceptable(long now) {
        return !isCounter() || readings.acceptable(now);
    }

    private boolean isCounter() {
        return type == CustomType.METRIC_COUNTER32 || type == CustomType.METRIC_COUNTER64;
    }

    /**
     * The value of a number: of a counter its rate, else as it was sent, all ones and -1 included. Absent: NaN.
     */
    double number(long sent, long now) {
        if (isCounter()) {
            double seconds = readings.begin(now) / 1e9;
            double delta = readings.take(fieldType(), sent);
            return seconds > 0 ? delta / seconds : Double.NaN;
        }
        return FieldReading.value(fieldType(), sent);
    }

    private FieldType fieldType() {
        return switch (type) {
            case CustomType.METRIC_COUNTER32, CustomType.METRIC_GAUGE32 -> FieldType.U32;
            case CustomType.METRIC_COUNTER64, CustomType.METRIC_GAUGE64 -> FieldType.U64;
            case CustomType.METRIC_FLOAT -> FieldType.F32;
            default -> FieldType.F64;
        };
    }

    void forget() {
        readings.forget();
    }
}
