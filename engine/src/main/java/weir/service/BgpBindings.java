package weir.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import weir.lookup.Lookups;
import weir.lookup.NextHops;
import weir.lookup.Routes;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

/**
 * Which router's routes tell what the samples of an agent are bound for.
 *
 * <p>An agent's own binding comes first, then that of {@code EDGE} for agents that nodes of the topology give the address or
 * the host name of, then that of {@code ALL}. Thread: any.
 */
final class BgpBindings {

    private static final String EDGE = "EDGE";
    private static final String ALL = "ALL";
    private static final int MOST = 100_000;

    private record Binding(IpAddress router, IpAddress router6) {}

    private final Consumer<UnaryOperator<Lookups>> lookups;
    private final Function<IpAddress, @Nullable Routes> tables;
    private final Supplier<Set<IpAddress>> nodes;
    private final Map<String, Binding> bindings = new HashMap<>();
    private NextHops hops = NextHops.NONE;
    private Set<IpAddress> edges = Set.of();

    /**
     * No bindings.
     *
     * @param lookups changes the names that samples see
     * @param tables the routes of a neighbour; null for others
     * @param nodes agents of the topology
     */
    BgpBindings(
            Consumer<UnaryOperator<Lookups>> lookups,
            Function<IpAddress, @Nullable Routes> tables,
            Supplier<Set<IpAddress>> nodes) {
        this.lookups = lookups;
        this.tables = tables;
        this.nodes = nodes;
    }

    synchronized void add(String agents, IpAddress router, IpAddress router6) {
        String key = key(agents);
        if (bindings.size() >= MOST && !bindings.containsKey(key)) {
            throw new InvalidRequestException(MOST + " agents are bound already");
        }
        bindings.put(key, new Binding(router, router6));
        apply();
    }

    synchronized void remove(String agents) {
        bindings.remove(key(agents));
        apply();
    }

    synchronized void setNextHops(NextHops next) {
        hops = next;
        apply();
    }

    private static String key(String agents) {
        return agents.equals(EDGE) || agents.equals(ALL)
                ? agents
                : BgpAddresses.resolve(agents).toString();
    }

    /** Puts the bindings in force, after neighbours or the topology have changed. */
    synchronized void apply() {
        Map<IpAddress, Routes> bound = new HashMap<>();
        Routes edge = routes(EDGE);
        edges = edge == null ? Set.of() : nodes.get();
        if (edge != null) {
            edges.forEach(agent -> bound.put(agent, edge));
        }
        for (String agent : bindings.keySet()) {
            Routes routes = routes(agent);
            if (routes != null) {
                IpAddress.parse(agent).ifPresent(address -> bound.put(address, routes));
            }
        }
        BgpSources next = new BgpSources(bound, routes(ALL), hops);
        lookups.accept(before -> before.withRoutes(next));
    }

    /** Agents say their host names when they like: puts the binding of {@code EDGE} in force for those that are known by now. */
    synchronized void follow() {
        if (routes(EDGE) != null && !nodes.get().equals(edges)) {
            apply();
        }
    }

    /** What a binding stands for. Absent: null when there is none, or a router of it is no neighbour. */
    private @Nullable Routes routes(String key) {
        Binding binding = bindings.get(key);
        Routes v4 = binding == null ? null : tables.apply(binding.router());
        Routes v6 = binding == null ? null : tables.apply(binding.router6());
        return v4 == null || v6 == null ? null : v4 == v6 ? v4 : new BgpSources.Both(v4, v6);
    }
}
