package weir.bgp.session;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.message.Update;
import weir.bgp.rib.RouteTable;
import weir.bgp.route.Communities;
import weir.bgp.route.Family;
import weir.bgp.route.NextHop;
import weir.bgp.route.PathAttributes;
import weir.lookup.Prefix;
import weir.net.IpAddress;

/** A speaker on a loopback address with what it was told. */
public final class Peers implements SpeakerListener, AutoCloseable {

    /** Families that everybody speaks. */
    public static final Set<Family> ALL = Set.of(Family.values());

    private final String address;
    private final BgpSpeaker speaker;

    /** Ups and downs, in order. */
    public final List<String> told = new CopyOnWriteArrayList<>();

    /** Prefixes and rules learned, by neighbour. */
    public final Map<IpAddress, Set<String>> learned = new ConcurrentHashMap<>();

    /** How often a session came up. */
    public final AtomicInteger ups = new AtomicInteger();

    /** A running speaker. */
    public Peers(String address, int port) {
        this.address = address;
        speaker = new BgpSpeaker(new InetSocketAddress(address, port), this, System::currentTimeMillis);
        speaker.start();
    }

    /** The speaker. */
    public BgpSpeaker speaker() {
        return speaker;
    }

    /** Adds a neighbour; a port of 0 waits for it. */
    public void neighbor(String router, int localAs, int dialPort) {
        IpAddress from = ip(router);
        int id = (int) ip(address).low();
        speaker.addNeighbor(new NeighborSettings(from, localAs, id, ALL, false, dialPort), new UpdateSink() {
            @Override
            public @Nullable Notification update(Update update) {
                Set<String> known = of(router);
                update.withdrawn().forEach(each -> {
                    each.routes().forEach(route -> known.remove(route.prefix().toString()));
                    each.rules().forEach(rule -> known.remove(rule.toString()));
                });
                update.reached().forEach(each -> {
                    each.routes().forEach(route -> known.add(route.prefix().toString()));
                    each.rules().forEach(rule -> known.add(rule.toString()));
                });
                return null;
            }

            @Override
            public void clear() {
                of(router).clear();
            }
        });
    }

    /** Adds a neighbour that may send several routes to a prefix, and answers where they are; a port of 0 waits for it. */
    RouteTable routesOf(String router, int localAs, int dialPort) {
        RouteTable table = new RouteTable(true);
        int id = (int) ip(address).low();
        speaker.addNeighbor(new NeighborSettings(ip(router), localAs, id, ALL, true, dialPort), table);
        return table;
    }

    /** What was learned from a neighbour. */
    public Set<String> of(String router) {
        return learned.computeIfAbsent(ip(router), any -> new ConcurrentSkipListSet<>());
    }

    /** A blackhole route. */
    public static AnnouncedRoute blackhole(String prefix) {
        Prefix parsed = Prefix.parse(prefix).orElseThrow();
        PathAttributes attributes = new PathAttributes(
                PathAttributes.PLAIN.origin(),
                PathAttributes.PLAIN.asPath(),
                PathAttributes.ABSENT,
                100,
                Communities.of(Communities.BLACKHOLE),
                PathAttributes.PLAIN.extended(),
                PathAttributes.PLAIN.large());
        String hop = parsed.address().v6() ? "100::1" : "192.0.2.1";
        return new AnnouncedRoute(parsed, NextHop.of(ip(hop)), attributes);
    }

    /** An address. */
    public static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /** Waits until something is so. */
    public static void await(String what, BooleanSupplier condition) {
        await(what, 120, condition);
    }

    /** Waits so many seconds at most until something is so. */
    static void await(String what, int seconds, BooleanSupplier condition) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not so after " + seconds + " s: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void established(IpAddress neighbor) {
        ups.incrementAndGet();
        told.add("up " + neighbor);
    }

    @Override
    public void closed(IpAddress neighbor, String reason) {
        told.add("down " + neighbor + ": " + reason);
    }

    @Override
    public void failed(IpAddress neighbor, String reason) {
        told.add("failed " + neighbor + ": " + reason);
    }

    @Override
    public void refused(IpAddress from) {
        told.add("refused " + from);
    }

    @Override
    public void fault(Throwable fault) {
        fault.printStackTrace();
        told.add("fault " + fault);
    }

    @Override
    public void close() {
        speaker.close();
    }
}
