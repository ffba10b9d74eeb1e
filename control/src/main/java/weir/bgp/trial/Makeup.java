package weir.bgp.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.bgp.flowspec.FlowPacket;
import weir.net.IpAddress;

/**
 * What some traffic consists of: the addresses, protocols and ports with the largest shares of it.
 *
 * <p>Shape: at most {@value #MOST} of each, the largest first. Thread: any; immutable.
 *
 * @param distinctSources source addresses among the samples
 * @param sources source addresses
 * @param destinations destination addresses
 * @param protocols protocols by number
 * @param sourcePorts source ports of TCP and UDP
 * @param destinationPorts destination ports of TCP and UDP
 */
public record Makeup(
        int distinctSources,
        List<Part<IpAddress>> sources,
        List<Part<IpAddress>> destinations,
        List<Part<Integer>> protocols,
        List<Part<Port>> sourcePorts,
        List<Part<Port>> destinationPorts) {

    private static final int MOST = 10;

    /** A value with its share of the traffic. */
    public record Part<T>(T value, double share) {}

    /** A port of a protocol. */
    public record Port(int protocol, int number) {}

    /** Copies the lists. */
    public Makeup {
        sources = List.copyOf(sources);
        destinations = List.copyOf(destinations);
        protocols = List.copyOf(protocols);
        sourcePorts = List.copyOf(sourcePorts);
        destinationPorts = List.copyOf(destinationPorts);
    }

    /** What packets consist of. */
    public static Makeup of(List<SeenPacket> packets, Measure measure) {
        Tally<IpAddress> sources =
                Tally.of(packets, measure, packet -> packet.packet().source());
        return new Makeup(
                sources.distinct(),
                sources.largest(MOST),
                largest(packets, measure, FlowPacket::destination),
                largest(packets, measure, packet -> packet.protocol() == FlowPacket.ABSENT ? null : packet.protocol()),
                largest(packets, measure, packet -> port(packet, packet.sourcePort())),
                largest(packets, measure, packet -> port(packet, packet.destinationPort())));
    }

    private static <T> List<Part<T>> largest(
            List<SeenPacket> packets, Measure measure, Function<FlowPacket, @Nullable T> of) {
        Tally<T> tally = Tally.of(packets, measure, packet -> of.apply(packet.packet()));
        return tally.largest(MOST);
    }

    private static @Nullable Port port(FlowPacket packet, int number) {
        return number == FlowPacket.ABSENT ? null : new Port(packet.protocol(), number);
    }

    /** The members that clients see: addresses and ports with their shares. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("distinctSources", distinctSources);
        members.put("sources", addresses(sources));
        members.put("destinations", addresses(destinations));
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (Part<Integer> part : protocols) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("protocol", part.value());
            each.put("share", part.share());
            numbers.add(each);
        }
        members.put("protocols", numbers);
        members.put("ports", ports(sourcePorts));
        members.put("destinationPorts", ports(destinationPorts));
        return members;
    }

    static List<Map<String, Object>> addresses(List<Part<IpAddress>> parts) {
        List<Map<String, Object>> addresses = new ArrayList<>();
        for (Part<IpAddress> part : parts) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("address", part.value().toString());
            each.put("share", part.share());
            addresses.add(each);
        }
        return addresses;
    }

    static List<Map<String, Object>> ports(List<Part<Port>> parts) {
        List<Map<String, Object>> ports = new ArrayList<>();
        for (Part<Port> part : parts) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("protocol", part.value().protocol());
            each.put("port", part.value().number());
            each.put("share", part.share());
            ports.add(each);
        }
        return ports;
    }
}
