package weir.relay;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A collector that gets datagrams, and what it got.
 *
 * <p>Thread: any.
 */
final class RelayTarget {

    private final InetSocketAddress address;
    private final AtomicLong samples = new AtomicLong();

    RelayTarget(InetSocketAddress address) {
        this.address = address;
    }

    InetSocketAddress address() {
        return address;
    }

    /** Counts samples that were sent on; of a forwarding nobody counts them. */
    void count(long sent) {
        samples.addAndGet(sent);
    }

    long samples() {
        return samples.get();
    }
}
