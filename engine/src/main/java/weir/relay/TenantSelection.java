package weir.relay;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.net.IpAddress;
import weir.sflow.CounterSample;
import weir.sflow.DatagramHeader;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;
import weir.sflow.Interface;
import weir.sflow.Sample;

/**
 * One tenant on one shard: selects samples of the datagram at hand and writes them.
 *
 * <p>A sample is selected when its data source, its input or its output is a port of the tenant, or an address in it is
 * theirs; counters when their data source is a port of the tenant. Thread: the shard's.
 */
final class TenantSelection {

    private static final long[] NONE = {};
    private static final String INTERFACE_NAME = "ifname";

    private final RelayPlan.TenantRoute route;
    private final boolean byAddress;
    private final TenantDatagram out = new TenantDatagram();
    private Map<IpAddress, long[]> ports;
    private long[] agentPorts = NONE;

    TenantSelection(RelayPlan.TenantRoute route, AgentDirectory directory) {
        this.route = route;
        TenantFilter filter = route.filter();
        byAddress = filter.macs().length > 0
                || filter.addresses().source().values().stream().anyMatch(list -> !list.isEmpty());
        ports = filter.ports();
        resolve(directory);
    }

    RelayPlan.TenantRoute route() {
        return route;
    }

    /** Finds the ifIndexes of ports that are given by name, as agents tell them now. */
    void resolve(AgentDirectory directory) {
        TenantFilter filter = route.filter();
        if (filter.portNames().isEmpty()) {
            return;
        }
        Map<IpAddress, long[]> next = new HashMap<>(filter.ports());
        filter.portNames().forEach((address, names) -> {
            Agent agent = directory.agent(address);
            if (agent != null) {
                next.merge(address, indexes(agent, names), TenantFilter::merged);
            }
        });
        ports = next;
    }

    private static long[] indexes(Agent agent, Set<String> names) {
        return agent.dataSources().values().stream()
                .filter(source -> source.id().isInterface())
                .filter(source -> {
                    String name = source.row().text(INTERFACE_NAME);
                    return name != null && names.contains(name);
                })
                .mapToLong(source -> source.id().index())
                .sorted()
                .toArray();
    }

    void start(IpAddress agent) {
        agentPorts = ports.getOrDefault(agent, NONE);
        out.start();
    }

    void flow(DatagramHeader header, FlowSample sample, SampleFacts facts) {
        boolean port = isPort(sample)
                || sample.inputFormat() == Interface.IF_INDEX && isPort(sample.inputValue())
                || sample.outputFormat() == Interface.IF_INDEX && isPort(sample.outputValue());
        if (port || byAddress && facts.has(route.filter())) {
            out.add(header, sample);
        }
    }

    void discard(DatagramHeader header, DiscardedPacket sample, SampleFacts facts) {
        boolean port = isPort(sample) || isPort(sample.inputIfIndex()) || isPort(sample.outputIfIndex());
        if (port || byAddress && facts.has(route.filter())) {
            out.add(header, sample);
        }
    }

    void counters(DatagramHeader header, CounterSample sample) {
        if (isPort(sample)) {
            out.add(header, sample);
        }
    }

    private boolean isPort(Sample sample) {
        return sample.sourceClass() == 0 && isPort(sample.sourceIndex());
    }

    private boolean isPort(long index) {
        return agentPorts.length > 0 && TenantFilter.contains(agentPorts, index);
    }

    void end(RelayQueue queue) {
        if (out.samples() > 0) {
            out.sendTo(queue, route.target());
        }
    }
}
