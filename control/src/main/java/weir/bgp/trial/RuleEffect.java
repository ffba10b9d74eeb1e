package weir.bgp.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has become of an attack, and of other traffic to the same target, since a rule is in force.
 *
 * <p>Packets that were not forwarded do not count: a device in front of the rule's work still sees them. Thread: any;
 * immutable.
 *
 * @param attack the attack
 * @param other other traffic
 */
public record RuleEffect(Change attack, Change other) {

    /**
     * Compares what was seen before and after.
     *
     * @param since when the rule came into force, nanoseconds since the epoch
     * @param secondsBefore how long packets were watched before
     * @param secondsAfter how long they were watched after
     */
    public static RuleEffect of(
            List<SeenPacket> packets, Measure measure, long since, double secondsBefore, double secondsAfter) {
        List<List<SeenPacket>> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            parts.add(new ArrayList<>());
        }
        for (SeenPacket packet : packets) {
            if (!packet.dropped()) {
                parts.get((packet.attack() ? 0 : 2) + (packet.time() < since ? 0 : 1))
                        .add(packet);
            }
        }
        return new RuleEffect(
                Change.of(parts.get(0), secondsBefore, parts.get(1), secondsAfter, measure),
                Change.of(parts.get(2), secondsBefore, parts.get(3), secondsAfter, measure));
    }

    /** The members that clients see. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("attack", attack.members());
        members.put("other", other.members());
        return members;
    }
}
