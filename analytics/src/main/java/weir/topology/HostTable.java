package weir.topology;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.lookup.HostFacts;
import weir.lookup.Label;
import weir.metric.Adapters;
import weir.metric.DataSourceId;
import weir.net.IpAddress;

/**
 * Which host or virtual machine is behind a MAC address, an agent address or a UUID, at a moment.
 *
 * <p>Of several hosts that name one MAC address the one that began to do so last has it, because virtual machines move; of
 * those that began at one time the first by agent and data source. Of several with one UUID the first has it. The address of
 * an agent is that of its host: its first physical entity with a host name, else its first physical entity. So the table
 * follows from the hosts, whatever thread learned of them when.
 *
 * <p>Answering allocates nothing. Thread: any; immutable.
 *
 * <p>Source: sFlow Host Structures, struct host_adapters; decision 0031.
 */
public final class HostTable implements HostFacts {

    /** Knows nobody. */
    public static final HostTable EMPTY = new HostTable(List.of());

    private static final String HOST_NAME = "host_name";

    /** What an address in the table is. */
    private enum Kind {
        MAC,
        IPV4,
        IPV6,
        UUID
    }

    private final byte[] kinds;
    private final long[] highs;
    private final long[] lows;
    private final @Nullable KnownHost[] hosts;
    private int size;

    private HostTable(List<KnownHost> all) {
        int addresses = 0;
        for (KnownHost host : all) {
            addresses += host.adapters().size() + 2;
        }
        int places = Integer.highestOneBit(Math.max(8, 2 * addresses)) * 2;
        kinds = new byte[places];
        highs = new long[places];
        lows = new long[places];
        hosts = new KnownHost[places];
        long[] since = new long[places];
        all.forEach(host -> add(host, since));
    }

    /**
     * A table of hosts that several shards know of.
     *
     * @param shards lists of hosts, no data source twice
     */
    public static HostTable of(Collection<List<KnownHost>> shards) {
        return new HostTable(shards.stream().flatMap(List::stream).sorted().toList());
    }

    private void add(KnownHost host, long[] since) {
        Adapters adapters = host.adapters();
        for (int i = 0; i < adapters.size(); i++) {
            put(Kind.MAC, 0, adapters.mac(i), adapters.since(i), host, since);
        }
        Label uuid = host.text(host.isGuest() ? "vir_uuid" : "uuid");
        if (uuid != null && UuidText.isUuid(uuid.utf8(), 0, uuid.utf8().length)) {
            put(Kind.UUID, UuidText.high(uuid.utf8(), 0), UuidText.low(uuid.utf8(), 0), 0, host, since);
        }
        if (host.dataSource().sourceClass() == DataSourceId.PHYSICAL) {
            IpAddress agent = host.agent();
            // Earlier ones come first, so a host name is what counts as later.
            long rank = host.text(HOST_NAME) == null ? 0 : 1;
            put(agent.v6() ? Kind.IPV6 : Kind.IPV4, agent.high(), agent.low(), rank, host, since);
        }
    }

    private void put(Kind kind, long high, long low, long began, KnownHost host, long[] since) {
        int at = find(kind, high, low);
        if (hosts[at] == null) {
            size++;
        } else if (began <= since[at]) {
            return;
        }
        kinds[at] = (byte) kind.ordinal();
        highs[at] = high;
        lows[at] = low;
        since[at] = began;
        hosts[at] = host;
    }

    /** Where an address is, or would be. */
    private int find(Kind kind, long high, long low) {
        int mask = hosts.length - 1;
        long mixed = (high * 0xC2B2_AE3D_27D4_EB4FL ^ low ^ kind.ordinal()) * 0x9E37_79B9_7F4A_7C15L;
        int at = (int) (mixed >>> 32) & mask;
        while (hosts[at] != null && (lows[at] != low || highs[at] != high || kinds[at] != kind.ordinal())) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** The host with a MAC address, given in the lower 48 bits. Absent: null. */
    public @Nullable KnownHost withMac(long mac) {
        return hosts[find(Kind.MAC, 0, mac)];
    }

    /** The host of the agent with an address. Absent: null. */
    public @Nullable KnownHost withAddress(boolean v6, long high, long low) {
        return hosts[find(v6 ? Kind.IPV6 : Kind.IPV4, high, low)];
    }

    /** The host or virtual machine with a UUID, in any case. Absent: null. */
    public @Nullable KnownHost withUuid(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return UuidText.isUuid(utf8, 0, utf8.length)
                ? hosts[find(Kind.UUID, UuidText.high(utf8, 0), UuidText.low(utf8, 0))]
                : null;
    }

    /** Number of addresses of all kinds. */
    public int size() {
        return size;
    }

    @Override
    public @Nullable Label byMac(long mac, String metric) {
        return text(withMac(mac), metric);
    }

    @Override
    public @Nullable Label byAddress(boolean v6, long high, long low, String metric) {
        return text(withAddress(v6, high, low), metric);
    }

    @Override
    public @Nullable Label byUuid(byte[] utf8, int from, int to, String metric) {
        if (!UuidText.isUuid(utf8, from, to)) {
            return null;
        }
        return text(hosts[find(Kind.UUID, UuidText.high(utf8, from), UuidText.low(utf8, from))], metric);
    }

    private static @Nullable Label text(@Nullable KnownHost host, String metric) {
        return host == null ? null : host.text(metric);
    }
}
