package weir.flow.attribute;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.lookup.NextHops;
import weir.lookup.RoutedPath;
import weir.lookup.Routes;
import weir.net.IpAddress;
import weir.packet.LayerType;
import weir.packet.PacketLayers;
import weir.sflow.DatagramHeader;

/**
 * What the routes of the router say of a packet, where its agent is bound to one: of the outermost IP header, the destination
 * looked up as the router does it, the source the other way round.
 */
final class RouteReaders {

    private static final int SOURCE4 = 12;
    private static final int DESTINATION4 = 16;
    private static final int SOURCE6 = 8;
    private static final int DESTINATION6 = 24;
    private static final int MAC = 6;
    private static final int WIDTH4 = 32;
    private static final int WIDTH6 = 128;

    /** Reads a route. */
    private interface PathReader {
        boolean read(RoutedPath path, Routes routes, KeyValue into);
    }

    static final Map<String, AttributeReader> ALL = Map.ofEntries(
            Map.entry("routenexthop", of(false, (path, routes, into) -> nextHop(path, false, into))),
            Map.entry("routenexthop6", of(false, (path, routes, into) -> nextHop(path, true, into))),
            Map.entry("routeas", of(false, (path, routes, into) -> into.unsigned(KeyFormat.U32, routes.as()))),
            Map.entry("routesourceas", of(true, (path, routes, into) -> system(path.originAs(), path, routes, into))),
            Map.entry("routesourcepeeras", of(true, (path, routes, into) -> system(path.peerAs(), path, routes, into))),
            Map.entry("routeaspath", of(false, (path, routes, into) -> text(path.asPath(), into))),
            Map.entry("routepeeras", of(false, (path, routes, into) -> system(path.peerAs(), path, routes, into))),
            Map.entry(
                    "routedestinationas",
                    of(false, (path, routes, into) -> system(path.originAs(), path, routes, into))),
            Map.entry("routecommunities", of(false, (path, routes, into) -> text(path.communities(), into))),
            Map.entry(
                    "routelocalpref",
                    of(
                            false,
                            (path, routes, into) ->
                                    path.localPref() >= 0 && into.unsigned(KeyFormat.U32, path.localPref()))),
            Map.entry("routesourcebits", (sample, into) -> prefix(sample, true, false, into)),
            Map.entry("routedestinationbits", (sample, into) -> prefix(sample, false, false, into)),
            Map.entry("routesourceprefix", (sample, into) -> prefix(sample, true, true, into)),
            Map.entry("routedestinationprefix", (sample, into) -> prefix(sample, false, true, into)));

    private RouteReaders() {}

    private static AttributeReader of(boolean source, PathReader reader) {
        return (sample, into) -> {
            Routes routes = routes(sample);
            NextHops hops = source ? NextHops.NONE : sample.lookups().routes().hops();
            RoutedPath path = routes == null ? null : path(sample.layers(), routes, source, hops);
            return routes != null && path != null && reader.read(path, routes, into);
        };
    }

    private static @Nullable Routes routes(SampleContext sample) {
        DatagramHeader datagram = sample.datagram();
        return sample.lookups().routes().of(datagram.agentV6(), datagram.agentHigh(), datagram.agentLow());
    }

    private static @Nullable RoutedPath path(PacketLayers layers, Routes routes, boolean source, NextHops hops) {
        int v4 = layers.find(LayerType.IPV4, 0);
        int v6 = layers.find(LayerType.IPV6, 0);
        if (v4 >= 0 && (v6 < 0 || v4 < v6)) {
            long address = HeaderBytes.unsigned(layers, v4, source ? SOURCE4 : DESTINATION4, 4);
            return address < 0 ? null : path(layers, routes, hops, false, 0, address);
        }
        int at = source ? SOURCE6 : DESTINATION6;
        if (v6 < 0 || !HeaderBytes.has(layers, v6, at, 16)) {
            return null;
        }
        long high = HeaderBytes.eight(layers, v6, at);
        return path(layers, routes, hops, true, high, HeaderBytes.eight(layers, v6, at + 8));
    }

    /** Where next hops are known, the packet's destination on the link tells which of several routes it takes. */
    private static @Nullable RoutedPath path(
            PacketLayers layers, Routes routes, NextHops hops, boolean v6, long high, long low) {
        int link = hops.isEmpty() ? -1 : layers.find(LayerType.ETHERNET, 0);
        long mac = link < 0 ? -1 : HeaderBytes.unsigned(layers, link, 0, MAC);
        return mac < 0 ? routes.path(v6, high, low) : routes.path(v6, high, low, hops, mac);
    }

    private static boolean nextHop(RoutedPath path, boolean v6, KeyValue into) {
        IpAddress hop = path.nextHop();
        if (hop == null || hop.v6() != v6) {
            return false;
        }
        return v6 ? into.ipv6(hop.high(), hop.low()) : into.ipv4(hop.low());
    }

    /** A system of the path; the router's own when the path is empty. Absent: when a set ends it. */
    private static boolean system(long as, RoutedPath path, Routes routes, KeyValue into) {
        long system = path.peerAs() < 0 ? routes.as() : as;
        return system >= 0 && into.unsigned(KeyFormat.U32, system);
    }

    private static boolean text(byte[] text, KeyValue into) {
        into.startText().utf8(text);
        return text.length > 0 && into.endText();
    }

    /** The prefix of a packet's address, or only its length. */
    private static boolean prefix(SampleContext sample, boolean source, boolean whole, KeyValue into) {
        Routes routes = routes(sample);
        if (routes == null) {
            return false;
        }
        PacketLayers layers = sample.layers();
        int v4 = layers.find(LayerType.IPV4, 0);
        int v6 = layers.find(LayerType.IPV6, 0);
        long high = 0;
        long low;
        boolean isV6 = v4 < 0 || v6 >= 0 && v6 < v4;
        int at = isV6 ? source ? SOURCE6 : DESTINATION6 : source ? SOURCE4 : DESTINATION4;
        if (isV6) {
            if (v6 < 0 || !HeaderBytes.has(layers, v6, at, 16)) {
                return false;
            }
            high = HeaderBytes.eight(layers, v6, at);
            low = HeaderBytes.eight(layers, v6, at + 8);
        } else {
            low = HeaderBytes.unsigned(layers, v4, at, 4);
        }
        int length = low < 0 && !isV6 ? -1 : routes.prefixLength(isV6, high, low);
        if (length < 0) {
            return false;
        }
        if (!whole) {
            return into.unsigned(KeyFormat.U32, length);
        }
        TextBuffer out = into.startText();
        if (isV6) {
            out.ipv6(high & mask(length), low & mask(length - 64));
        } else {
            out.ipv4(low & mask(length + WIDTH4) & 0xFFFF_FFFFL);
        }
        out.ascii('/').decimal(Math.min(length, WIDTH6));
        return into.endText();
    }

    private static long mask(int ones) {
        return ones <= 0 ? 0 : ones >= 64 ? -1L : -1L << 64 - ones;
    }
}
