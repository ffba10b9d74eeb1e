package weir.sflow;

import weir.net.IpAddress;

/**
 * The head of one datagram: who sent it and where it stands in the sender's sequence.
 *
 * <p>Lifetime and thread: a view that the decoder refills, valid only during a callback.
 *
 * <p>Source: sFlow Version 5, section 5, struct sample_datagram_v5.
 */
public final class DatagramHeader {

    boolean agentV6;
    long agentHigh;
    long agentLow;
    long subAgent;
    long sequence;
    long uptime;
    long sampleCount;

    DatagramHeader() {}

    /** The agent address as a value; allocates. */
    public IpAddress agent() {
        return new IpAddress(agentV6, agentHigh, agentLow);
    }

    /** Whether the agent address is IPv6. */
    public boolean agentV6() {
        return agentV6;
    }

    /** Upper half of the agent address, as in {@link IpAddress#high()}. */
    public long agentHigh() {
        return agentHigh;
    }

    /** Lower half of the agent address, as in {@link IpAddress#low()}. */
    public long agentLow() {
        return agentLow;
    }

    /** Sub-agent number. */
    public long subAgent() {
        return subAgent;
    }

    /** Sequence number of the datagram within its sub-agent. */
    public long sequence() {
        return sequence;
    }

    /** Milliseconds since the device started; wraps after 49.7 days. */
    public long uptime() {
        return uptime;
    }

    /** Samples the datagram says it holds. */
    public long sampleCount() {
        return sampleCount;
    }
}
