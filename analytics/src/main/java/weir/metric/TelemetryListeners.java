package weir.metric;

import weir.sflow.CustomSample;
import weir.sflow.DatagramHeader;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;

/**
 * Several listeners as one, told in their order: whoever needs what another learns comes after it.
 *
 * <p>Thread: owner of the table.
 */
public final class TelemetryListeners implements TelemetryListener {

    private final TelemetryListener[] listeners;

    /** These, in this order. */
    public TelemetryListeners(TelemetryListener... listeners) {
        this.listeners = listeners.clone();
    }

    @Override
    public void onDatagram(DatagramHeader header, Agent agent) {
        for (TelemetryListener listener : listeners) {
            listener.onDatagram(header, agent);
        }
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample, Agent agent, SourceFeed feed, double weight) {
        for (TelemetryListener listener : listeners) {
            listener.onFlow(header, sample, agent, feed, weight);
        }
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket notice, Agent agent, SourceFeed feed) {
        for (TelemetryListener listener : listeners) {
            listener.onDiscard(header, notice, agent, feed);
        }
    }

    @Override
    public void onCustomFlow(DatagramHeader header, CustomSample flow, Agent agent, DataSource source) {
        for (TelemetryListener listener : listeners) {
            listener.onCustomFlow(header, flow, agent, source);
        }
    }

    @Override
    public void onRow(Agent agent, DataSource source) {
        for (TelemetryListener listener : listeners) {
            listener.onRow(agent, source);
        }
    }

    @Override
    public void onGone(Agent agent, DataSource source) {
        for (TelemetryListener listener : listeners) {
            listener.onGone(agent, source);
        }
    }

    @Override
    public void onGone(Agent agent) {
        for (TelemetryListener listener : listeners) {
            listener.onGone(agent);
        }
    }
}
