package weir.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.lookup.NextHops;
import weir.lookup.RouteFacts;
import weir.lookup.RoutedPath;
import weir.lookup.Routes;
import weir.net.IpAddress;

/**
 * Agents and the routes they are bound to, by address in a table that is never changed. Thread: any.
 */
final class BgpSources implements RouteFacts {

    private final @Nullable IpAddress[] agents;
    private final @Nullable Routes[] routes;
    private final @Nullable Routes others;
    private final NextHops hops;

    /**
     * A table of all bindings.
     *
     * @param others what agents are bound to that are not named; null for nothing
     * @param hops MAC addresses of next hops
     */
    BgpSources(Map<IpAddress, Routes> bindings, @Nullable Routes others, NextHops hops) {
        int capacity = Integer.highestOneBit(Math.max(1, bindings.size())) * 4;
        agents = new @Nullable IpAddress[capacity];
        routes = new @Nullable Routes[capacity];
        this.others = others;
        this.hops = hops;
        bindings.forEach((agent, bound) -> {
            int slot = hash(agent.high(), agent.low()) & capacity - 1;
            while (agents[slot] != null) {
                slot = slot + 1 & capacity - 1;
            }
            agents[slot] = agent;
            routes[slot] = bound;
        });
    }

    @Override
    public @Nullable Routes of(boolean v6, long high, long low) {
        int mask = agents.length - 1;
        int slot = hash(high, low) & mask;
        for (IpAddress agent = agents[slot]; agent != null; agent = agents[slot]) {
            if (agent.low() == low && agent.high() == high && agent.v6() == v6) {
                return routes[slot];
            }
            slot = slot + 1 & mask;
        }
        return others;
    }

    @Override
    public NextHops hops() {
        return hops;
    }

    private static int hash(long high, long low) {
        return (int) ((high ^ low * 0xC2B2AE3D27D4EB4FL) * 0x9E3779B97F4A7C15L >>> 32);
    }

    /** Routes of one router for IPv4 and of another for IPv6. */
    record Both(Routes v4, Routes v6) implements Routes {
        @Override
        public long as() {
            return v4.as();
        }

        @Override
        public @Nullable RoutedPath path(boolean ofV6, long high, long low) {
            return (ofV6 ? v6 : v4).path(ofV6, high, low);
        }

        @Override
        public @Nullable RoutedPath path(boolean ofV6, long high, long low, NextHops hops, long mac) {
            return (ofV6 ? v6 : v4).path(ofV6, high, low, hops, mac);
        }

        @Override
        public int prefixLength(boolean ofV6, long high, long low) {
            return (ofV6 ? v6 : v4).prefixLength(ofV6, high, low);
        }
    }
}
