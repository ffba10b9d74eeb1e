package weir.bgp.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the rate of some traffic.
 *
 * <p>Thread: any; immutable.
 *
 * @param before rate before
 * @param after rate after
 * @param left what is left, 1 for all of it. Absent: 0 when there was nothing before
 * @param lower lower bound of that, see {@link Bounds}
 * @param upper upper bound of that; infinite when nothing can be said
 */
public record Change(Rate before, Rate after, double left, double lower, double upper) {

    /** Compares the packets of two stretches of time. */
    static Change of(
            List<SeenPacket> before,
            double secondsBefore,
            List<SeenPacket> after,
            double secondsAfter,
            Measure measure) {
        double typicalBefore = Rate.typical(before.isEmpty() ? after : before, measure);
        double typicalAfter = Rate.typical(after.isEmpty() ? before : after, measure);
        Rate first = Rate.of(before, measure, secondsBefore, typicalBefore);
        Rate then = Rate.of(after, measure, secondsAfter, typicalAfter);
        double n1 = samples(before, measure);
        double n2 = samples(after, measure);
        // Of counts to rates: what a sample counts, and how long they were counted.
        double scale = n1 > 0 && n2 > 0 ? (then.value() / n2) / (first.value() / n1) : secondsBefore / secondsAfter;
        double part = n1 + n2 > 0 ? n2 / (n1 + n2) : 0;
        Interval bounds = Bounds.share(part, n1 + n2);
        double left = first.value() > 0 ? then.value() / first.value() : 0;
        return new Change(first, then, left, scale * odds(bounds.lower()), scale * odds(bounds.upper()));
    }

    private static double odds(double part) {
        return part >= 1 ? Double.POSITIVE_INFINITY : part / (1 - part);
    }

    private static double samples(List<SeenPacket> packets, Measure measure) {
        double sum = 0;
        double squares = 0;
        for (SeenPacket packet : packets) {
            sum += packet.value(measure);
            squares += packet.value(measure) * packet.value(measure);
        }
        return sum > 0 ? sum / squares * sum : 0;
    }

    /** The members that clients see; a bound that is infinite is left out. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("before", before.members());
        members.put("after", after.members());
        members.put("left", left);
        members.put("lower", Double.isFinite(lower) ? lower : 0);
        if (Double.isFinite(upper)) {
            members.put("upper", upper);
        }
        return members;
    }
}
