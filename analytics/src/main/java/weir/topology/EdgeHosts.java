package weir.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.DataSource;
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
    private static final long SECOND = 1_000_000_000L;
    private static final int V4 = 0;
    private static final int V6 = 2;
    /** The address is the host's own beyond doubt. */
    private static final int CERTAIN = 1;
    /** Packets with several addresses came from it. */
    private static final int ROUTER = 2;

    private final ShardPlaces places;
    private final EthernetSource packet = new EthernetSource();

    /** MAC addresses, each plus 1; 0 where there is none. */
    private long[] macs = new long[FIRST_SIZE];

    private @Nullable Agent[] agents = new Agent[FIRST_SIZE];
    private long[] ifIndexes = new long[FIRST_SIZE];
    private long[] seen = new long[FIRST_SIZE];
    private int[] vlans = new int[FIRST_SIZE];
    private int[] ipv4 = new int[FIRST_SIZE];
    private long[] ipv6High = new long[FIRST_SIZE];
    private long[] ipv6Low = new long[FIRST_SIZE];
    /** What is known of the addresses: {@link #CERTAIN} and {@link #ROUTER}, for each family. */
    private byte[] doubts = new byte[FIRST_SIZE];

    private int count;
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
    public void onFlow(DatagramHeader header, FlowSample sample, Agent agent, DataSource source, double weight) {
        if (!places.knowsTopology() || sample.inputFormat() != Interface.IF_INDEX || sample.inputValue() == 0) {
            return;
        }
        Place place = places.place(agent, sample.inputValue());
        // A port without a name yet may turn out to be the end of a link.
        boolean edge = place.inTopology() && place.link() == null && place.port() != null;
        if (edge && packet.read(sample)) {
            learn(agent, sample.inputValue());
        }
    }

    @Override
    public void onGone(Agent agent) {
        for (int i = 0; i < agents.length; i++) {
            if (agent.equals(agents[i])) {
                // Found no more, and its place is free at the next clearing.
                seen[i] = Long.MIN_VALUE;
            }
        }
    }

    private void learn(Agent agent, long ifIndex) {
        int at = find(packet.mac());
        if (macs[at] == 0) {
            if (2 * (count + 1) > macs.length && !makeRoom()) {
                refused.setOpaque(refused.getPlain() + 1);
                return;
            }
            at = find(packet.mac());
            macs[at] = packet.mac() + 1;
            count++;
        } else if (isSilent(at)) {
            ipv4[at] = 0;
            ipv6High[at] = 0;
            ipv6Low[at] = 0;
            doubts[at] = 0;
        }
        agents[at] = agent;
        ifIndexes[at] = ifIndex;
        seen[at] = time;
        vlans[at] = packet.vlan();
        if (packet.ipv4() != 0) {
            boolean same = ipv4[at] == packet.ipv4();
            boolean taken = accept(at, V4, ipv4[at] != 0, same);
            ipv4[at] = taken ? packet.ipv4() : isRouter(at, V4) ? 0 : ipv4[at];
        }
        if ((packet.ipv6High() | packet.ipv6Low()) != 0) {
            boolean same = ipv6High[at] == packet.ipv6High() && ipv6Low[at] == packet.ipv6Low();
            boolean taken = accept(at, V6, (ipv6High[at] | ipv6Low[at]) != 0, same);
            ipv6High[at] = taken ? packet.ipv6High() : isRouter(at, V6) ? 0 : ipv6High[at];
            ipv6Low[at] = taken ? packet.ipv6Low() : isRouter(at, V6) ? 0 : ipv6Low[at];
        }
    }

    /**
     * Whether the address of the packet is taken for the host's. A likely one is, until another likely one comes: then there
     * is a router, and only what is certain counts.
     *
     * @param family {@link #V4} or {@link #V6}
     * @param known whether there is an address already
     * @param same whether it is the one of the packet
     */
    private boolean accept(int at, int family, boolean known, boolean same) {
        if (packet.certain()) {
            doubts[at] |= (byte) (CERTAIN << family);
            return true;
        }
        if ((doubts[at] & CERTAIN << family) != 0 || isRouter(at, family)) {
            return false;
        }
        if (known && !same) {
            doubts[at] |= (byte) (ROUTER << family);
            return false;
        }
        return true;
    }

    private boolean isRouter(int at, int family) {
        return (doubts[at] & (ROUTER | CERTAIN) << family) == ROUTER << family;
    }

    private boolean isSilent(int at) {
        return seen[at] < time - TIMEOUT;
    }

    /** Clears who is silent, and grows if that is not enough. Answers false when there is no room. */
    private boolean makeRoom() {
        if (time < fullUntil) {
            return false;
        }
        fullUntil = time + SECOND;
        int live = 0;
        for (int i = 0; i < macs.length; i++) {
            live += macs[i] != 0 && !isSilent(i) ? 1 : 0;
        }
        if (live >= MOST) {
            return false;
        }
        boolean grow = 4 * (live + 1) > macs.length && macs.length < 4 * MOST;
        if (!grow && 2 * (live + 1) > macs.length) {
            return false;
        }
        rebuild(grow ? 2 * macs.length : macs.length);
        fullUntil = Long.MIN_VALUE;
        return true;
    }

    private void rebuild(int size) {
        long[] oldMacs = macs;
        @Nullable Agent[] oldAgents = agents;
        long[] oldIndexes = ifIndexes;
        long[] oldSeen = seen;
        int[] oldVlans = vlans;
        int[] oldIpv4 = ipv4;
        long[] oldHigh = ipv6High;
        long[] oldLow = ipv6Low;
        byte[] oldDoubts = doubts;
        macs = new long[size];
        agents = new Agent[size];
        ifIndexes = new long[size];
        seen = new long[size];
        vlans = new int[size];
        ipv4 = new int[size];
        ipv6High = new long[size];
        ipv6Low = new long[size];
        doubts = new byte[size];
        count = 0;
        for (int i = 0; i < oldMacs.length; i++) {
            if (oldMacs[i] != 0 && oldSeen[i] >= time - TIMEOUT) {
                int at = find(oldMacs[i] - 1);
                macs[at] = oldMacs[i];
                agents[at] = oldAgents[i];
                ifIndexes[at] = oldIndexes[i];
                seen[at] = oldSeen[i];
                vlans[at] = oldVlans[i];
                ipv4[at] = oldIpv4[i];
                ipv6High[at] = oldHigh[i];
                ipv6Low[at] = oldLow[i];
                doubts[at] = oldDoubts[i];
                count++;
            }
        }
    }

    /** Where an address is, or would be. */
    private int find(long mac) {
        int mask = macs.length - 1;
        int at = (int) (mac * 0x9E37_79B9_7F4A_7C15L >>> 32) & mask;
        while (macs[at] != 0 && macs[at] != mac + 1) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** Samples of hosts beyond the bound. Thread: any. */
    public long refused() {
        return refused.getOpaque();
    }

    /** The host with a MAC address. Absent: empty when it was not seen, or has been silent for too long. */
    public Optional<SeenHost> host(long mac) {
        int at = find(mac);
        return Optional.ofNullable(macs[at] == 0 || isSilent(at) ? null : read(at));
    }

    /** All hosts, in no order. */
    public List<SeenHost> hosts() {
        List<SeenHost> hosts = new ArrayList<>();
        for (int at = 0; at < macs.length; at++) {
            SeenHost host = macs[at] == 0 || isSilent(at) ? null : read(at);
            if (host != null) {
                hosts.add(host);
            }
        }
        return hosts;
    }

    private @Nullable SeenHost read(int at) {
        Agent agent = agents[at];
        if (agent == null) {
            return null;
        }
        boolean v6 = (ipv6High[at] | ipv6Low[at]) != 0;
        return new SeenHost(
                macs[at] - 1,
                agent.address(),
                ifIndexes[at],
                vlans[at],
                seen[at],
                ipv4[at] == 0 ? Optional.empty() : Optional.of(IpAddress.v4(ipv4[at])),
                v6 ? Optional.of(IpAddress.v6(ipv6High[at], ipv6Low[at])) : Optional.empty());
    }
}
