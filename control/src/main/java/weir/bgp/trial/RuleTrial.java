package weir.bgp.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.flowspec.MatchText;

/**
 * What a rule would do, by packets that were sampled before it.
 *
 * <p>Thread: any; immutable.
 *
 * @param match the rule, in the form in which it would be announced
 * @param attack share of the attack that it is for
 * @param other share of other traffic to the same target that it is for
 * @param makeup what the attack consists of
 * @param narrower rules that are for less other traffic, the best one first
 */
public record RuleTrial(FlowMatch match, Share attack, Share other, Makeup makeup, List<Suggestion> narrower) {

    /** Copies the lists. */
    public RuleTrial {
        narrower = List.copyOf(narrower);
    }

    /** Tries a rule on packets. */
    public static RuleTrial of(FlowMatch rule, List<SeenPacket> packets, Measure measure) {
        List<SeenPacket> attack = new ArrayList<>();
        List<SeenPacket> other = new ArrayList<>();
        packets.forEach(packet -> (packet.attack() ? attack : other).add(packet));
        return new RuleTrial(
                rule,
                Share.of(attack, measure, packet -> rule.matches(packet.packet())),
                Share.of(other, measure, packet -> rule.matches(packet.packet())),
                Makeup.of(attack, measure),
                new Narrower(attack, other, measure).of(rule));
    }

    /** The members that clients see. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("match", MatchText.of(match));
        members.put("samples", attack.samples() + other.samples());
        members.put("matched", attack.matched() + other.matched());
        members.put("attack", attack.members());
        members.put("other", other.members());
        members.put("distinctSources", makeup.distinctSources());
        members.put("sources", Makeup.addresses(makeup.sources()));
        members.put("ports", Makeup.ports(makeup.sourcePorts()));
        members.put("narrower", narrower.stream().map(Suggestion::members).toList());
        return members;
    }
}
