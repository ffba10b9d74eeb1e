package weir.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.SourceFeed;
import weir.metric.TelemetryListener;
import weir.net.IpAddress;
import weir.sflow.DatagramHeader;
import weir.sflow.FlowSample;
import weir.sflow.Interface;

/**
 * Where hosts are attached, as the samples of one shard show: the port that a MAC address was last seen to come in by.
 *
 * <p>Only edge ports of the topology count, because packets of everybody come in by the ends of links; without topology
 * nothing is learned, and at a port not before it has told its name, if the topology goes by names. How an address of a
 * packet is known to be the host's own is told at {@link EthernetSource}.
 *
 * <p>Shape: open addressing with linear probing, at most half full. Bound: {@value #MOST} hosts; samples of more are
 * refused and counted until others have been silent for {@link #TIMEOUT}; whether some are is looked at once a second. A
 * sample of a known host allocates nothing. Thread: owner of the agents only, but for {@link #refused}.
 */
public final class EdgeHosts implements TelemetryListener {

    /** Silence after which a host is forgotten, in nanoseconds. */
    public static final long TIMEOUT = 1_800_000_000_000L;

    /** Most hosts. */
    public static final int MOST = 1 << 16;

    private static final int FIRST_SIZE = 64;
    private static final int WIDTH = 8;
    private static final int SEEN = 1;
    /** What is known of the addresses above the VLAN above the ifIndex. */
    private static final int PORT = 2;

    private static final int ADDRESS = 3;
    private static final int V6_HIGH = 4;
    private static final int V6_LOW = 5;
    private static final int VLAN_SHIFT = 32;
    private static final int VLAN_MASK = 0xFFFF;
    private static final int DOUBT_SHIFT = 48;
    private static final int AGENT_SHIFT = 32;
    private static final long LOW_HALF = 0xFFFF_FFFFL;
    private static final long SECOND = 1_000_000_000L;
    private static final int V4 = 0;
    private static final int V6 = 2;
    /** The address is the host's own beyond doubt. */
    private static final long CERTAIN = 1;
    /** Packets with several addresses came from it. */
    private static final long ROUTER = 2;

    private final ShardPlaces places;
    private final EthernetSource packet = new EthernetSource();

    /**
     * Hosts, {@value #WIDTH} numbers each, so that one is read with one access to memory: the MAC address plus 1, or 0 where
     * there is none; when it was seen; its place; the number of the agent above the IPv4 address; the IPv6 address.
     */
    private long[] table = new long[FIRST_SIZE * WIDTH];

    private final NumberedAgents agents = new NumberedAgents();
    private int count;
    /** Of the host at hand: {@link #CERTAIN} and {@link #ROUTER}, for each family. */
    private long doubts;

    private long time;
    /** Before this time there is no room for more. */
    private long fullUntil = Long.MIN_VALUE;

    private final AtomicLong refused = new AtomicLong();

    /**
     * No hosts yet.
     *
     * @param places tells which ports are edge ports
     */
    public EdgeHosts(ShardPlaces places) {
        this.places = places;
    }

    /** The engine's time of the datagrams that come next. */
    public void at(long now) {
        time = now;
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample, Agent agent, SourceFeed feed, double weight) {
        if (!places.knowsTopology() || sample.inputFormat() != Interface.IF_INDEX || sample.inputValue() == 0) {
            return;
        }
        // A port without a name yet may turn out to be the end of a link.
        if (places.isNamedEdge(agent, sample.inputValue()) && packet.read(sample)) {
            learn(agent, sample.inputValue());
        }
    }

    @Override
    public void onGone(Agent agent) {
        int number = agents.remove(agent);
        for (int at = 0; number >= 0 && at < table.length; at += WIDTH) {
            if (table[at + ADDRESS] >>> AGENT_SHIFT == number) {
                // Found no more, and its place is free at the next clearing.
                table[at + SEEN] = Long.MIN_VALUE;
            }
        }
    }

    private void learn(Agent agent, long ifIndex) {
        int at = find(packet.mac());
        if (table[at] == 0) {
            if (2 * (count + 1) > size() && !makeRoom()) {
                refused.setOpaque(refused.getPlain() + 1);
                return;
            }
            at = find(packet.mac());
            table[at] = packet.mac() + 1;
            count++;
        } else if (isSilent(at)) {
            Arrays.fill(table, at + PORT, at + WIDTH, 0);
        }
        doubts = table[at + PORT] >>> DOUBT_SHIFT;
        table[at + SEEN] = time;
        int ipv4 = (int) table[at + ADDRESS];
        if (packet.ipv4() != 0) {
            boolean taken = accept(V4, ipv4 != 0, ipv4 == packet.ipv4());
            ipv4 = taken ? packet.ipv4() : isRouter(V4) ? 0 : ipv4;
        }
        if ((packet.ipv6High() | packet.ipv6Low()) != 0) {
            long high = table[at + V6_HIGH];
            long low = table[at + V6_LOW];
            boolean same = high == packet.ipv6High() && low == packet.ipv6Low();
            boolean taken = accept(V6, (high | low) != 0, same);
            table[at + V6_HIGH] = taken ? packet.ipv6High() : isRouter(V6) ? 0 : high;
            table[at + V6_LOW] = taken ? packet.ipv6Low() : isRouter(V6) ? 0 : low;
        }
        table[at + PORT] = doubts << DOUBT_SHIFT | (long) packet.vlan() << VLAN_SHIFT | ifIndex & LOW_HALF;
        table[at + ADDRESS] = (long) agents.number(agent) << AGENT_SHIFT | ipv4 & LOW_HALF;
    }

