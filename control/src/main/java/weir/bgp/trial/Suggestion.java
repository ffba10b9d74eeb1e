package weir.bgp.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.flowspec.MatchText;

/**
 * A rule that might be taken instead. Thread: any; immutable.
 *
 * @param match which packets
 * @param attack share of the attack that it is for
 * @param other share of other traffic that it is for
 */
public record Suggestion(FlowMatch match, Share attack, Share other) {

    /** How much more of the attack it is for than of other traffic. */
    double gain() {
        return attack.share() - other.share();
    }

    /** The members that clients see. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("match", MatchText.of(match));
        members.put("attack", attack.members());
        members.put("other", other.members());
        return members;
    }
}
