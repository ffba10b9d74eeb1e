package weir.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of metrics that are computed from several fields of a record.
 *
 * <p>An argument is the name of a number of the same record, derived ones above included; {@code field:NAME} is a field
 * as sent; {@code delta:NAME} the increase of a field since the reading before. An argument that is absent is NaN.
 *
 * <p>Thread: any; immutable.
 *
 * @param format enterprise:format of the structure
 * @param name name of the metric; {@code #} as in the structure table
 * @param unit unit, for the reference page; empty when it has none
 * @param sentence how it comes about, for the reference page
 * @param arguments what it is computed from
 * @param formula the computation
 */
record DerivedMetric(
        String format, String name, String unit, String sentence, List<String> arguments, Formula formula) {

    static final String FIELD = "field:";
    static final String DELTA = "delta:";

    /** A computation over the arguments in their order. */
    sealed interface Formula {}

    /** Makes a number. Absent: NaN. */
    non-sealed interface ToNumber extends Formula {
        double of(double[] arguments);
    }

    /** Makes text. Absent: null. */
    non-sealed interface ToText extends Formula {
        @Nullable
        String of(double[] arguments);
    }

    DerivedMetric {
        arguments = List.copyOf(arguments);
    }
}
