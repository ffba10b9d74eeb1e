package weir.service;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.bgp.flowspec.ActionText;
import weir.bgp.flowspec.FlowRule;
import weir.bgp.flowspec.MatchText;
import weir.bgp.rib.LearnedRoute;
import weir.bgp.rib.RouteTable;
import weir.bgp.route.AsNumber;
import weir.bgp.session.AnnouncedRoute;
import weir.bgp.session.BgpSpeaker;
import weir.bgp.session.NeighborSettings;
import weir.bgp.session.NeighborStatus;
import weir.lookup.Lookups;
import weir.lookup.NextHops;
import weir.lookup.Prefix;
import weir.lookup.Routes;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;
import weir.request.UnavailableException;

/**
 * BGP: neighbours, routes and rules announced to them, routes learned from them.
 *
 * <p>Without {@link #start} no session can be up, and everything answers so. Thread: any. Source: REST API reference, section
 * 9; script API reference, section 8.
 */
public final class BgpService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BgpService.class);

    private static final int MOST_NEIGHBORS = 1_000;

    /** How often agents are looked at whose host names may have come. */
    private static final int FOLLOW_SECONDS = 5;

    /**
     * A neighbour.
     *
     * @param table what was learned from it
     * @param opened is told its address when a session comes up
     * @param closed is told it when a session goes down
     */
    record Neighbor(RouteTable table, Consumer<String> opened, Consumer<String> closed) {}

    private final Map<IpAddress, Neighbor> neighbors = new ConcurrentHashMap<>();
    private final BgpBindings bindings;
    /** Held while a neighbour is changed here and at the speaker, so that both agree. */
    private final Object changing = new Object();

    private final ScheduledThreadPoolExecutor follower = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("weir-bgp-agents").daemon().factory());

    private volatile @Nullable Future<?> following;
    private volatile @Nullable BgpSpeaker speaker;

    /**
     * A service that does not listen.
     *
     * @param lookups changes the names that samples see
     * @param nodes agents of the topology
     */
    BgpService(Consumer<UnaryOperator<Lookups>> lookups, Supplier<Set<IpAddress>> nodes) {
        bindings = new BgpBindings(lookups, this::table, nodes);
    }

    private @Nullable Routes table(IpAddress router) {
        Neighbor neighbor = neighbors.get(router);
        return neighbor == null ? null : neighbor.table();
    }

    /** The topology is another one now. */
    void topologyChanged() {
        bindings.apply();
    }

    /**
     * Begins to listen.
     *
     * @throws java.io.UncheckedIOException the port cannot be bound
     */
    public void start(InetSocketAddress listen) {
        BgpSpeaker made = new BgpSpeaker(listen, new BgpNews(neighbors::get, () -> speaker), System::currentTimeMillis);
        made.start();
        speaker = made;
        following = follower.scheduleWithFixedDelay(this::follow, FOLLOW_SECONDS, FOLLOW_SECONDS, TimeUnit.SECONDS);
        LOG.info("Listening, BGP port {}", made.port());
    }

    private void follow() {
        try {
            bindings.follow();
        } catch (RuntimeException e) {
            // Else it would be the last time.
            LOG.warn("Agents whose names are known now were not bound", e);
        }
    }

    /** TCP port listened on, also when the system chose it. Absent: -1 when BGP is off. */
    public int port() {
        BgpSpeaker running = speaker;
        return running == null ? -1 : running.port();
    }

    /** Whether BGP is spoken. */
    public boolean isOn() {
        return speaker != null;
    }

    /** How to speak with a neighbour. */
    public record Peering(NeighborSettings settings) {}

    /**
     * Reads how to speak with a neighbour.
     *
     * @param router address or name of the neighbour
     * @param as our system, as it is told
     * @param id our identifier as text; empty for one of our making
     * @throws InvalidRequestException the name cannot be resolved, or something else is malformed
     */
    public Peering peering(String router, String as, Optional<String> id, BgpOptions options) {
        int identifier = id.map(BgpAddresses::identifier).orElseGet(BgpAddresses::ownIdentifier);
        return new Peering(new NeighborSettings(
                BgpAddresses.resolve(router),
                AsNumber.parse(as),
                identifier,
                options.families(),
                options.severalPaths(),
                options.dialPort()));
    }

    /**
     * Adds a neighbour or replaces what was said of it.
     *
     * @param opened is told the neighbour's address when a session comes up; must not wait
     * @param closed is told it when a session goes down; must not wait
     * @return forgets the neighbour, unless it was removed or replaced since; more than once does no harm
     * @throws InvalidRequestException there are too many
     */
    public Runnable addNeighbor(Peering peering, Consumer<String> opened, Consumer<String> closed) {
        IpAddress address = peering.settings().address();
        if (neighbors.size() >= MOST_NEIGHBORS && !neighbors.containsKey(address)) {
            throw new InvalidRequestException("there are " + MOST_NEIGHBORS + " neighbours already");
        }
        Neighbor neighbor = new Neighbor(new RouteTable(peering.settings().severalPaths()), opened, closed);
        synchronized (changing) {
            neighbors.put(address, neighbor);
            BgpSpeaker running = speaker;
            if (running != null) {
                running.addNeighbor(peering.settings(), neighbor.table());
            }
        }
        bindings.apply();
        return () -> {
            synchronized (changing) {
                if (neighbors.remove(address, neighbor)) {
                    forgetSoon(address);
                }
            }
            bindings.apply();
        };
    }

    private void forgetSoon(IpAddress address) {
        try {
            forget(address);
        } catch (UnavailableException e) {
            LOG.info("BGP {} is forgotten later: {}", address, e.getMessage());
        }
    }

    private void forget(IpAddress address) {
        BgpSpeaker running = speaker;
        if (running != null) {
            running.removeNeighbor(address);
        }
    }

    /**
     * Ends the session with a neighbour and forgets it.
     *
     * @throws NotFoundException it is no neighbour
     */
    public void removeNeighbor(String router) {
        IpAddress address = BgpAddresses.resolve(router);
        synchronized (changing) {
            if (neighbors.remove(address) == null) {
                throw new NotFoundException("there is no neighbour " + router);
            }
            forget(address);
        }
        bindings.apply();
    }

    /**
     * Has the routes of a router tell what samples of an agent are bound for.
     *
     * @param agents an address; {@code EDGE} for the agents of the topology, {@code ALL} for all that are bound to nothing else
     * @param router6 router whose IPv6 routes count
     */
    public void addSource(String agents, String router, String router6) {
        bindings.add(agents, BgpAddresses.resolve(router), BgpAddresses.resolve(router6));
    }

    /** Has them tell it no more. */
    public void removeSource(String agents) {
        bindings.remove(agents);
    }

    /**
     * Has the destination of packets on their link tell which of several routes they take, where a router announces several.
     *
     * @param hops MAC addresses by next hop
     * @throws InvalidRequestException one of them is malformed
     */
    public void setNextHops(Map<String, ?> hops) {
        bindings.setNextHops(BgpNextHops.read(hops));
    }

    /** Has it tell nothing any more: the best route counts. */
    public void clearNextHops() {
        bindings.setNextHops(NextHops.NONE);
    }

    /**
     * Announces a route. Answers false when the session is down, or prefix or next hop are missing.
     *
     * @param route {@code prefix}, {@code nexthop} and the rest, as REST has them
     * @throws InvalidRequestException a member is malformed
     */
    public boolean addRoute(String router, Map<String, ?> route) {
        BgpSpeaker running = speaker;
        Optional<IpAddress> address = IpAddress.parse(router);
        if (running == null || address.isEmpty() || !BgpRoutes.isComplete(route)) {
            return false;
        }
        return running.announce(address.get(), BgpRoutes.read(route));
    }

    /** Withdraws a route, if it is announced. Answers false when the session is down. */
    public boolean removeRoute(String router, String prefix) {
        Prefix parsed = BgpRoutes.prefix(prefix);
        return ask(router, (running, address) -> Optional.of(running.withdraw(address, parsed)))
                .orElse(false);
    }

    /** Prefixes announced to a router. Absent: empty when the session is down. */
    public Optional<List<String>> routes(String router) {
        return ask(router, BgpSpeaker::routes)
                .map(routes ->
                        routes.stream().map(route -> route.prefix().toString()).toList());
    }

    /** How many routes are announced to a router. Absent: -1 when the session is down. */
    public int routeCount(String router) {
        return ask(router, BgpSpeaker::routeCount).orElse(-1);
    }

    /** Attributes of an announced route. Absent: empty when it is not announced, or the session is down. */
    public Optional<Map<String, Object>> route(String router, String prefix) {
        Prefix parsed = BgpRoutes.prefix(prefix);
        Optional<AnnouncedRoute> route = ask(router, (running, address) -> running.route(address, parsed));
        return route.map(BgpRoutes::members);
    }

    /**
     * Announces a rule. Answers false when the session is down, or does not speak FlowSpec.
     *
     * @param match operands by component
     * @param then actions by name
     * @throws InvalidRequestException an operand or action is malformed
     */
    public boolean addRule(String router, Map<String, String> match, Map<String, String> then) {
        FlowRule rule = new FlowRule(MatchText.parse(match), ActionText.parse(then));
        return ask(router, (running, address) -> Optional.of(running.announce(address, rule)))
                .orElse(false);
    }

    /** Withdraws the rule of a match, if it is announced. Answers false when the session is down. */
    public boolean removeRule(String router, Map<String, String> match) {
        var parsed = MatchText.parse(match);
        return ask(router, (running, address) -> Optional.of(running.withdraw(address, parsed)))
                .orElse(false);
    }

    /** Rules announced to a router, each {@code match} and {@code then}. Absent: empty when the session is down. */
    public Optional<List<Map<String, Map<String, String>>>> rules(String router) {
        return ask(router, BgpSpeaker::rules).map(rules -> {
            List<Map<String, Map<String, String>>> listed = new ArrayList<>();
            for (FlowRule rule : rules) {
                Map<String, Map<String, String>> members = new LinkedHashMap<>();
                members.put("match", MatchText.of(rule.match()));
                members.put("then", ActionText.of(rule.actions()));
                listed.add(members);
            }
            return listed;
        });
    }

    /** How many rules are announced to a router. Absent: -1 when the session is down. */
    public int ruleCount(String router) {
        return ask(router, BgpSpeaker::ruleCount).orElse(-1);
    }

    /** The learned route that an address takes. Absent: empty when there is none, or the session is down. */
    Optional<LearnedRoute> learned(String router, IpAddress address) {
        return IpAddress.parse(router)
                .map(neighbors::get)
                .flatMap(known -> known.table().find(address));
    }

    /** The learned route of a prefix. Absent: empty when there is none, or the session is down. */
    Optional<LearnedRoute> learned(String router, Prefix prefix) {
        return IpAddress.parse(router)
                .map(neighbors::get)
                .flatMap(known -> known.table().find(prefix));
    }

    /**
     * The session with a router: state, its system and identifier, since when, and what was learned and announced. Absent:
     * empty when it is down.
     *
     * @param v6 whether IPv6 prefixes are counted
     */
    public Optional<Map<String, Object>> session(String router, boolean v6) {
        Optional<Neighbor> neighbor = IpAddress.parse(router).map(neighbors::get);
        Optional<NeighborStatus> status = ask(router, BgpSpeaker::status);
        if (status.isEmpty() || neighbor.isEmpty()) {
            return Optional.empty();
        }
        RouteTable table = neighbor.get().table();
        NeighborStatus up = status.get();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("state", "established");
        members.put("as", Integer.toUnsignedLong(up.as()));
        members.put("id", IpAddress.v4(up.id()).toString());
        members.put("startTime", up.since());
        members.put("nPrefixes", (long) table.count(v6));
        members.put("learnedPrefixesAdded", table.added());
        members.put("learnedPrefixesRemoved", table.removed());
        members.put("pushedPrefixesAdded", up.announced());
        members.put("pushedPrefixesRemoved", up.withdrawn());
        return Optional.of(members);
    }

    private interface Question<T> {
        Optional<T> ask(BgpSpeaker speaker, IpAddress neighbor);
    }

    private <T> Optional<T> ask(String router, Question<T> question) {
        BgpSpeaker running = speaker;
        Optional<IpAddress> address = IpAddress.parse(router);
        return running == null || address.isEmpty() ? Optional.empty() : question.ask(running, address.get());
    }

    /** Ends all sessions. */
    @Override
    public void close() {
        BgpSpeaker running = speaker;
        speaker = null;
        Future<?> task = following;
        if (task != null) {
            task.cancel(false);
        }
        follower.shutdownNow();
        if (running != null) {
            running.close();
        }
    }
}
