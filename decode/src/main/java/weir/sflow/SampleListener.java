package weir.sflow;

/**
 * Receives what a datagram holds, in wire order: the seam between decoding and everything else.
 *
 * <p>Every argument is a view, valid only during the call. Called on the thread that decodes.
 */
public interface SampleListener {

    /** A datagram with a readable head; its samples follow. */
    default void onDatagram(DatagramHeader header) {}

    /** Which data sources the samples that follow are of, told by {@link Sample#number}. */
    default void onAhead(SamplesAhead ahead) {}

    /** A flow sample. */
    default void onFlow(DatagramHeader header, FlowSample sample) {}

    /** A counter sample. */
    default void onCounters(DatagramHeader header, CounterSample sample) {}

    /** A drop notice. */
    default void onDiscard(DatagramHeader header, DiscardedPacket sample) {}

    /** Custom metrics ({@code rtmetric}). */
    default void onCustomMetrics(DatagramHeader header, CustomSample sample) {}

    /** A custom flow ({@code rtflow}). */
    default void onCustomFlow(DatagramHeader header, CustomSample sample) {}

    /** A sample of a format the decoder does not know, skipped by its length. */
    default void onUnknownSample(DatagramHeader header, int tag, byte[] bytes, int start, int length) {}

    /** The datagram is done. */
    default void onDatagramEnd(DatagramHeader header) {}
}
