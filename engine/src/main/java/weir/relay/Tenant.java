package weir.relay;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.request.InvalidRequestException;

/**
 * A wish to have samples of one customer relayed: those of ports, addresses or MAC addresses that are theirs.
 *
 * <p>Thread: any; immutable. Source: REST {@code /tenant/json}.
 *
 * @param collectorAddress host that gets them, as given
 * @param collectorPort UDP port there
 * @param filters what is theirs, as given: {@code ifindex}, {@code ifname}, {@code cidr}, {@code mac}
 */
public record Tenant(String collectorAddress, int collectorPort, Map<String, List<String>> filters) {

    private static final List<String> KINDS = List.of("ifindex", "ifname", "cidr", "mac");
    private static final int MOST_ELEMENTS = 10_000;

    /** Keeps the map from changes. */
    public Tenant {
        filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
    }

    /**
     * Reads a definition; other kinds of filters are ignored.
     *
     * @param members parsed JSON
     * @throws InvalidRequestException a member is missing or wrong; the message names it
     */
    public static Tenant of(Map<String, ?> members) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        Object given = members.get("filters");
        if (given != null && !(given instanceof Map)) {
            throw new InvalidRequestException("filters must be an object");
        }
        int count = 0;
        for (String kind : KINDS) {
            Object elements = given instanceof Map<?, ?> map ? map.get(kind) : null;
            if (elements != null) {
                List<String> texts = RelayFields.texts(kind, elements);
                filters.put(kind, texts);
                count += texts.size();
            }
        }
        if (count > MOST_ELEMENTS) {
            throw new InvalidRequestException("filters: more than " + MOST_ELEMENTS + " elements");
        }
        Tenant tenant = new Tenant(
                RelayFields.host(members, "collectorAddress"), RelayFields.port(members, "collectorPort"), filters);
        TenantFilter.of(tenant);
        return tenant;
    }

    /**
     * Where that is.
     *
     * @throws InvalidRequestException the name is not known
     */
    public InetSocketAddress resolve() {
        return RelayFields.resolve("collectorAddress", collectorAddress, collectorPort);
    }
}
