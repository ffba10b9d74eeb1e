package weir.bgp.session;

import java.util.Optional;
import java.util.Set;
import weir.bgp.message.BgpMessage;
import weir.bgp.message.Capabilities;
import weir.bgp.route.Family;
import weir.net.IpAddress;

/**
 * How to speak with a neighbour. Thread: any; immutable.
 *
 * @param address the neighbour's address
 * @param localAs our system, as this neighbour is told
 * @param id our identifier, an IPv4 address
 * @param families families we speak
 * @param severalPaths whether several routes to a prefix are taken
 * @param dialPort port of the neighbour when we connect; 0 when we wait for it to do so
 */
public record NeighborSettings(
        IpAddress address, int localAs, int id, Set<Family> families, boolean severalPaths, int dialPort) {

    /** Silence, in seconds, after which we take a session for dead; the neighbour may want less. */
    static final int HOLD_SECONDS = 90;

    private static final int VERSION = 4;

    /** Copies the families. */
    public NeighborSettings {
        families = Set.copyOf(families);
    }

    boolean dials() {
        return dialPort > 0;
    }

    /** The first message to the neighbour. */
    BgpMessage.Open open() {
        Set<Family> pathIds = Set.of();
        if (severalPaths) {
            pathIds = families.contains(Family.IPV6) ? Set.of(Family.IPV4, Family.IPV6) : Set.of(Family.IPV4);
        }
        Capabilities capabilities = new Capabilities(families, true, Optional.of(localAs), pathIds, Set.of());
        return new BgpMessage.Open(VERSION, localAs, HOLD_SECONDS, id, capabilities);
    }
}
