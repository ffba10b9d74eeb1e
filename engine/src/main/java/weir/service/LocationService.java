package weir.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.lookup.Label;
import weir.lookup.Lookups;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.MetricRow;
import weir.net.IpAddress;
import weir.shard.HostExchange;
import weir.shard.ShardSet;
import weir.topology.EdgeHosts;
import weir.topology.KnownHost;
import weir.topology.Place;
import weir.topology.SeenHost;
import weir.topology.TopologyIndex;

/**
 * Where hosts are: which edge port of the topology the packets of an address come in by, and which agents are hosts.
 *
 * <p>A host seen at several ports is where it was seen last. Thread: any but a shard's. Source: script API reference,
 * sections 2 and 7.3.
 */
public final class LocationService {

    private static final List<String> AGGREGATION = List.of("agg_attachedaggid", "agg_partneropersystemid");

    private final ShardSet shards;
    private final HostExchange hosts;
    private final AgentDirectory directory;
    private final Supplier<TopologyIndex> topology;
    private final Supplier<Lookups> lookups;

    LocationService(
            ShardSet shards,
            HostExchange hosts,
            AgentDirectory directory,
            Supplier<TopologyIndex> topology,
            Supplier<Lookups> lookups) {
        this.shards = shards;
        this.hosts = hosts;
        this.directory = directory;
        this.topology = topology;
        this.lookups = lookups;
    }

    /** Where the host with a MAC address is, given in the lower 48 bits. Absent: an empty list when it was not seen. */
    public List<HostLocation> locateMac(long mac) {
        return locate(seen -> seen.host(mac).map(List::of).orElse(List.of()));
    }

    /** Where the host with an IPv4 or IPv6 address is. Absent: as for a MAC address. */
    public List<HostLocation> locateAddress(IpAddress address) {
        return locate(
                seen -> seen.hosts().stream().filter(host -> host.has(address)).toList());
    }

    /** Where the host is whose agent has an address: by the MAC addresses that it names. Absent: as for a MAC address. */
    public List<HostLocation> locateAgent(IpAddress agent) {
        return locate(hosts.newest().withAddress(agent.v6(), agent.high(), agent.low()));
    }

    /** Where the host or virtual machine with a UUID is. Absent: as for a MAC address. */
    public List<HostLocation> locateUuid(String uuid) {
        return locate(hosts.newest().withUuid(uuid));
    }

    private List<HostLocation> locate(@Nullable KnownHost host) {
        if (host == null) {
            return List.of();
        }
        Set<Long> macs = new HashSet<>();
        for (int i = 0; i < host.adapters().size(); i++) {
            macs.add(host.adapters().mac(i));
        }
        return locate(
                seen -> macs.stream().flatMap(mac -> seen.host(mac).stream()).toList());
    }

    private List<HostLocation> locate(Function<EdgeHosts, List<SeenHost>> find) {
        return latest(find).map(this::located).toList();
    }

    /** The latest sight of each host, by MAC address. */
    private Stream<SeenHost> latest(Function<EdgeHosts, List<SeenHost>> find) {
        Map<Long, SeenHost> latest = new HashMap<>();
        shards.askHosts(find).stream()
                .flatMap(List::stream)
                .sorted(SeenHost.LATEST_FIRST)
                .forEach(host -> latest.putIfAbsent(host.mac(), host));
        return latest.values().stream().sorted((one, other) -> Long.compare(one.mac(), other.mac()));
    }

    /**
     * MAC addresses of all hosts that were located, twelve digits each, in their order.
     *
     * @param agent only hosts at the ports of this agent, if it is given
     * @param ifIndex only hosts at this port, if it is given
     */
    public List<String> locatedMacs(Optional<IpAddress> agent, Optional<Long> ifIndex) {
        return latest(EdgeHosts::hosts)
                .filter(host -> agent.isEmpty() || agent.get().equals(host.agent()))
                .filter(host -> ifIndex.isEmpty() || ifIndex.get() == host.ifIndex())
                .map(SeenHost::macText)
                .toList();
    }

    /** The host that names a MAC address as its own. Absent: empty. */
    public Optional<KnownHost> hostWithMac(long mac) {
        return Optional.ofNullable(hosts.newest().withMac(mac));
    }

    /** The host whose agent has an address, or at whose edge port it was seen. Absent: empty. */
    public Optional<KnownHost> hostWithAddress(IpAddress address) {
        KnownHost agent = hosts.newest().withAddress(address.v6(), address.high(), address.low());
        return agent != null
                ? Optional.of(agent)
                : locateAddress(address).stream()
                        .map(location -> hosts.newest().withMac(location.host().mac()))
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    private HostLocation located(SeenHost host) {
        Agent agent = directory.agent(host.agent());
        Place place = topology.get().place(host.agent(), agent, host.ifIndex());
        DataSource source =
                agent == null ? null : agent.dataSource(DataSourceId.of(DataSourceId.INTERFACE, host.ifIndex()));
        Map<String, Object> aggregation = new HashMap<>();
        MetricRow row = source == null ? MetricRow.EMPTY : source.row();
        for (String metric : AGGREGATION) {
            Object value = row.value(metric);
            if (value != null) {
                aggregation.put(metric, value);
            }
        }
        return new HostLocation(
                host,
                text(place.node()),
                text(place.port()),
                text(lookups.get().vendors().vendor(host.mac())),
                aggregation);
    }

    private static Optional<String> text(@Nullable Label label) {
        return Optional.ofNullable(label).map(Label::toString);
    }

    /** MAC address of a text: twelve hex digits, with or without separators. Absent: empty when it is none. */
    public static Optional<Long> mac(String text) {
        String digits = text.replaceAll("[:.-]", "");
        boolean hex = digits.length() == 12 && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        return hex ? Optional.of(Long.parseLong(digits, 16)) : Optional.empty();
    }
}
