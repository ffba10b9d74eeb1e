package weir.lookup;

import java.util.Map;
import weir.net.IpAddress;

/**
 * MAC addresses of next hops: they tell which of several routes a packet has taken. Thread: any; immutable, asking allocates
 * nothing.
 */
public final class NextHops {

    /** Knows none. */
    public static final NextHops NONE = new NextHops(Map.of());

    private final Map<IpAddress, Long> macs;

    private NextHops(Map<IpAddress, Long> macs) {
        this.macs = Map.copyOf(macs);
    }

    /** MAC addresses, 48 bits each, by the address of a next hop. */
    public static NextHops of(Map<IpAddress, Long> macs) {
        return macs.isEmpty() ? NONE : new NextHops(macs);
    }

    /** Whether none is known. */
    public boolean isEmpty() {
        return macs.isEmpty();
    }

    /** Whether a next hop is known to have a MAC address. */
    public boolean has(IpAddress hop, long mac) {
        Long known = macs.get(hop);
        return known != null && known == mac;
    }
}
