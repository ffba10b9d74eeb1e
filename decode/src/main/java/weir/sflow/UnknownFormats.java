package weir.sflow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each unknown enterprise:format was skipped.
 *
 * <p>Bound: at most {@value #MAX_FORMATS} formats; what comes after is counted together under {@code other}, so a sender
 * that invents formats cannot fill memory.
 *
 * <p>Thread: any.
 */
public final class UnknownFormats {

    /** Formats told apart. */
    public static final int MAX_FORMATS = 256;

    /** Name spaces of formats. */
    public enum Kind {
        /** Samples. */
        SAMPLE,
        /** Flow records. */
        FLOW_RECORD,
        /** Counter records. */
        COUNTER_RECORD
    }

    private record Format(Kind kind, int tag) {}

    private final Map<Format, LongAdder> counts = new ConcurrentHashMap<>();
    private final LongAdder other = new LongAdder();

    /** Counts one skipped sample or record. */
    public void count(Kind kind, int tag) {
        Format format = new Format(kind, tag);
        LongAdder count = counts.get(format);
        if (count == null) {
            if (counts.size() >= MAX_FORMATS) {
                other.increment();
                return;
            }
            count = counts.computeIfAbsent(format, f -> new LongAdder());
        }
        count.increment();
    }

    /** How often one format was skipped. */
    public long count(int tag, Kind kind) {
        LongAdder count = counts.get(new Format(kind, tag));
        return count == null ? 0 : count.sum();
    }

    /** Adds these counts to a map keyed {@code flow 0:999}, {@code counter 8800:1}, {@code sample 1:1}, {@code other}. */
    public void addTo(Map<String, Long> total) {
        counts.forEach((format, count) -> {
            String kind = switch (format.kind()) {
                case SAMPLE -> "sample ";
                case FLOW_RECORD -> "flow ";
                case COUNTER_RECORD -> "counter ";
            };
            total.merge(kind + DataFormat.text(format.tag()), count.sum(), Long::sum);
        });
        if (other.sum() > 0) {
            total.merge("other", other.sum(), Long::sum);
        }
    }
}
