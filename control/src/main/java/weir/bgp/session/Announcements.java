package weir.bgp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.flowspec.FlowRule;
import weir.bgp.message.UpdateEncoder;
import weir.bgp.route.Family;
import weir.bgp.route.LargeCommunities;
import weir.bgp.route.NextHop;
import weir.bgp.route.Origin;
import weir.bgp.route.PathAttributes;
import weir.lookup.Prefix;
import weir.request.InvalidRequestException;

/**
 * What is announced to a neighbour while its session is up, in the order of first announcement.
 *
 * <p>Bounds: {@value #MOST_ROUTES} routes, {@value #MOST_RULES} rules. Thread: the speaker's.
 */
final class Announcements {

    static final int MOST_ROUTES = 1_000_000;
    static final int MOST_RULES = 20_000;

    /** What rules say when users give no preference. */
    private static final long LOCAL_PREF = 100;

    private final Map<Prefix, AnnouncedRoute> routes = new LinkedHashMap<>();
    private final Map<FlowMatch, FlowRule> rules = new LinkedHashMap<>();
    private long added;
    private long removed;

    /** Takes all back without saying so: the session is over. */
    void clear() {
        routes.clear();
        rules.clear();
        added = 0;
        removed = 0;
    }

    void announce(AnnouncedRoute route, Session session) {
        if (routes.size() >= MOST_ROUTES && !routes.containsKey(route.prefix())) {
            throw new InvalidRequestException(MOST_ROUTES + " routes are announced already");
        }
        routes.put(route.prefix(), route);
        added++;
        send(route, session);
    }

    void withdraw(Prefix prefix, Session session) {
        if (routes.remove(prefix) != null) {
            removed++;
            Family family = Family.ofRoutes(prefix.address().v6());
            new UpdateEncoder(session.agreement())
                    .withdraw(family, List.of(prefix))
                    .forEach(session::send);
        }
    }

    void announce(FlowRule rule, Session session) {
        if (rules.size() >= MOST_RULES && !rules.containsKey(rule.match())) {
            throw new InvalidRequestException(MOST_RULES + " rules are announced already");
        }
        rules.put(rule.match(), rule);
        added++;
        send(rule, session);
    }

    void withdraw(FlowMatch match, Session session) {
        if (rules.remove(match) != null) {
            removed++;
            new UpdateEncoder(session.agreement())
                    .withdrawRules(Family.ofRules(match.v6()), List.of(match))
                    .forEach(session::send);
        }
    }

    /** Sends all of a family once more. */
    void repeat(Family family, Session session) {
        for (AnnouncedRoute route : routes.values()) {
            if (family == Family.ofRoutes(route.prefix().address().v6())) {
                send(route, session);
            }
        }
        for (FlowRule rule : rules.values()) {
            if (family == Family.ofRules(rule.match().v6())) {
                send(rule, session);
            }
        }
        session.send(new UpdateEncoder(session.agreement()).endOfRoutes(family));
    }

    private static void send(AnnouncedRoute route, Session session) {
        Family family = Family.ofRoutes(route.prefix().address().v6());
        new UpdateEncoder(session.agreement())
                .announce(family, route.nextHop(), seen(route.attributes(), session), List.of(route.prefix()))
                .forEach(session::send);
    }

    private static void send(FlowRule rule, Session session) {
        PathAttributes attributes = new PathAttributes(
                Origin.IGP,
                PathAttributes.PLAIN.asPath(),
                PathAttributes.ABSENT,
                LOCAL_PREF,
                rule.actions().communities(),
                rule.actions().extended(),
                LargeCommunities.NONE);
        NextHop nextHop = rule.actions().nextHop();
        new UpdateEncoder(session.agreement())
                .announceRules(
                        Family.ofRules(rule.match().v6()), nextHop, seen(attributes, session), List.of(rule.match()))
                .forEach(session::send);
    }

    /** Attributes as this neighbour is to see them. */
    private static PathAttributes seen(PathAttributes attributes, Session session) {
        return session.agreement().internal()
                ? attributes
                : attributes.withAsPath(
                        attributes.asPath().from(session.settings().localAs()));
    }

    List<AnnouncedRoute> routes() {
        return List.copyOf(routes.values());
    }

    int routeCount() {
        return routes.size();
    }

    Optional<AnnouncedRoute> route(Prefix prefix) {
        return Optional.ofNullable(routes.get(prefix));
    }

    List<FlowRule> rules() {
        return new ArrayList<>(rules.values());
    }

    int ruleCount() {
        return rules.size();
    }

    /** Announcements since the session came up. */
    long added() {
        return added;
    }

    /** Withdrawals since the session came up. */
    long removed() {
        return removed;
    }
}
