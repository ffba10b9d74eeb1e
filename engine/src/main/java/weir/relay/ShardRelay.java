package weir.relay;

import java.util.Arrays;
import java.util.function.Supplier;
import weir.flow.attribute.FlowKeyTable;
import weir.ingest.EngineClock;
import weir.metric.AgentDirectory;
import weir.net.IpAddress;
import weir.sflow.CounterSample;
import weir.sflow.DatagramDecoder;
import weir.sflow.DatagramHeader;
import weir.sflow.DecodeCounts;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;
import weir.sflow.SampleListener;
import weir.sflow.StructureTable;

/**
 * Relays the datagrams of one shard, by the plan in force.
 *
 * <p>Costs one read while nothing is to be relayed. With tenants each datagram is decoded once more, for all of them
 * together, so that measuring and relaying know nothing of each other. Names of ports are looked up again every
 * {@value #SECONDS_BETWEEN_LOOKS} s.
 *
 * <p>Thread: the shard's.
 */
public final class ShardRelay implements SampleListener {

    private static final int SECONDS_BETWEEN_LOOKS = 10;
    private static final int HEAD = 12;
    private static final int VERSION = 5;
    private static final int ADDRESS_IPV4 = 1;
    private static final int ADDRESS_IPV6 = 2;

    private final Supplier<RelayPlan> plans;
    private final RelayQueue queue;
    private final AgentDirectory directory;
    private final DatagramDecoder decoder;
    private final SampleFacts facts;
    private RelayPlan plan = RelayPlan.NONE;
    private TenantSelection[] tenants = {};
    private IpAddress agent = IpAddress.v4(0);
    private boolean agentKnown;
    private long nextLook = Long.MIN_VALUE;

    /**
     * A relay of a shard.
     *
     * @param plans the plan in force
     * @param sender what sends
     * @param directory where agents publish names of ports
     */
    public ShardRelay(
            Supplier<RelayPlan> plans,
            RelaySender sender,
            AgentDirectory directory,
            StructureTable structures,
            FlowKeyTable keys) {
        this.plans = plans;
        this.directory = directory;
        queue = sender.queue();
        decoder = new DatagramDecoder(structures, new DecodeCounts());
        facts = new SampleFacts(keys);
    }

    /** Relays a datagram. */
    public void apply(byte[] bytes, int from, int length, long time) {
        RelayPlan now = plans.get();
        if (now != plan) {
            change(now);
        }
        forward(now.routes(), bytes, from, length);
        if (tenants.length > 0) {
            if (time >= nextLook) {
                nextLook = time + SECONDS_BETWEEN_LOOKS * EngineClock.SECOND;
                for (TenantSelection tenant : tenants) {
                    tenant.resolve(directory);
                }
            }
            decoder.decode(bytes, from, from + length, this);
        }
    }

    private void forward(RelayPlan.Route[] routes, byte[] bytes, int from, int length) {
        boolean looked = false;
        for (RelayPlan.Route route : routes) {
            boolean all = route.agents().length == 0;
            if (!all && !looked) {
                findAgent(bytes, from, length);
                looked = true;
            }
            if (all || agentKnown && Arrays.binarySearch(route.agents(), agent) >= 0) {
                queue.offer(route.target(), bytes, from, length, 0);
            }
        }
    }

    /** Takes another plan; tenants that stay keep their sequence numbers. */
    private void change(RelayPlan now) {
        RelayPlan.TenantRoute[] routes = now.tenantRoutes();
        TenantSelection[] next = new TenantSelection[routes.length];
        for (int i = 0; i < routes.length; i++) {
            for (TenantSelection old : tenants) {
                if (old.route().equals(routes[i])) {
                    next[i] = old;
                }
            }
            if (next[i] == null) {
                next[i] = new TenantSelection(routes[i], directory);
            }
        }
        tenants = next;
        plan = now;
    }

    /** Takes the agent's address from its fixed place. */
    private void findAgent(byte[] bytes, int from, int length) {
        agentKnown = false;
        if (length < HEAD || int32(bytes, from) != VERSION) {
            return;
        }
        int type = int32(bytes, from + 4);
        int size = type == ADDRESS_IPV4 ? 4 : type == ADDRESS_IPV6 ? 16 : 0;
        if (size > 0 && length >= 8 + size) {
            agent = IpAddress.of(bytes, from + 8, size);
            agentKnown = true;
        }
    }

    private static int int32(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }

    @Override
    public void onDatagram(DatagramHeader header) {
        if (agent.low() != header.agentLow() || agent.high() != header.agentHigh() || agent.v6() != header.agentV6()) {
            agent = header.agent();
        }
        for (TenantSelection tenant : tenants) {
            tenant.start(agent);
        }
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample) {
        facts.flow(header, sample);
        for (TenantSelection tenant : tenants) {
            tenant.flow(header, sample, facts);
        }
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
        facts.discard(header, sample);
        for (TenantSelection tenant : tenants) {
            tenant.discard(header, sample, facts);
        }
    }

    @Override
    public void onCounters(DatagramHeader header, CounterSample sample) {
        for (TenantSelection tenant : tenants) {
            tenant.counters(header, sample);
        }
    }

    @Override
    public void onDatagramEnd(DatagramHeader header) {
        for (TenantSelection tenant : tenants) {
            tenant.end(queue);
        }
    }
}
