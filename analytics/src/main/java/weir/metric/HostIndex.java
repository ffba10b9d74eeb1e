package weir.metric;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import weir.net.IpAddress;

/**
 * Which data source has which MAC address, at a moment.
 *
 * <p>Of several data sources that name one address the one that began to do so last has it; of those that began at one
 * time the first by agent and data source. So the index follows from what is published, whatever thread learned it when.
 *
 * <p>Thread: any; immutable. Source: sFlow Host Structures, struct host_adapters.
 */
public final class HostIndex {

    /**
     * A data source that has an address.
     *
     * @param agent its agent
     * @param dataSource the data source
     * @param ifIndex ifIndex of the adapter; 0 when unknown
     * @param since engine time in nanoseconds since when the data source names the address
     */
    public record Place(IpAddress agent, DataSourceId dataSource, long ifIndex, long since) {}

    private final Map<Long, Place> places;

    private HostIndex(Map<Long, Place> places) {
        this.places = places;
    }

    /** The index of what all agents publish now. */
    public static HostIndex of(AgentDirectory directory) {
        Map<Long, Place> places = new HashMap<>();
        for (Agent agent : directory.agents()) {
            for (DataSource source : agent.dataSources().values()) {
                Adapters adapters = source.adapters();
                for (int i = 0; i < adapters.size(); i++) {
                    Place place = new Place(agent.address(), source.id(), adapters.ifIndex(i), adapters.since(i));
                    places.merge(
                            adapters.mac(i), place, (known, other) -> other.since() > known.since() ? other : known);
                }
            }
        }
        return new HostIndex(places);
    }

    /** The data source with a MAC address, given in the lower 48 bits. Absent: empty. */
    public Optional<Place> find(long mac) {
        return Optional.ofNullable(places.get(mac));
    }

    /** Number of addresses. */
    public int size() {
        return places.size();
    }
}
