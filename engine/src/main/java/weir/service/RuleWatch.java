package weir.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import weir.bgp.flowspec.Destinations;
import weir.bgp.flowspec.FlowPacket;
import weir.bgp.trial.SeenPacket;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.attribute.KeyBuffer;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;
import weir.flow.key.CompiledFlow;
import weir.flow.key.DefinitionSet;
import weir.lookup.Lookups;
import weir.metric.Agent;
import weir.metric.DataSourceId;
import weir.metric.SourceFeed;
import weir.metric.TelemetryListener;
import weir.net.IpAddress;
import weir.service.SeenPackets.Direction;
import weir.service.SeenPackets.Place;
import weir.sflow.DatagramHeader;
import weir.sflow.FlowSample;
import weir.sflow.Interface;

/**
 * Watches for the packets that a question about a rule is about: those of the attack, and others that go to its target or
 * that the rule could be for.
 *
 * <p>Samples without an IP header are passed over: no rule is for them. Thread: one.
 */
final class RuleWatch implements TelemetryListener {

    private final SampleContext context;
    private final CompiledFlow flow;
    private final String flowKey;
    private final AttributeReader length;
    private final KeyValue value = new KeyValue();
    private final Optional<Destinations> targets;
    private final Optional<Set<IpAddress>> agents;
    private final Predicate<Port> isEdge;
    private final Map<Port, Boolean> edges = new HashMap<>();
    private final SeenPackets seen = new SeenPackets();
    private Supplier<Lookups> lookups = () -> Lookups.NONE;
    private LongSupplier now = () -> 0;

    /** A data source of an agent. */
    record Port(IpAddress agent, DataSourceId source) {}

    /**
     * Has seen nothing yet.
     *
     * @param agents addresses of agents whose samples count; empty for all
     * @param isEdge whether a port is at the edge of the topology
     */
    RuleWatch(RuleQuestion question, FlowKeyTable keys, Optional<Set<IpAddress>> agents, Predicate<Port> isEdge) {
        context = new SampleContext(keys);
        flow = new DefinitionSet(List.of(question.attack()), keys).flows().getFirst();
        flowKey = question.flowKey();
        length = keys.key("bytes").reader(0, "bytes");
        targets = targets(question);
        this.agents = agents;
        this.isEdge = isEdge;
    }

    /** Where other traffic goes that could be hit. Absent: empty for anywhere. */
    private static Optional<Destinations> targets(RuleQuestion question) {
        return Destinations.destination(question.match()).isEmpty()
                ? Optional.empty()
                : question.target().map(target -> Destinations.of(target, question.match()));
    }

    /** Says where names and time come from. */
    void with(Supplier<Lookups> names, LongSupplier time) {
        lookups = names;
        now = time;
    }

    SeenPackets seen() {
        return seen;
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample, Agent agent, SourceFeed feed, double weight) {
        if (agents.isPresent() && !agents.get().contains(agent.address())) {
            return;
        }
        context.flow(header, sample, weight, lookups.get());
        boolean attack = isAttack();
        if (!attack && !isToTarget()) {
            return;
        }
        FlowPacket packet = FlowPacket.of(context.layers());
        if (packet == null) {
            return;
        }
        double bytes = length.read(context, value) ? value.number() : 0;
        boolean dropped = sample.outputFormat() == Interface.DISCARDED;
        seen.add(
                place(agent, feed.source().id(), sample),
                new SeenPacket(now.getAsLong(), packet, attack, dropped, weight, bytes));
    }

    private boolean isAttack() {
        if (!flow.evaluate(context)) {
            return false;
        }
        KeyBuffer key = flow.key();
        return flow.keyText(key.bytes(), 0, key.length()).equals(flowKey);
    }

    private boolean isToTarget() {
        return targets.isEmpty() || targets.get().has(context.layers());
    }

    private Place place(Agent agent, DataSourceId source, FlowSample sample) {
        boolean edge = edges.computeIfAbsent(new Port(agent.address(), source), isEdge::test);
        return new Place(agent.address(), direction(source, sample), edge);
    }

    private static Direction direction(DataSourceId source, FlowSample sample) {
        if (!source.isInterface() || source.index() == 0) {
            return Direction.UNKNOWN;
        }
        if (is(sample.inputFormat(), sample.inputValue(), source)) {
            return Direction.IN;
        }
        return is(sample.outputFormat(), sample.outputValue(), source) ? Direction.OUT : Direction.UNKNOWN;
    }

    private static boolean is(int format, long value, DataSourceId source) {
        return format == Interface.IF_INDEX && value == source.index();
    }
}
