package weir.bgp.message;

import java.util.Set;
import weir.bgp.route.Family;

/**
 * What both sides of a session can do. Thread: any; immutable.
 *
 * @param internal whether both belong to one system
 * @param fourByteAs whether paths have 32-bit numbers. Source: RFC 6793
 * @param families families that may be announced
 * @param pathIds families whose prefixes come with a path identifier. Source: RFC 7911
 */
public record Agreement(boolean internal, boolean fourByteAs, Set<Family> families, Set<Family> pathIds) {

    /** What holds before capabilities were exchanged. */
    public static final Agreement NONE = new Agreement(false, false, Set.of(Family.IPV4), Set.of());

    /** Copies the sets. */
    public Agreement {
        families = Set.copyOf(families);
        pathIds = Set.copyOf(pathIds);
    }

    /** What two sides agree on; what we receive with path identifiers depends on what they send. */
    public static Agreement of(BgpMessage.Open ours, BgpMessage.Open theirs) {
        Capabilities here = ours.capabilities();
        Capabilities there = theirs.capabilities();
        return new Agreement(
                here.systemOr(ours.as()) == there.systemOr(theirs.as()),
                here.hasFourByteAs() && there.hasFourByteAs(),
                Sets.both(here.families(), there.families()),
                Sets.both(here.receivesPathIds(), there.sendsPathIds()));
    }
}
