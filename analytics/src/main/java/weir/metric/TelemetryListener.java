package weir.metric;

import weir.sflow.CustomSample;
import weir.sflow.DatagramHeader;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;

/**
 * Is told what an {@link AgentTable} accepted: samples that are not repeated, with the data source they count for and
 * what each stands for; rows that were published; agents and data sources that went.
 *
 * <p>Samples are views, valid only during the call. Thread: owner of the table.
 */
public interface TelemetryListener {

    /** Nobody listens. */
    TelemetryListener NONE = new TelemetryListener() {};

    /** A datagram of a known agent; what it holds follows. */
    default void onDatagram(DatagramHeader header, Agent agent) {}

    /**
     * A flow sample.
     *
     * @param feed of the data source where flows are reported: that of the sample; of a physical entity the input interface
     * @param weight packets or operations that the sample stands for
     */
    default void onFlow(DatagramHeader header, FlowSample sample, Agent agent, SourceFeed feed, double weight) {}

    /**
     * A drop notice, which stands for one packet.
     *
     * @param feed as for flow samples
     */
    default void onDiscard(DatagramHeader header, DiscardedPacket notice, Agent agent, SourceFeed feed) {}

    /**
     * A custom flow.
     *
     * @param source data source of its name
     */
    default void onCustomFlow(DatagramHeader header, CustomSample flow, Agent agent, DataSource source) {}

    /** A counter sample or custom metrics made a new row or other adapters, which are published. */
    default void onRow(Agent agent, DataSource source) {}

    /** A data source is removed, because it or its agent was silent for too long. */
    default void onGone(Agent agent, DataSource source) {}

    /** An agent is removed, after its data sources. */
    default void onGone(Agent agent) {}
}
