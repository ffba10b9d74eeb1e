package weir.bgp.route;

import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;

/**
 * Where to send packets of a route. Thread: any; immutable. Source: RFC 4271, 5.1.3; RFC 2545, section 3.
 *
 * @param address the address; null for FlowSpec rules, which need none
 * @param linkLocal the same neighbour's address on the link, IPv6 only; null when not said
 */
public record NextHop(@Nullable IpAddress address, @Nullable IpAddress linkLocal) {

    /** No next hop. */
    public static final NextHop NONE = new NextHop(null, null);

    /** A next hop with one address. */
    public static NextHop of(IpAddress address) {
        return new NextHop(address, null);
    }
}
