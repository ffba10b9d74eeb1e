package weir.bench.control;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.message.Update;
import weir.bgp.route.Family;
import weir.bgp.session.BgpSpeaker;
import weir.bgp.session.NeighborSettings;
import weir.bgp.session.SpeakerListener;
import weir.bgp.session.UpdateSink;
import weir.net.IpAddress;

/** A router that notes when it was told of which prefix. Thread: any. */
final class Router implements AutoCloseable {

    static final String ADDRESS = "127.0.0.2";
    private static final IpAddress PRODUCT = IpAddress.parse("127.0.0.1").orElseThrow();
    private static final long PATIENCE = 20_000_000_000L;

    private final BgpSpeaker speaker =
            new BgpSpeaker(new InetSocketAddress(ADDRESS, 0), new Silence(), System::currentTimeMillis);
    private final Map<String, Long> told = new ConcurrentHashMap<>();
    private volatile @Nullable Thread waiting;

    void connect(int port) throws IOException {
        speaker.start();
        NeighborSettings settings =
                new NeighborSettings(PRODUCT, 65_000, 0x0A00_0002, Set.of(Family.values()), false, port);
        speaker.addNeighbor(settings, new UpdateSink() {
            @Override
            public @Nullable Notification update(Update update) {
                long now = System.nanoTime();
                update.reached()
                        .forEach(each -> each.routes()
                                .forEach(route -> told.putIfAbsent(
                                        route.prefix().address().toString(), now)));
                LockSupport.unpark(waiting);
                return null;
            }

            @Override
            public void clear() {
                // What was told stays noted.
            }
        });
        long end = System.nanoTime() + PATIENCE;
        while (speaker.status(PRODUCT).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException("no session with the product");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /**
     * When it was told of an address, as {@link System#nanoTime}; -1 when it was not by a time. Waits without looking again and
     * again, as what is measured runs on the same processors. Thread: one.
     */
    long seen(String address, long until) {
        waiting = Thread.currentThread();
        long seen = told.getOrDefault(address, -1L);
        while (seen < 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
            seen = told.getOrDefault(address, -1L);
        }
        return seen;
    }

    /** The same, when it must have been told. */
    long await(String address, long until) throws IOException {
        long seen = seen(address, until);
        if (seen < 0) {
            throw new IOException("no route to " + address);
        }
        return seen;
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
            throw new IllegalStateException(fault);
        }
    }
}