    /**
     * Whether the address of the packet is taken for the host's. A likely one is, until another likely one comes: then there
     * is a router, and only what is certain counts.
     *
     * @param family {@link #V4} or {@link #V6}
     * @param known whether there is an address already
     * @param same whether it is the one of the packet
     */
    private boolean accept(int family, boolean known, boolean same) {
        if (packet.certain()) {
            doubts |= CERTAIN << family;
            return true;
        }
        if ((doubts & CERTAIN << family) != 0 || isRouter(family)) {
            return false;
        }
        if (known && !same) {
            doubts |= ROUTER << family;
            return false;
        }
        return true;
    }

    private boolean isRouter(int family) {
        return (doubts & (ROUTER | CERTAIN) << family) == ROUTER << family;
    }

    private boolean isSilent(int at) {
        return table[at + SEEN] < time - TIMEOUT;
    }

    /** Hosts that there is a place for. */
    private int size() {
        return table.length / WIDTH;
    }

    /** Clears who is silent, and grows if that is not enough. Answers false when there is no room. */
    private boolean makeRoom() {
        if (time < fullUntil) {
            return false;
        }
        fullUntil = time + SECOND;
        int live = 0;
        for (int at = 0; at < table.length; at += WIDTH) {
            live += table[at] != 0 && !isSilent(at) ? 1 : 0;
        }
        if (live >= MOST) {
            return false;
        }
        boolean grow = 4 * (live + 1) > size() && size() < 4 * MOST;
        if (!grow && 2 * (live + 1) > size()) {
            return false;
        }
        rebuild(grow ? 2 * size() : size());
        fullUntil = Long.MIN_VALUE;
        return true;
    }

    private void rebuild(int size) {
        long[] old = table;
        table = new long[size * WIDTH];
        count = 0;
        for (int from = 0; from < old.length; from += WIDTH) {
            if (old[from] != 0 && old[from + SEEN] >= time - TIMEOUT) {
                System.arraycopy(old, from, table, find(old[from] - 1), WIDTH);
                count++;
            }
        }
    }

    /** Where a host is, or would be. */
    private int find(long mac) {
        int mask = size() - 1;
        int place = (int) (mac * 0x9E37_79B9_7F4A_7C15L >>> 32) & mask;
        while (table[place * WIDTH] != 0 && table[place * WIDTH] != mac + 1) {
            place = place + 1 & mask;
        }
        return place * WIDTH;
    }

    /** Samples of hosts beyond the bound. Thread: any. */
    public long refused() {
        return refused.getOpaque();
    }

    /** The host with a MAC address. Absent: empty when it was not seen, or has been silent for too long. */
    public Optional<SeenHost> host(long mac) {
        int at = find(mac);
        return Optional.ofNullable(table[at] == 0 || isSilent(at) ? null : read(at));
    }

    /** All hosts, in no order. */
    public List<SeenHost> hosts() {
        List<SeenHost> hosts = new ArrayList<>();
        for (int at = 0; at < table.length; at += WIDTH) {
            SeenHost host = table[at] == 0 || isSilent(at) ? null : read(at);
            if (host != null) {
                hosts.add(host);
            }
        }
        return hosts;
    }

    private @Nullable SeenHost read(int at) {
        Agent agent = agents.agent((int) (table[at + ADDRESS] >>> AGENT_SHIFT));
        if (agent == null) {
            return null;
        }
        int ipv4 = (int) table[at + ADDRESS];
        long high = table[at + V6_HIGH];
        long low = table[at + V6_LOW];
        return new SeenHost(
                table[at] - 1,
                agent.address(),
                table[at + PORT] & LOW_HALF,
                (int) (table[at + PORT] >>> VLAN_SHIFT) & VLAN_MASK,
                table[at + SEEN],
                ipv4 == 0 ? Optional.empty() : Optional.of(IpAddress.v4(ipv4)),
                (high | low) == 0 ? Optional.empty() : Optional.of(IpAddress.v6(high, low)));
    }
}
