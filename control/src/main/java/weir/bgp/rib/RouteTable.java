package weir.bgp.rib;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.message.PathPrefix;
import weir.bgp.message.Update;
import weir.bgp.route.NextHop;
import weir.bgp.route.PathAttributes;
import weir.bgp.session.UpdateSink;
import weir.lookup.NextHops;
import weir.lookup.Prefix;
import weir.lookup.RoutedPath;
import weir.lookup.Routes;
import weir.net.IpAddress;

/**
 * The routes that one neighbour has announced.
 *
 * <p>Next hop and attributes are kept once for all prefixes that share them, counted, and numbered; the number of one that
 * nobody uses any more goes to another. A reader who found a number looks a second time whether the prefix still has it, so
 * that it never takes one for the other. Where several routes to a prefix are taken, the best counts as its route, and what
 * the prefix has in all gets a number in the same way, shared by all prefixes that have the same.
 *
 * <p>Bounds: {@value #MOST_PREFIXES} prefixes and {@value #MOST_PATHS} sets of attributes; then the session ends. Thread: the
 * speaker's writes; any may ask.
 */
public final class RouteTable implements UpdateSink, Routes {

    static final int MOST_PREFIXES = 4_000_000;
    static final int MOST_PATHS = 1_000_000;

    private static final int HALF = 32;

    /** What makes two routes the same. */
    private record Shared(NextHop nextHop, PathAttributes attributes) {}

    private final PrefixTable v4 = new PrefixTable();
    private final PrefixTable v6 = new PrefixTable();
    private final Map<Shared, Integer> numbers = new HashMap<>();
    private final @Nullable SeveralPaths several;
    private final Map<Alternatives, Integer> sets = new HashMap<>();
    private volatile @Nullable Alternatives[] alternatives = new @Nullable Alternatives[0];
    private volatile @Nullable Route[] routes = new @Nullable Route[64];
    private int[] users = new int[64];
    private int[] free = new int[64];
    private int freeCount;
    private int highest;
    private volatile long as;
    private volatile long added;
    private volatile long removed;

    /** No routes, and one for a prefix. */
    public RouteTable() {
        this(false);
    }

    /**
     * No routes.
     *
     * @param severalPaths whether there may be several for a prefix
     */
    public RouteTable(boolean severalPaths) {
        several = severalPaths ? new SeveralPaths() : null;
    }

    /** The neighbour's system, known when its session is up. */
    public void setAs(long system) {
        as = system;
    }

    @Override
    public long as() {
        return as;
    }

    /** Prefixes. */
    public int count() {
        return v4.count() + v6.count();
    }

    /** Prefixes of one family. */
    public int count(boolean ofV6) {
        return ofV6 ? v6.count() : v4.count();
    }

    /** Sets of attributes, with their next hops. Thread: the speaker's, or any while it does nothing. */
    public int paths() {
        return numbers.size();
    }

    /** Prefixes learned since the session came up. */
    public long added() {
        return added;
    }

    /** Prefixes withdrawn since the session came up. */
    public long removed() {
        return removed;
    }

    @Override
    public @Nullable Notification update(Update update) {
        for (Update.Withdrawn withdrawn : update.withdrawn()) {
            for (PathPrefix route : withdrawn.routes()) {
                withdraw(route);
            }
        }
        PathAttributes attributes = update.attributes();
        for (Update.Reached reached : update.reached()) {
            if (attributes != null && !reached.routes().isEmpty()) {
                int number = number(new Shared(reached.nextHop(), attributes));
                users[number]++;
                for (PathPrefix route : reached.routes()) {
                    announce(route, number);
                }
                release(number);
            }
        }
        boolean tooMany = several != null && (several.isExceeded() || several.count() > MOST_PREFIXES);
        return tooMany || count() > MOST_PREFIXES || numbers.size() + sets.size() > MOST_PATHS
                ? Notification.of(6, 1)
                : null;
    }

    private void announce(PathPrefix route, int number) {
        SeveralPaths paths = several;
        if (paths == null) {
            put(route.prefix(), number);
            return;
        }
        users[number]++;
        int before = paths.put(route.prefix(), route.pathId(), number);
        choose(route.prefix(), paths);
        if (before > 0) {
            release(before);
        }
    }

    private void withdraw(PathPrefix route) {
        SeveralPaths paths = several;
        if (paths == null) {
            remove(route.prefix());
            return;
        }
        int before = paths.remove(route.prefix(), route.pathId());
        if (before > 0) {
            choose(route.prefix(), paths);
            release(before);
        }
    }

    /** Gives a prefix the number of its only route, or that of all that it has. */
    private void choose(Prefix prefix, SeveralPaths paths) {
        int[] known = paths.numbers(prefix);
        if (known.length == 0) {
            remove(prefix);
        } else if (known.length == 1) {
            put(prefix, known[0]);
        } else {
            Alternatives set = Alternatives.of(known, this::known);
            put(prefix, set.size() == 1 ? set.bestNumber() : number(set));
        }
    }

