package weir.relay;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import weir.sflow.DataFormat;
import weir.sflow.DatagramHeader;
import weir.sflow.FlowSample;
import weir.sflow.Sample;

/**
 * The datagram that one tenant gets of one datagram that arrived: the head with another number, and the samples that were
 * selected, each as it was sent but for its sequence number and its pool.
 *
 * <p>Shape: never larger than what arrived. Thread: the shard's. Source: sFlow Version 5, section 5.
 */
final class TenantDatagram {

    private static final int VERSION = 5;
    private static final int ADDRESS_IPV4 = 1;
    private static final int ADDRESS_IPV6 = 2;
    private static final int HEAD_OF_SAMPLE = 8;
    /** Bytes before the rate: sequence and source, compact or expanded. */
    private static final int COMPACT_RATE = 8;

    private static final int EXPANDED_RATE = 12;
    private static final int POOL_AFTER_RATE = 4;

    private final SampleNumbers numbers = new SampleNumbers();
    private ByteBuffer out = ByteBuffer.allocate(2_048);
    private SampleNumbers.@Nullable Agent agent;
    private int countAt;
    private int samples;

    /** Begins: nothing is selected yet. */
    void start() {
        agent = null;
        samples = 0;
        out.clear();
    }

    /** Adds a sample as it was sent. */
    void add(DatagramHeader header, Sample sample) {
        SampleNumbers.Agent known = agent;
        if (known == null) {
            known = numbers.agent(header);
            agent = known;
            head(header, known);
        }
        SampleNumbers.Source source = numbers.source(known, sample);
        if (source == null) {
            return;
        }
        room(HEAD_OF_SAMPLE + sample.length());
        out.putInt(sample.tag()).putInt(sample.length());
        int body = out.position();
        out.put(sample.bytes(), sample.start(), sample.length());
        source.sequence++;
        out.putInt(body, (int) source.sequence);
        if (sample instanceof FlowSample flow) {
            source.pool += flow.samplingRate();
            int rate = sample.tag() == DataFormat.FLOW_SAMPLE_EXPANDED ? EXPANDED_RATE : COMPACT_RATE;
            out.putInt(body + rate + POOL_AFTER_RATE, (int) source.pool);
        }
        samples++;
    }

    private void head(DatagramHeader header, SampleNumbers.Agent known) {
        known.sequence++;
        out.putInt(VERSION);
        if (header.agentV6()) {
            out.putInt(ADDRESS_IPV6).putLong(header.agentHigh()).putLong(header.agentLow());
        } else {
            out.putInt(ADDRESS_IPV4).putInt((int) header.agentLow());
        }
        out.putInt((int) header.subAgent()).putInt((int) known.sequence).putInt((int) header.uptime());
        countAt = out.position();
        out.putInt(0);
    }

    private void room(int bytes) {
        if (out.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * out.capacity(), out.position() + bytes));
            out = larger.put(out.flip());
        }
    }

    /** Samples selected since {@link #start()}. */
    int samples() {
        return samples;
    }

    /** Hands the datagram over. */
    void sendTo(RelayQueue queue, RelayTarget target) {
        out.putInt(countAt, samples);
        queue.offer(target, out.array(), 0, out.position(), samples);
    }
}
