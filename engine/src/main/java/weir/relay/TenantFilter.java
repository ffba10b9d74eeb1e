package weir.relay;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import weir.lookup.GroupSet;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

/**
 * What is a tenant's, ready to be asked: a sample is selected that has to do with any of it.
 *
 * <p>Thread: any; immutable.
 *
 * @param ports ifIndexes of agents, sorted
 * @param portNames names of interfaces of agents, whose ifIndexes telemetry tells
 * @param addresses prefixes of their addresses
 * @param macs their MAC addresses, sorted
 */
record TenantFilter(
        Map<IpAddress, long[]> ports, Map<IpAddress, Set<String>> portNames, GroupSet addresses, long[] macs) {

    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{12}");
    private static final long MOST_INDEX = 0xFFFF_FFFFL;

    /**
     * The filter of a tenant.
     *
     * @throws InvalidRequestException an element is malformed; the message names it
     */
    static TenantFilter of(Tenant tenant) {
        Map<IpAddress, long[]> ports = new HashMap<>();
        for (String text : elements(tenant, "ifindex")) {
            Port port = Port.parse("ifindex", text);
            ports.merge(port.agent, new long[] {index(text, port.rest)}, TenantFilter::merged);
        }
        Map<IpAddress, Set<String>> names = new HashMap<>();
        for (String text : elements(tenant, "ifname")) {
            Port port = Port.parse("ifname", text);
            names.computeIfAbsent(port.agent, agent -> new LinkedHashSet<>()).add(port.rest);
        }
        long[] macs = elements(tenant, "mac").stream()
                .mapToLong(TenantFilter::mac)
                .sorted()
                .toArray();
        return new TenantFilter(ports, names, GroupSet.of(Map.of("cidr", elements(tenant, "cidr"))), macs);
    }

    private static List<String> elements(Tenant tenant, String kind) {
        return tenant.filters().getOrDefault(kind, List.of());
    }

    /** A port as clients write it: {@code 10.0.0.1_2}. */
    private record Port(IpAddress agent, String rest) {
        static Port parse(String kind, String text) {
            int at = text.indexOf('_');
            IpAddress agent =
                    at < 0 ? null : IpAddress.parse(text.substring(0, at)).orElse(null);
            if (agent == null || at == text.length() - 1) {
                throw new InvalidRequestException(
                        kind + ": '" + text + "' is not an agent's address, _ and the " + kind);
            }
            return new Port(agent, text.substring(at + 1));
        }
    }

    private static long index(String text, String digits) {
        try {
            long index = Long.parseLong(digits);
            if (index >= 0 && index <= MOST_INDEX) {
                return index;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new InvalidRequestException("ifindex: '" + text + "' has no ifIndex behind the _");
    }

    private static long mac(String text) {
        if (!MAC.matcher(text).matches()) {
            throw new InvalidRequestException("mac: '" + text + "' does not have 12 hex digits");
        }
        return Long.parseLong(text, 16);
    }

    /** Two sorted arrays as one. */
    static long[] merged(long[] one, long[] other) {
        long[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return Arrays.stream(all).sorted().distinct().toArray();
    }

    static boolean contains(long[] sorted, long value) {
        return Arrays.binarySearch(sorted, value) >= 0;
    }
}
