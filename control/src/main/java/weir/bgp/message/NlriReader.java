package weir.bgp.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.message.Update.Reached;
import weir.bgp.message.Update.Withdrawn;
import weir.bgp.route.Family;
import weir.bgp.route.NextHop;
import weir.bgp.wire.ByteReader;
import weir.lookup.Prefix;
import weir.net.IpAddress;

/** Reads lists of destinations. Thread: one; for one message. Source: RFC 4271, 4.3; RFC 7911, 3; RFC 8955, 4.1. */
final class NlriReader {

    private static final int LONG_RULE = 0xF0;

    private final Agreement agreement;
    private final List<AttributeError> errors;
    private boolean failed;

    NlriReader(Agreement agreement, List<AttributeError> errors) {
        this.agreement = agreement;
        this.errors = errors;
    }

    /** Whether some list could not be taken apart. */
    boolean failed() {
        return failed;
    }

    Reached reached(ByteReader in, Family family, NextHop nextHop) {
        return family.flowSpec()
                ? new Reached(family, nextHop, List.of(), rules(in, family.v6()))
                : new Reached(family, nextHop, routes(in, family), List.of());
    }

    Withdrawn withdrawn(ByteReader in, Family family) {
        return family.flowSpec()
                ? new Withdrawn(family, List.of(), rules(in, family.v6()))
                : new Withdrawn(family, routes(in, family), List.of());
    }

    List<PathPrefix> routes(ByteReader in, Family family) {
        boolean withIds = agreement.pathIds().contains(family);
        int width = family.v6() ? 128 : 32;
        List<PathPrefix> routes = new ArrayList<>();
        while (in.remaining() > 0) {
            int pathId = withIds ? in.readInt() : 0;
            int length = in.readByte();
            if (length > width) {
                failed = true;
                return List.of();
            }
            IpAddress address = address(in, family.v6(), (length + 7) / 8);
            if (in.overrun()) {
                failed = true;
                return List.of();
            }
            routes.add(new PathPrefix(new Prefix(address, length), pathId));
        }
        return routes;
    }

    private static IpAddress address(ByteReader in, boolean v6, int bytes) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < bytes; i++) {
            long octet = in.readByte();
            if (!v6) {
                low |= octet << 24 - 8 * i;
            } else if (i < 8) {
                high |= octet << 56 - 8 * i;
            } else {
                low |= octet << 120 - 8 * i;
            }
        }
        return v6 ? IpAddress.v6(high, low) : IpAddress.v4((int) low);
    }

    private List<FlowMatch> rules(ByteReader in, boolean v6) {
        List<FlowMatch> rules = new ArrayList<>();
        while (in.remaining() > 0) {
            int length = in.readByte();
            if (length >= LONG_RULE) {
                length = (length & 0xF) << 8 | in.readByte();
            }
            ByteReader rule = in.part(length);
            if (in.overrun()) {
                failed = true;
                return List.of();
            }
            Optional<FlowMatch> match = FlowMatch.read(rule, v6);
            if (match.isPresent()) {
                rules.add(match.get());
            } else {
                errors.add(AttributeError.RULE_DISCARDED);
            }
        }
        return rules;
    }
}
