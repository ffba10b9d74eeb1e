package weir.sflow;

/**
 * Notice that the device dropped a packet. Not sampled: there is no rate.
 *
 * <p>Source: sFlow Dropped Packet Notification Structures, struct discarded_packet.
 */
public final class DiscardedPacket extends Sample {

    long drops;
    long inputIfIndex;
    long outputIfIndex;
    long reason;

    DiscardedPacket() {}

    /** Notices suppressed by the agent's rate limit, as a running total. */
    public long drops() {
        return drops;
    }

    /** ifIndex the packet came in by; 0 unknown. */
    public long inputIfIndex() {
        return inputIfIndex;
    }

    /** ifIndex the packet should have left by; 0 unknown or not an egress drop. */
    public long outputIfIndex() {
        return outputIfIndex;
    }

    /** Reason code; see the table of drop reasons. Codes without a name are valid. */
    public long reason() {
        return reason;
    }
}
