package weir.bgp.trial;

import weir.bgp.flowspec.FlowPacket;

/**
 * A sampled packet.
 *
 * <p>Thread: any; immutable. Units: time in nanoseconds since the epoch on the engine's clock.
 *
 * @param time when its sample arrived
 * @param packet what rules look at
 * @param attack whether it belongs to the attack; otherwise it is other traffic to the same target
 * @param dropped whether the agent says that it did not forward it
 * @param weight packets that it stands for
 * @param bytes its length on the wire
 */
public record SeenPacket(long time, FlowPacket packet, boolean attack, boolean dropped, double weight, double bytes) {

    /** What it counts. */
    double value(Measure measure) {
        return measure == Measure.FRAMES ? weight : weight * bytes;
    }
}