    private Route known(int number) {
        Route route = routes[number];
        if (route == null) {
            throw new IllegalStateException("a number in use has its route");
        }
        return route;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void put(Prefix prefix, int number) {
        users[number]++;
        int before = table(prefix).put(high(prefix.address()), low(prefix.address()), prefix.length(), number);
        if (before > 0) {
            release(before);
        } else {
            added++;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void remove(Prefix prefix) {
        int before = table(prefix).remove(high(prefix.address()), low(prefix.address()), prefix.length());
        if (before > 0) {
            release(before);
            removed++;
        }
    }

    private PrefixTable table(Prefix prefix) {
        return prefix.address().v6() ? v6 : v4;
    }

    private static long high(IpAddress address) {
        return address.v6() ? address.high() : address.low() << HALF;
    }

    private static long low(IpAddress address) {
        return address.v6() ? address.low() : 0;
    }

    private int number(Shared shared) {
        Integer known = numbers.get(shared);
        if (known != null) {
            return known;
        }
        int number = number(Route.of(shared.nextHop(), shared.attributes()));
        numbers.put(shared, number);
        return number;
    }

    private int number(Alternatives set) {
        Integer known = sets.get(set);
        if (known != null) {
            return known;
        }
        int number = number(set.best());
        @Nullable Alternatives[] all = alternatives;
        if (number >= all.length) {
            all = Arrays.copyOf(all, routes.length);
        }
        all[number] = set;
        alternatives = all;
        sets.put(set, number);
        return number;
    }

    /** A number that nobody has, for a route. */
    private int number(Route route) {
        int number = freeCount > 0 ? free[--freeCount] : ++highest;
        @Nullable Route[] all = routes;
        if (number >= all.length) {
            all = Arrays.copyOf(all, 2 * all.length);
            users = Arrays.copyOf(users, all.length);
            free = Arrays.copyOf(free, all.length);
        }
        all[number] = route;
        routes = all;
        return number;
    }

    private void release(int number) {
        if (--users[number] == 0) {
            Route route = routes[number];
            Alternatives set = alternatives(number);
            if (set != null) {
                sets.remove(set);
                alternatives[number] = null;
            } else if (route != null) {
                numbers.remove(new Shared(route.nextHop(), route.attributes()));
            }
            free[freeCount++] = number;
        }
    }

    @Override
    public void clear() {
        v4.clear();
        v6.clear();
        if (several != null) {
            several.clear();
        }
        sets.clear();
        alternatives = new @Nullable Alternatives[0];
        numbers.clear();
        routes = new @Nullable Route[64];
        users = new int[64];
        free = new int[64];
        freeCount = 0;
        highest = 0;
        added = 0;
        removed = 0;
    }

    /** The route to an address. Absent: null when no prefix matches. */
    @Nullable
    Route find(boolean ofV6, long high, long low) {
        PrefixTable table = ofV6 ? v6 : v4;
        long upper = ofV6 ? high : low << HALF;
        long lower = ofV6 ? low : 0;
        long found = table.find(upper, lower);
        while (found >= 0) {
            Route route = numbered((int) found);
            VarHandle.loadLoadFence();
            long again = table.find(upper, lower);
            if (again == found && route != null) {
                return route;
            }
            found = again;
        }
        return null;
    }

    private @Nullable Route numbered(int number) {
        @Nullable Route[] all = routes;
        return number < all.length ? all[number] : null;
    }

    private @Nullable Alternatives alternatives(int number) {
        @Nullable Alternatives[] all = alternatives;
        return number < all.length ? all[number] : null;
    }

    /** The route of a prefix. Absent: empty when it is not announced, whatever covers it. */
    public Optional<LearnedRoute> find(Prefix prefix) {
        PrefixTable table = table(prefix);
        long upper = high(prefix.address());
        long lower = low(prefix.address());
        int number = table.get(upper, lower, prefix.length());
        while (number > 0) {
            Route route = numbered(number);
            VarHandle.loadLoadFence();
            int again = table.get(upper, lower, prefix.length());
            if (again == number && route != null) {
                return Optional.of(new LearnedRoute(prefix, route));
            }
            number = again;
        }
        return Optional.empty();
    }

    @Override
    public @Nullable RoutedPath path(boolean ofV6, long high, long low) {
        Route route = find(ofV6, high, low);
        return route == null ? null : route.facts();
    }

    @Override
    public @Nullable RoutedPath path(boolean ofV6, long high, long low, NextHops hops, long mac) {
        PrefixTable table = ofV6 ? v6 : v4;
        long upper = ofV6 ? high : low << HALF;
        long lower = ofV6 ? low : 0;
        long found = table.find(upper, lower);
        while (found >= 0) {
            Route route = numbered((int) found);
            Alternatives set = alternatives((int) found);
            VarHandle.loadLoadFence();
            long again = table.find(upper, lower);
            if (again == found && route != null) {
                return set == null ? route.facts() : set.via(hops, mac);
            }
            found = again;
        }
        return null;
    }

    @Override
    public int prefixLength(boolean ofV6, long high, long low) {
        long found = ofV6 ? v6.find(high, low) : v4.find(low << HALF, 0);
        return found < 0 ? -1 : (int) (found >>> HALF);
    }

    /** The route to an address with its prefix. Absent: empty when no prefix matches. */
    public Optional<LearnedRoute> find(IpAddress address) {
        int length = prefixLength(address.v6(), address.high(), address.low());
        Route route = length < 0 ? null : find(address.v6(), address.high(), address.low());
        return route == null ? Optional.empty() : Optional.of(new LearnedRoute(new Prefix(address, length), route));
    }
}
