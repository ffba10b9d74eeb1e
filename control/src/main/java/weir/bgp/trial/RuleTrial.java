package weir.bgp.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.flowspec.FlowPacket;
import weir.bgp.flowspec.MatchText;
import weir.net.IpAddress;

/**
 * What a rule would do, by packets that were sampled before it.
 *
 * <p>Thread: any; immutable.
 *
 * @param match the rule, in the form in which it would be announced
 * @param attack share of the attack that it is for
 * @param other share of other traffic to the same target that it is for
 * @param distinctSources source addresses among the samples of the attack
 * @param sources those with the largest shares of the attack
 * @param ports source ports with the largest shares of the attack
 * @param narrower rules that are for less other traffic, the best one first
 */
public record RuleTrial(
        FlowMatch match,
        Share attack,
        Share other,
        int distinctSources,
        List<SourceShare> sources,
        List<PortShare> ports,
        List<Suggestion> narrower) {

    private static final int MOST = 10;

    /** A source address with its share of the attack. */
    public record SourceShare(IpAddress address, double share) {}

    /** A source port of a protocol, with its share of the attack. */
    public record PortShare(int protocol, int port, double share) {}

    /** Copies the lists. */
    public RuleTrial {
        sources = List.copyOf(sources);
        ports = List.copyOf(ports);
        narrower = List.copyOf(narrower);
    }

    private record Port(int protocol, int number) {}

    /** Tries a rule on packets. */
    public static RuleTrial of(FlowMatch rule, List<SeenPacket> packets, Measure measure) {
        List<SeenPacket> attack = new ArrayList<>();
        List<SeenPacket> other = new ArrayList<>();
        packets.forEach(packet -> (packet.attack() ? attack : other).add(packet));
        Tally<IpAddress> sources =
                Tally.of(attack, measure, packet -> packet.packet().source());
        Tally<Port> ports = Tally.of(attack, measure, packet -> port(packet.packet()));
        return new RuleTrial(
                rule,
                Share.of(attack, measure, packet -> rule.matches(packet.packet())),
                Share.of(other, measure, packet -> rule.matches(packet.packet())),
                sources.distinct(),
                sources.largest(MOST).stream()
                        .map(part -> new SourceShare(part.value(), part.share()))
                        .toList(),
                ports.largest(MOST).stream()
                        .map(part -> new PortShare(
                                part.value().protocol(), part.value().number(), part.share()))
                        .toList(),
                new Narrower(attack, other, measure).of(rule));
    }

    private static @Nullable Port port(FlowPacket packet) {
        return packet.sourcePort() == FlowPacket.ABSENT ? null : new Port(packet.protocol(), packet.sourcePort());
    }

    /** The members that clients see. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("match", MatchText.of(match));
        members.put("samples", attack.samples() + other.samples());
        members.put("matched", attack.matched() + other.matched());
        members.put("attack", attack.members());
        members.put("other", other.members());
        members.put("distinctSources", distinctSources);
        members.put(
                "sources",
                sources.stream()
                        .map(each ->
                                Map.<String, Object>of("address", each.address().toString(), "share", each.share()))
                        .toList());
        members.put("ports", ports.stream().map(RuleTrial::portMembers).toList());
        members.put("narrower", narrower.stream().map(Suggestion::members).toList());
        return members;
    }

    private static Map<String, Object> portMembers(PortShare port) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("protocol", port.protocol());
        members.put("port", port.port());
        members.put("share", port.share());
        return members;
    }
}
