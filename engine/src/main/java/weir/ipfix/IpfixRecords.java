package weir.ipfix;

import java.util.function.Predicate;
import weir.flow.FlowSource;
import weir.flow.FlowTotals;
import weir.flow.key.FlowDefinition;
import weir.meter.FlowDefinitions;
import weir.meter.FlowUpdate;
import weir.meter.MeterListener;
import weir.meter.Moment;
import weir.metric.Agent;
import weir.metric.DataSource;

/**
 * Hands records on to an exporter, and everything to another listener.
 *
 * <p>Thread: the shard's.
 */
public final class IpfixRecords implements MeterListener {

    private final MeterListener next;
    private final IpfixExporter exporter;

    /** Puts an exporter before a listener. */
    public IpfixRecords(MeterListener next, IpfixExporter exporter) {
        this.next = next;
        this.exporter = exporter;
    }

    @Override
    public void onRecord(Moment at, FlowDefinition definition, FlowSource source, FlowTotals totals) {
        next.onRecord(at, definition, source, totals);
        if (!definition.ipfixCollectors().isEmpty()) {
            exporter.offer(definition, source, totals);
        }
    }

    @Override
    public Predicate<FlowDefinition> watched() {
        return next.watched();
    }

    @Override
    public void onFlow(FlowUpdate update) {
        next.onFlow(update);
    }

    @Override
    public void onRow(Moment at, Agent agent, DataSource source) {
        next.onRow(at, agent, source);
    }

    @Override
    public void onGone(Moment at, Agent agent, DataSource source) {
        next.onGone(at, agent, source);
    }

    @Override
    public void onGone(Moment at, Agent agent) {
        next.onGone(at, agent);
    }

    @Override
    public void onDefinitions(Moment at, FlowDefinitions now) {
        next.onDefinitions(at, now);
    }

    @Override
    public void onMark(Moment at) {
        next.onMark(at);
    }

    @Override
    public void onPass(Moment at) {
        next.onPass(at);
    }

    @Override
    public void onEnd(Moment at) {
        next.onEnd(at);
    }
}
