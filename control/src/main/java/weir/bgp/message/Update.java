package weir.bgp.message;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.route.Family;
import weir.bgp.route.NextHop;
import weir.bgp.route.PathAttributes;

/**
 * Routes and rules that come and go.
 *
 * <p>Thread: any; immutable. Source: RFC 4271, section 4.3; RFC 4760; RFC 7606.
 *
 * @param attributes what all that is announced has in common; null when nothing is announced
 * @param reached what is announced, by family
 * @param withdrawn what is withdrawn, also because its announcement could not be understood
 * @param errors what was wrong with the attributes and did not end the session
 */
public record Update(
        @Nullable PathAttributes attributes,
        List<Reached> reached,
        List<Withdrawn> withdrawn,
        List<AttributeError> errors)
        implements BgpMessage {

    /** Copies the lists. */
    public Update {
        reached = List.copyOf(reached);
        withdrawn = List.copyOf(withdrawn);
        errors = List.copyOf(errors);
    }

    /**
     * Destinations that are announced.
     *
     * @param nextHop where to send their packets
     * @param routes the prefixes of a family of routes
     * @param rules the rules of a family of rules
     */
    public record Reached(Family family, NextHop nextHop, List<PathPrefix> routes, List<FlowMatch> rules) {
        /** Copies the lists. */
        public Reached {
            routes = List.copyOf(routes);
            rules = List.copyOf(rules);
        }
    }

    /**
     * Destinations that are withdrawn; none of them is the end of a peer's first announcements.
     *
     * @param routes the prefixes of a family of routes
     * @param rules the rules of a family of rules
     */
    public record Withdrawn(Family family, List<PathPrefix> routes, List<FlowMatch> rules) {
        /** Copies the lists. */
        public Withdrawn {
            routes = List.copyOf(routes);
            rules = List.copyOf(rules);
        }

        boolean isEmpty() {
            return routes.isEmpty() && rules.isEmpty();
        }
    }

    /** The family whose first announcements end here. Absent: empty when this is no such mark. Source: RFC 4724, section 2. */
    public Optional<Family> endOfRoutes() {
        boolean alone = attributes == null && reached.isEmpty() && errors.isEmpty() && withdrawn.size() == 1;
        return alone && withdrawn.getFirst().isEmpty()
                ? Optional.of(withdrawn.getFirst().family())
                : Optional.empty();
    }
}
