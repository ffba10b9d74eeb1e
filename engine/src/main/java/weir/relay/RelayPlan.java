package weir.relay;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import weir.net.IpAddress;

/**
 * What is to be relayed, in one version.
 *
 * <p>Thread: any; immutable, but for the counts of the targets. A change makes a new version; what did not change keeps its
 * target and with it its counts and sequence numbers.
 */
public final class RelayPlan {

    /** Nothing is relayed. */
    public static final RelayPlan NONE = new RelayPlan(new TreeMap<>(), new TreeMap<>());

    private record ForwardingEntry(Forwarding definition, Route route) {}

    private record TenantEntry(Tenant definition, TenantRoute route) {}

    /** A forwarding as shards use it; of the agents none stands for all. */
    record Route(IpAddress[] agents, RelayTarget target) {}

    /** A tenant as shards use it. */
    record TenantRoute(TenantFilter filter, RelayTarget target) {}

    private final SortedMap<String, ForwardingEntry> forwardings;
    private final SortedMap<String, TenantEntry> tenants;
    private final Route[] routes;
    private final TenantRoute[] tenantRoutes;

    private RelayPlan(SortedMap<String, ForwardingEntry> forwardings, SortedMap<String, TenantEntry> tenants) {
        this.forwardings = forwardings;
        this.tenants = tenants;
        List<Route> all = new ArrayList<>();
        forwardings.values().forEach(entry -> all.add(entry.route));
        routes = all.toArray(Route[]::new);
        List<TenantRoute> allTenants = new ArrayList<>();
        tenants.values().forEach(entry -> allTenants.add(entry.route));
        tenantRoutes = allTenants.toArray(TenantRoute[]::new);
    }

    /** The next version, with a forwarding added or replaced. */
    public RelayPlan withForwarding(String name, Forwarding definition, InetSocketAddress address) {
        IpAddress[] agents = definition.agents().stream().distinct().sorted().toArray(IpAddress[]::new);
        SortedMap<String, ForwardingEntry> next = new TreeMap<>(forwardings);
        next.put(name, new ForwardingEntry(definition, new Route(agents, new RelayTarget(address))));
        return new RelayPlan(next, tenants);
    }

    /** The next version, with a tenant added or replaced; one that is defined as before stays as it is. */
    public RelayPlan withTenant(String name, Tenant definition, InetSocketAddress address) {
        TenantEntry old = tenants.get(name);
        if (old != null
                && old.definition.equals(definition)
                && old.route.target.address().equals(address)) {
            return this;
        }
        SortedMap<String, TenantEntry> next = new TreeMap<>(tenants);
        TenantRoute route = new TenantRoute(TenantFilter.of(definition), new RelayTarget(address));
        next.put(name, new TenantEntry(definition, route));
        return new RelayPlan(forwardings, next);
    }

    /** The next version, without a forwarding. */
    public RelayPlan withoutForwarding(String name) {
        SortedMap<String, ForwardingEntry> next = new TreeMap<>(forwardings);
        next.remove(name);
        return new RelayPlan(next, tenants);
    }

    /** The next version, without a tenant. */
    public RelayPlan withoutTenant(String name) {
        SortedMap<String, TenantEntry> next = new TreeMap<>(tenants);
        next.remove(name);
        return new RelayPlan(forwardings, next);
    }

    /** Forwardings by name. */
    public SortedMap<String, Forwarding> forwardings() {
        SortedMap<String, Forwarding> all = new TreeMap<>(Comparator.naturalOrder());
        forwardings.forEach((name, entry) -> all.put(name, entry.definition));
        return all;
    }

    /** Tenants by name. */
    public SortedMap<String, Tenant> tenants() {
        SortedMap<String, Tenant> all = new TreeMap<>();
        tenants.forEach((name, entry) -> all.put(name, entry.definition));
        return all;
    }

    /** Names of tenants with the samples that were sent on to each. */
    public SortedMap<String, Long> tenantSamples() {
        SortedMap<String, Long> all = new TreeMap<>();
        tenants.forEach((name, entry) -> all.put(name, entry.route.target.samples()));
        return all;
    }

    Route[] routes() {
        return routes;
    }

    TenantRoute[] tenantRoutes() {
        return tenantRoutes;
    }
}
