package weir.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import weir.metric.AgentFacts.Fact;
import weir.metric.AgentFacts.SampleFact;
import weir.net.IpAddress;

/**
 * One exporter of datagrams, identified by the agent address inside them: its data sources and what is known of it.
 *
 * <p>Thread: public methods any; the others the owner's only.
 */
public final class Agent {

    /** Relays and several interfaces of a device are a few source addresses; more are not listed. */
    private static final int MAX_DATAGRAM_SOURCES = 8;

    private static final String HOST_NAME = "host_name";
    private static final DataSourceId FIRST_PHYSICAL = DataSourceId.of(DataSourceId.PHYSICAL, 0);
    private static final DataSourceId AFTER_PHYSICAL = DataSourceId.of(DataSourceId.PHYSICAL + 1, 0);

    private final IpAddress address;
    private final boolean addressV6;
    private final long addressHigh;
    private final long addressLow;
    private final AgentFacts facts = new AgentFacts();
    private final RecentFacts recent = new RecentFacts();
    private final ConcurrentSkipListMap<DataSourceId, DataSource> dataSources = new ConcurrentSkipListMap<>();
    private volatile List<IpAddress> datagramSources = List.of();

    private int size;
    private @Nullable NamedSources named;
    private int customMetrics;
    private int flowNumber = -1;
    private SubAgent[] subAgents = {};
    private @Nullable IpAddress lastDatagramSource;

    Agent(IpAddress address, long now) {
        this.address = address;
        addressV6 = address.v6();
        addressHigh = address.high();
        addressLow = address.low();
        facts.set(Fact.FIRST_SEEN, now);
        facts.set(Fact.LAST_SEEN, now);
        recent.begin(now);
    }

    /** The agent address. */
    public IpAddress address() {
        return address;
    }

    /** Its data sources, in their order; a live view. */
    public SortedMap<DataSourceId, DataSource> dataSources() {
        return dataSources;
    }

    /** The data source with a name. Absent: null. */
    public @Nullable DataSource dataSource(DataSourceId id) {
        return dataSources.get(id);
    }

    /**
     * The data source of the host or switch itself, whose metrics count for all others too: the first physical entity
     * that has a host name, else the first physical entity. Absent: null.
     */
    public @Nullable DataSource host() {
        DataSource first = null;
        for (DataSource entity :
                dataSources.subMap(FIRST_PHYSICAL, AFTER_PHYSICAL).values()) {
            if (entity.row().text(HOST_NAME) != null) {
                return entity;
            }
            first = first == null ? entity : first;
        }
        return first;
    }

    /** The host name it sent. Absent: empty. */
    public Optional<String> hostName() {
        DataSource host = host();
        return host == null ? Optional.empty() : Optional.ofNullable(host.row().text(HOST_NAME));
    }

    /** What is known of it at a moment. */
    public AgentStatus status(long now) {
        return AgentStatusReader.read(this, now);
    }

    /** Number that whoever measures flows of the whole agent gave it. Absent: -1. Thread: owner only. */
    public int flowNumber() {
        return flowNumber;
    }

    /** Gives it a number. Thread: owner only. */
    public void flowNumber(int number) {
        flowNumber = number;
    }

    /** Whether it has an address, without a look into the object that holds it. */
    boolean isAt(boolean v6, long high, long low) {
        return addressLow == low && addressHigh == high && addressV6 == v6;
    }

    AgentFacts facts() {
        return facts;
    }

    RecentFacts recent() {
        return recent;
    }

    /** Notes the arrival of a datagram. */
    void arrived(long now) {
        recent.arrived(now, now - facts.get(Fact.LAST_SEEN), facts);
        facts.add(Fact.DATAGRAMS, 1);
        facts.set(Fact.LAST_SEEN, now);
    }

    /** Notes that a bound kept something out of what it sent. */
    void refused(long now) {
        facts.set(Fact.LAST_REFUSAL, now);
    }

    List<IpAddress> datagramSources() {
        return datagramSources;
    }

    /** Notes where a datagram came from. */
    void datagramFrom(boolean v6, long high, long low) {
        IpAddress last = lastDatagramSource;
        if (last != null && last.low() == low && last.high() == high && last.v6() == v6) {
            return;
        }
        IpAddress source = new IpAddress(v6, high, low);
        lastDatagramSource = source;
        List<IpAddress> known = datagramSources;
        if (!known.contains(source) && known.size() < MAX_DATAGRAM_SOURCES) {
            List<IpAddress> longer = new ArrayList<>(known);
            longer.add(source);
            datagramSources = List.copyOf(longer);
        }
    }

    /** A sub-agent, new ones up to a number. Absent: null when there are too many. */
    @Nullable
    SubAgent subAgent(int number, int max) {
        for (SubAgent known : subAgents) {
            if (known.number() == number) {
                return known;
            }
        }
        if (subAgents.length >= max) {
            return null;
        }
        SubAgent added = new SubAgent(number);
        subAgents = Arrays.copyOf(subAgents, subAgents.length + 1);
        subAgents[subAgents.length - 1] = added;
        facts.add(Fact.SUB_AGENTS, 1);
        return added;
    }

    /** The custom data source with a name, given by its bytes, that is known. Absent: null. */
    @Nullable
    DataSource named(byte[] bytes, int start, int length) {
        return named == null ? null : named.get(bytes, start, length);
    }

    /** Number of its data sources. */
    int size() {
        return size;
    }

    void add(DataSource source) {
        if (source.id().custom()) {
            if (named == null) {
                named = new NamedSources();
            }
            named.put(source);
        }
        size++;
        dataSources.put(source.id(), source);
    }

    int customMetrics() {
        return customMetrics;
    }

    void addCustomMetric() {
        customMetrics++;
    }

    /** Removes data sources that were silent since a time. */
    void removeSilent(long since, TelemetryListener listener) {
        for (DataSource source : dataSources.values()) {
            if (source.lastSeen() <= since) {
                remove(source);
                listener.onGone(this, source);
            }
        }
    }

    private void remove(DataSource source) {
        dataSources.remove(source.id());
        if (source.id().custom() && named != null) {
            named.remove(source);
            customMetrics -= source.customCount();
        } else {
            for (SubAgent subAgent : subAgents) {
                subAgent.feeds().remove(source);
            }
        }
        size--;
        for (SampleKind kind : SampleKind.values()) {
            if (source.hasSent(kind)) {
                facts.add(kind, SampleFact.DATA_SOURCES, -1);
            }
        }
    }

    /** What comes next is the first, and cannot be compared with anything before. */
    void forget() {
        recent.forget(facts);
        for (SubAgent subAgent : subAgents) {
            subAgent.forget();
        }
        dataSources.values().forEach(DataSource::forget);
    }
}
