package weir.service;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.bgp.flowspec.ActionText;
import weir.bgp.flowspec.FlowRule;
import weir.bgp.flowspec.MatchText;
import weir.bgp.rib.RouteTable;
import weir.bgp.route.AsNumber;
import weir.bgp.session.AnnouncedRoute;
import weir.bgp.session.BgpSpeaker;
import weir.bgp.session.NeighborSettings;
import weir.bgp.session.NeighborStatus;
import weir.bgp.session.SpeakerListener;
import weir.lookup.Lookups;
import weir.lookup.Prefix;
import weir.lookup.Routes;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;

/**
 * BGP: neighbours, routes and rules announced to them, routes learned from them.
 *
 * <p>Without {@link #start} no session can be up, and everything answers so. Thread: any. Source: REST API reference, section
 * 9; script API reference, section 8.
 */
public final class BgpService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BgpService.class);

    private static final String EDGE = "EDGE";
    private static final String ALL = "ALL";
    private static final int MOST_NEIGHBORS = 1_000;
    private static final int MOST_SOURCES = 100_000;

    /** Keeps strangers who connect again and again from filling the log. */
    private static final int MOST_REFUSALS_TOLD = 100;

    private record Neighbor(RouteTable table, Consumer<String> opened, Consumer<String> closed) {}

    private record Binding(IpAddress router, IpAddress router6) {
        boolean isOne() {
            return router.equals(router6);
        }
    }

    private final Consumer<UnaryOperator<Lookups>> lookups;
    private final Map<IpAddress, Neighbor> neighbors = new ConcurrentHashMap<>();
    private final Map<String, Binding> sources = new HashMap<>();
    private volatile @Nullable BgpSpeaker speaker;

    /**
     * A service that does not listen.
     *
     * @param lookups changes the names that samples see
     */
    BgpService(Consumer<UnaryOperator<Lookups>> lookups) {
        this.lookups = lookups;
    }

    /**
     * Begins to listen.
     *
     * @throws java.io.UncheckedIOException the port cannot be bound
     */
    public void start(InetSocketAddress listen) {
        BgpSpeaker made = new BgpSpeaker(listen, new Events(), System::currentTimeMillis);
        made.start();
        speaker = made;
        LOG.info("Listening, BGP port {}", made.port());
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

    /**
     * Adds a neighbour or replaces what was said of it.
     *
     * @param router address or name of the neighbour
     * @param as our system, as it is told
     * @param id our identifier as text; empty for one of our making
     * @param opened is told the neighbour's address when a session comes up; must not wait
     * @param closed is told it when a session goes down; must not wait
     * @throws InvalidRequestException the name cannot be resolved, or something else is malformed
     */
    public void addNeighbor(
            String router,
            String as,
            Optional<String> id,
            BgpOptions options,
            Consumer<String> opened,
            Consumer<String> closed) {
        IpAddress address = resolve(router);
        int system = AsNumber.parse(as);
        int identifier = id.map(BgpService::identifier).orElseGet(BgpService::ownIdentifier);
        if (neighbors.size() >= MOST_NEIGHBORS && !neighbors.containsKey(address)) {
            throw new InvalidRequestException("there are " + MOST_NEIGHBORS + " neighbours already");
        }
        Neighbor neighbor = new Neighbor(new RouteTable(), opened, closed);
        neighbors.put(address, neighbor);
        bind();
        BgpSpeaker running = speaker;
        if (running != null) {
            running.addNeighbor(
                    new NeighborSettings(address, system, identifier, options.families(), false, options.dialPort()),
                    neighbor.table());
        }
    }

    private static IpAddress resolve(String router) {
        Optional<IpAddress> address = IpAddress.parse(router);
        if (address.isPresent()) {
            return address.get();
        }
        try {
            byte[] bytes = InetAddress.getByName(router).getAddress();
            return IpAddress.of(bytes, 0, bytes.length);
        } catch (UnknownHostException e) {
            throw new InvalidRequestException("router '" + router + "' is no address and no known name");
        }
    }

    /** The address of this host, or 0.0.0.1 when it has no IPv4 address. */
    private static int ownIdentifier() {
        try {
            byte[] bytes = InetAddress.getLocalHost().getAddress();
            return bytes.length == 4 ? (int) IpAddress.of(bytes, 0, 4).low() : 1;
        } catch (UnknownHostException e) {
            return 1;
        }
    }

    private static int identifier(String text) {
        return IpAddress.parse(text)
                .filter(address -> !address.v6() && address.low() != 0)
                .map(address -> (int) address.low())
                .orElseThrow(() -> new InvalidRequestException("id '" + text + "' is no IPv4 address"));
    }

    /**
     * Ends the session with a neighbour and forgets it.
     *
     * @throws NotFoundException it is no neighbour
     */
    public void removeNeighbor(String router) {
        IpAddress address = resolve(router);
        if (neighbors.remove(address) == null) {
            throw new NotFoundException("there is no neighbour " + router);
        }
        BgpSpeaker running = speaker;
        if (running != null) {
            running.removeNeighbor(address);
        }
        bind();
    }

    /**
     * Has the routes of a router tell what samples of an agent are bound for.
     *
     * @param agents an address; {@code EDGE} or {@code ALL} for agents that have no binding of their own
     * @param router6 router whose IPv6 routes count
     */
    public void addSource(String agents, String router, String router6) {
        Binding binding = new Binding(resolve(router), resolve(router6));
        synchronized (this) {
            if (sources.size() >= MOST_SOURCES) {
                throw new InvalidRequestException(MOST_SOURCES + " agents are bound already");
            }
            sources.put(source(agents), binding);
        }
        bind();
    }

    private static String source(String agents) {
        return agents.equals(EDGE) || agents.equals(ALL) ? ALL : resolve(agents).toString();
    }

    /** Has them tell it no more. */
    public void removeSource(String agents) {
        synchronized (this) {
            sources.remove(source(agents));
        }
        bind();
    }

    /** Puts the bindings in force. */
    private synchronized void bind() {
        Map<IpAddress, Routes> bound = new HashMap<>();
        Routes others = null;
        for (Map.Entry<String, Binding> source : sources.entrySet()) {
            Neighbor neighbor = neighbors.get(source.getValue().router());
            Neighbor neighbor6 = neighbors.get(source.getValue().router6());
            if (neighbor == null || neighbor6 == null) {
                continue;
            }
            Routes routes = source.getValue().isOne()
                    ? neighbor.table()
                    : new BgpSources.Both(neighbor.table(), neighbor6.table());
            if (source.getKey().equals(ALL)) {
                others = routes;
            } else {
                bound.put(IpAddress.parse(source.getKey()).orElseThrow(), routes);
            }
        }
        BgpSources next = new BgpSources(bound, others);
        lookups.accept(before -> before.withRoutes(next));
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
    public Optional<Map<String, Object>> prefixForAddress(String router, String address) {
        Optional<IpAddress> asked = IpAddress.parse(address);
        Optional<Neighbor> neighbor = IpAddress.parse(router).map(neighbors::get);
        if (asked.isEmpty() || neighbor.isEmpty()) {
            return Optional.empty();
        }
        return neighbor.get().table().find(asked.get()).map(BgpRoutes::members);
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
        if (running != null) {
            running.close();
        }
    }

    /** Word of sessions: to the log, and to whoever added the neighbour. */
    private final class Events implements SpeakerListener {
        private int refusalsTold;

        @Override
        public void established(IpAddress router) {
            LOG.info("BGP open {}", router);
            Neighbor neighbor = neighbors.get(router);
            BgpSpeaker running = speaker;
            if (neighbor != null && running != null) {
                running.status(router).ifPresent(status -> neighbor.table().setAs(Integer.toUnsignedLong(status.as())));
                neighbor.opened().accept(router.toString());
            }
        }

        @Override
        public void closed(IpAddress router, String reason) {
            LOG.info("BGP close {}: {}", router, reason);
            Neighbor neighbor = neighbors.get(router);
            if (neighbor != null) {
                neighbor.closed().accept(router.toString());
            }
        }

        @Override
        public void failed(IpAddress router, String reason) {
            LOG.debug("BGP {}: {}", router, reason);
        }

        @Override
        public void refused(IpAddress address) {
            if (refusalsTold < MOST_REFUSALS_TOLD) {
                refusalsTold++;
                LOG.warn("BGP connection from {} closed: no neighbour has this address", address);
            }
        }

        @Override
        public void fault(Throwable fault) {
            LOG.error("BGP", fault);
        }
    }
}
