package weir.bgp.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which share of some traffic a rule is for, estimated from samples.
 *
 * <p>Units: shares from 0 to 1 of what was asked for, frames or bytes. Frames and bytes are totals that the samples stand
 * for. Absent: of traffic without samples nothing is known, so the share is 0 and its bounds are 0 and 1.
 *
 * <p>Thread: any; immutable.
 *
 * @param samples samples of this traffic
 * @param matched those of them that the rule is for
 * @param share share of the traffic that the rule is for
 * @param lower lower bound of the share, see {@link Bounds#share}
 * @param upper upper bound of the share
 * @param frames packets of this traffic
 * @param bytes bytes of this traffic
 * @param matchedFrames packets that the rule is for
 * @param matchedBytes bytes that the rule is for
 */
public record Share(
        long samples,
        long matched,
        double share,
        double lower,
        double upper,
        double frames,
        double bytes,
        double matchedFrames,
        double matchedBytes) {

    /** The share of some packets. */
    static Share of(Iterable<SeenPacket> packets, Measure measure, Predicate<SeenPacket> rule) {
        long samples = 0;
        long matched = 0;
        double frames = 0;
        double bytes = 0;
        double matchedFrames = 0;
        double matchedBytes = 0;
        double squares = 0;
        double matchedSquares = 0;
        for (SeenPacket packet : packets) {
            double square = packet.value(measure) * packet.value(measure);
            samples++;
            frames += packet.weight();
            bytes += packet.value(Measure.BYTES);
            squares += square;
            if (rule.test(packet)) {
                matched++;
                matchedFrames += packet.weight();
                matchedBytes += packet.value(Measure.BYTES);
                matchedSquares += square;
            }
        }
        double all = measure == Measure.FRAMES ? frames : bytes;
        double share = all > 0 ? (measure == Measure.FRAMES ? matchedFrames : matchedBytes) / all : 0;
        Interval bounds = Bounds.share(share, Bounds.samples(all, share, squares, matchedSquares));
        return new Share(
                samples, matched, share, bounds.lower(), bounds.upper(), frames, bytes, matchedFrames, matchedBytes);
    }

    /** The members that clients see. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("samples", samples);
        members.put("matched", matched);
        members.put("share", share);
        members.put("lower", lower);
        members.put("upper", upper);
        members.put("frames", frames);
        members.put("bytes", bytes);
        members.put("matchedFrames", matchedFrames);
        members.put("matchedBytes", matchedBytes);
        return members;
    }
}
