package weir.bgp.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.bgp.message.BgpMessage.Malformed;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.message.Update.Reached;
import weir.bgp.message.Update.Withdrawn;
import weir.bgp.route.Family;
import weir.bgp.route.NextHop;
import weir.bgp.wire.ByteReader;
import weir.net.IpAddress;

/**
 * Reads an UPDATE, and keeps to what RFC 7606 says of mistakes: the session ends only where it is not certain which
 * destinations are meant.
 *
 * <p>Thread: one; for one message.
 */
final class UpdateReader {

    static final int UPDATE_ERROR = 3;
    static final int MALFORMED_LIST = 1;
    private static final int OPTIONAL_ATTRIBUTE = 9;
    private static final int NETWORK_FIELD = 10;

    private final Agreement agreement;
    private final AttributesReader attributes;
    private final NlriReader destinations;
    private final List<AttributeError> errors = new ArrayList<>();
    private final List<Reached> reached = new ArrayList<>();
    private final List<Withdrawn> withdrawn = new ArrayList<>();

    UpdateReader(Agreement agreement) {
        this.agreement = agreement;
        attributes = new AttributesReader(agreement, errors);
        destinations = new NlriReader(agreement, errors);
    }

    BgpMessage read(ByteReader in) {
        ByteReader old = in.part(in.readShort());
        ByteReader list = in.part(in.readShort());
        if (in.overrun()) {
            return malformed(MALFORMED_LIST);
        }
        boolean bare = old.remaining() == 0 && list.remaining() == 0 && in.remaining() == 0;
        Withdrawn oldRoutes = new Withdrawn(Family.IPV4, destinations.routes(old, Family.IPV4), List.of());
        List<PathPrefix> newRoutes = destinations.routes(in, Family.IPV4);
        if (destinations.failed()) {
            return malformed(NETWORK_FIELD);
        }
        if (bare || !oldRoutes.isEmpty()) {
            withdrawn.add(oldRoutes);
        }
        if (!attributes.read(list)) {
            return malformed(attributes.fatal());
        }
        if (!multiprotocol()) {
            return malformed(OPTIONAL_ATTRIBUTE);
        }
        if (!newRoutes.isEmpty()) {
            announce(newRoutes);
        }
        return finish();
    }

    private static Malformed malformed(int subcode) {
        return new Malformed(Notification.of(UPDATE_ERROR, subcode));
    }

    private void announce(List<PathPrefix> routes) {
        IpAddress nextHop = attributes.nextHop();
        if (nextHop == null) {
            attributes.withdraw();
        }
        NextHop hop = nextHop == null ? NextHop.NONE : NextHop.of(nextHop);
        reached.add(new Reached(Family.IPV4, hop, routes, List.of()));
    }

    /** Reads destinations of other families. Answers false when they cannot be told apart. */
    private boolean multiprotocol() {
        ByteReader unreach = attributes.unreached();
        if (unreach != null) {
            int afi = unreach.readShort();
            int safi = unreach.readByte();
            if (unreach.overrun()) {
                return false;
            }
            Family.find(afi, safi)
                    .filter(agreement.families()::contains)
                    .ifPresent(family -> withdrawn.add(destinations.withdrawn(unreach, family)));
        }
        ByteReader reach = attributes.reached();
        return (reach == null || reach(reach)) && !destinations.failed();
    }

    private boolean reach(ByteReader in) {
        int afi = in.readShort();
        int safi = in.readByte();
        ByteReader hop = in.part(in.readByte());
        in.readByte();
        if (in.overrun()) {
            return false;
        }
        Family family =
                Family.find(afi, safi).filter(agreement.families()::contains).orElse(null);
        if (family == null) {
            return true;
        }
        NextHop nextHop = nextHop(hop, family);
        if (nextHop == null) {
            return false;
        }
        reached.add(destinations.reached(in, family, nextHop));
        return true;
    }

    /** A next hop, with the address on the link where there is one. Absent: null when it has no possible length. */
    private static @Nullable NextHop nextHop(ByteReader in, Family family) {
        return switch (in.remaining()) {
            case 0 -> family.flowSpec() ? NextHop.NONE : null;
            case 4 -> family == Family.IPV6 ? null : NextHop.of(in.readAddress(false));
            // IPv6 next hops of IPv4 routes would have to be agreed upon (RFC 8950).
            case 16 -> family == Family.IPV4 ? null : NextHop.of(in.readAddress(true));
            case 32 -> family == Family.IPV4 ? null : new NextHop(in.readAddress(true), in.readAddress(true));
            default -> null;
        };
    }

    private Update finish() {
        boolean announces = !reached.isEmpty();
        if (announces && !attributes.complete()) {
            attributes.withdraw();
        }
        if (attributes.withdraws()) {
            for (Reached each : reached) {
                withdrawn.add(new Withdrawn(each.family(), each.routes(), each.rules()));
            }
            return new Update(null, List.of(), withdrawn, errors);
        }
        return new Update(announces ? attributes.finish() : null, reached, withdrawn, errors);
    }
}
