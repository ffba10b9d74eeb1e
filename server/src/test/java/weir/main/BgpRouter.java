package weir.main;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.message.Update;
import weir.bgp.route.AsPath;
import weir.bgp.route.Communities;
import weir.bgp.route.Family;
import weir.bgp.route.NextHop;
import weir.bgp.route.PathAttributes;
import weir.bgp.session.AnnouncedRoute;
import weir.bgp.session.BgpSpeaker;
import weir.bgp.session.NeighborSettings;
import weir.bgp.session.SpeakerListener;
import weir.bgp.session.UpdateSink;
import weir.lookup.Prefix;
import weir.net.IpAddress;

/** A router on a loopback address that connects to a product of this host and remembers what it is told. */
final class BgpRouter implements AutoCloseable {

    private static final IpAddress PRODUCT = IpAddress.parse("127.0.0.1").orElseThrow();

    private final BgpSpeaker speaker;
    private final Map<String, String> learned = new ConcurrentHashMap<>();

    BgpRouter(String address) {
        speaker = new BgpSpeaker(new InetSocketAddress(address, 0), new Silence(), System::currentTimeMillis);
        speaker.start();
    }

    void connect(int port) {
        connect(port, Set.of(Family.values()));
    }

    void connect(int port, Set<Family> families) {
        connect(port, families, () -> {});
    }

    /** Does something again and again until the session is up. */
    void connect(int port, Set<Family> families, Runnable meanwhile) {
        NeighborSettings settings = new NeighborSettings(PRODUCT, 65_001, 0x0A00_0001, families, false, port);
        speaker.addNeighbor(settings, new UpdateSink() {
            @Override
            public @Nullable Notification update(Update update) {
                update.withdrawn().forEach(each -> {
                    each.routes().forEach(route -> learned.remove(route.prefix().toString()));
                    each.rules().forEach(rule -> learned.remove(rule.toString()));
                });
                update.reached().forEach(each -> {
                    String attributes = String.valueOf(update.attributes());
                    each.routes().forEach(route -> learned.put(route.prefix().toString(), attributes));
                    each.rules().forEach(rule -> learned.put(rule.toString(), attributes));
                });
                return null;
            }

            @Override
            public void clear() {
                learned.clear();
            }
        });
        await("the session is up", () -> {
            meanwhile.run();
            return speaker.status(PRODUCT).isPresent();
        });
    }

    /** Prefixes and rules that it was told, with their attributes. */
    Map<String, String> learned() {
        return learned;
    }

    void announce(String prefix, int... path) {
        Prefix parsed = Prefix.parse(prefix).orElseThrow();
        PathAttributes plain = PathAttributes.PLAIN;
        PathAttributes attributes = new PathAttributes(
                plain.origin(),
                AsPath.of(path),
                10,
                200,
                Communities.parse("65001:7"),
                plain.extended(),
                plain.large());
        IpAddress hop = IpAddress.parse(parsed.address().v6() ? "2001:db8::9" : "192.0.2.9")
                .orElseThrow();
        speaker.announce(PRODUCT, new AnnouncedRoute(parsed, NextHop.of(hop), attributes));
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + 120_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not so after two minutes: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        speaker.close();
    }

    private static final class Silence implements SpeakerListener {
        @Override
        public void established(IpAddress neighbor) {}

        @Override
        public void closed(IpAddress neighbor, String reason) {}

        @Override
        public void failed(IpAddress neighbor, String reason) {}

        @Override
        public void refused(IpAddress address) {}

        @Override
        public void fault(Throwable fault) {
            throw new AssertionError(fault);
        }
    }
}
