package weir.lookup;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that key functions can ask about names, in one version: a sample sees one version from beginning to end.
 *
 * <p>Thread: any; immutable. A change makes a new version with one of the {@code with…} methods; whoever owns the
 * current version publishes it.
 *
 * @param groups group sets by name
 * @param maps maps by name
 * @param addresses countries and autonomous systems
 * @param names reverse DNS
 * @param vendors vendors of MAC addresses
 * @param hosts hosts behind addresses
 * @param ports names of nodes, links and interfaces
 * @param routes routes of routers
 */
public record Lookups(
        Map<String, GroupSet> groups,
        Map<String, ValueMap> maps,
        AddressFacts addresses,
        ReverseNames names,
        OuiTable vendors,
        HostFacts hosts,
        PortFacts ports,
        RouteFacts routes) {

    /** Knows no names at all. */
    public static final Lookups NONE = new Lookups(
            Map.of(),
            Map.of(),
            AddressFacts.NONE,
            ReverseNames.NONE,
            OuiTable.EMPTY,
            HostFacts.NONE,
            PortFacts.NONE,
            RouteFacts.NONE);

    /** Copies the maps. */
    public Lookups {
        groups = Map.copyOf(groups);
        maps = Map.copyOf(maps);
    }

    /** The next version, with a group set added or replaced; removed when {@code set} is null. */
    public Lookups withGroups(String name, @Nullable GroupSet set) {
        return new Lookups(changed(groups, name, set), maps, addresses, names, vendors, hosts, ports, routes);
    }

    /** The next version, with a map added or replaced; removed when {@code map} is null. */
    public Lookups withMap(String name, @Nullable ValueMap map) {
        return new Lookups(groups, changed(maps, name, map), addresses, names, vendors, hosts, ports, routes);
    }

    /** The next version, with other address databases. */
    public Lookups withAddresses(AddressFacts next) {
        return new Lookups(groups, maps, next, names, vendors, hosts, ports, routes);
    }

    /** The next version, with another source of reverse names. */
    public Lookups withNames(ReverseNames next) {
        return new Lookups(groups, maps, addresses, next, vendors, hosts, ports, routes);
    }

    /** The next version, with another vendor table. */
    public Lookups withVendors(OuiTable next) {
        return new Lookups(groups, maps, addresses, names, next, hosts, ports, routes);
    }

    /** The next version, with other facts about hosts. */
    public Lookups withHosts(HostFacts next) {
        return new Lookups(groups, maps, addresses, names, vendors, next, ports, routes);
    }

    /** The next version, with other names of ports. */
    public Lookups withPorts(PortFacts next) {
        return new Lookups(groups, maps, addresses, names, vendors, hosts, next, routes);
    }

    /** The next version, with other routes. */
    public Lookups withRoutes(RouteFacts next) {
        return new Lookups(groups, maps, addresses, names, vendors, hosts, ports, next);
    }

    private static <T> Map<String, T> changed(Map<String, T> from, String name, @Nullable T value) {
        Map<String, T> next = new HashMap<>(from);
        if (value == null) {
            next.remove(name);
        } else {
            next.put(name, value);
        }
        return next;
    }
}
