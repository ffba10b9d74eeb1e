package weir.bgp.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much traffic there was in a second, estimated from samples.
 *
 * <p>Units: per second, of what was asked for. Thread: any; immutable.
 *
 * @param samples how many samples
 * @param value the rate
 * @param lower lower bound of it, see {@link Bounds}
 * @param upper upper bound of it; also above 0 where there was no sample
 */
public record Rate(long samples, double value, double lower, double upper) {

    /**
     * The rate of some packets.
     *
     * @param seconds how long they were watched
     * @param typical what a sample counts where there is none
     */
    static Rate of(List<SeenPacket> packets, Measure measure, double seconds, double typical) {
        double sum = 0;
        double squares = 0;
        for (SeenPacket packet : packets) {
            double value = packet.value(measure);
            sum += value;
            squares += value * value;
        }
        double samples = sum > 0 ? sum / squares * sum : 0;
        double unit = (sum > 0 ? sum / samples : typical) / seconds;
        Interval count = Bounds.count(samples);
        return new Rate(packets.size(), sum / seconds, unit * count.lower(), unit * count.upper());
    }

    /** What a sample counts in the mean. Absent: 0. */
    static double typical(List<SeenPacket> packets, Measure measure) {
        return packets.stream()
                .mapToDouble(packet -> packet.value(measure))
                .average()
                .orElse(0);
    }

    /** The members that clients see. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("samples", samples);
        members.put("value", value);
        members.put("lower", lower);
        members.put("upper", upper);
        return members;
    }
}
