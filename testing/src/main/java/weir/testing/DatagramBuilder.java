package weir.testing;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes sFlow version 5 datagrams for tests, independently of the decoder; can also lie about counts and lengths.
 *
 * <pre>{@code
 * byte[] datagram = new DatagramBuilder()
 *         .agent("10.0.0.1")
 *         .flow(sample -> sample.source(0, 2).rate(100).record(0, 1001, r -> r.u32s(10, 0, 20, 0)))
 *         .counters(sample -> sample.source(2, 1).record(0, 2002, r -> r.u32s(2, 1)))
 *         .build();
 * }</pre>
 *
 * <p>What is not said is: agent 10.0.0.1, sub-agent 0, sequence number 1, uptime 1000 ms, no samples.
 *
 * <p>Source: sFlow Version 5, section 5.
 */
public final class DatagramBuilder {

    private final XdrWriter samples = new XdrWriter();
    private long version = 5;
    private XdrWriter agent = new XdrWriter().address("10.0.0.1");
    private long subAgent;
    private long sequence = 1;
    private long uptime = 1000;
    private long count;
    private @Nullable Long claimedCount;

    /** Version number. */
    public DatagramBuilder version(long number) {
        version = number;
        return this;
    }

    /** Agent address, IPv4 or IPv6. */
    public DatagramBuilder agent(String address) {
        agent = new XdrWriter().address(address);
        return this;
    }

    /** Agent address of any type, with any bytes. */
    public DatagramBuilder agent(long type, byte[] address) {
        agent = new XdrWriter().u32(type).raw(address);
        return this;
    }

    /** Sub-agent number. */
    public DatagramBuilder subAgent(long number) {
        subAgent = number;
        return this;
    }

    /** Sequence number of the datagram. */
    public DatagramBuilder sequence(long number) {
        sequence = number;
        return this;
    }

    /** Milliseconds since the agent started. */
    public DatagramBuilder uptime(long millis) {
        uptime = millis;
        return this;
    }

    /** Claims a number of samples that is not the true one. */
    public DatagramBuilder claimSamples(long number) {
        claimedCount = number;
        return this;
    }

    /** Adds a flow sample 0:1. */
    public DatagramBuilder flow(Consumer<SampleBuilder> content) {
        return sample(SampleBuilder.Form.FLOW, content);
    }

    /** Adds an expanded flow sample 0:3. */
    public DatagramBuilder expandedFlow(Consumer<SampleBuilder> content) {
        return sample(SampleBuilder.Form.EXPANDED_FLOW, content);
    }

    /** Adds a counter sample 0:2. */
    public DatagramBuilder counters(Consumer<SampleBuilder> content) {
        return sample(SampleBuilder.Form.COUNTERS, content);
    }

    /** Adds an expanded counter sample 0:4. */
    public DatagramBuilder expandedCounters(Consumer<SampleBuilder> content) {
        return sample(SampleBuilder.Form.EXPANDED_COUNTERS, content);
    }

    /** Adds a drop notice 0:5. */
    public DatagramBuilder discarded(Consumer<SampleBuilder> content) {
        return sample(SampleBuilder.Form.DISCARDED, content);
    }

    /** Adds a sample of custom metrics, 4300:1002. */
    public DatagramBuilder rtmetric(String dataSource, Consumer<CustomBuilder> content) {
        CustomBuilder custom = new CustomBuilder();
        content.accept(custom);
        return sample(4300, 1002, w -> w.string(dataSource).raw(custom.bytes()));
    }

    /** Adds a custom flow, 4300:1003. */
    public DatagramBuilder rtflow(String dataSource, long rate, long pool, Consumer<CustomBuilder> content) {
        CustomBuilder custom = new CustomBuilder();
        content.accept(custom);
        return sample(4300, 1003, w -> w.string(dataSource).u32(rate).u32(pool).raw(custom.bytes()));
    }

    /** Adds a sample 1991:1 that holds the samples of {@code inner}, of which receivers expect one. */
    public DatagramBuilder acl(long flags, long group, DatagramBuilder inner) {
        return sample(1991, 1, w -> w.u32(flags).u32(group).raw(inner.samples.bytes()));
    }

    /** Adds a sample of any format. */
    public DatagramBuilder sample(int enterprise, int format, Consumer<XdrWriter> body) {
        XdrWriter writer = new XdrWriter();
        body.accept(writer);
        return sample(enterprise, format, writer.size(), writer.bytes());
    }

    /** Adds a sample that claims any length; the body is written as it is, padded to a multiple of four. */
    public DatagramBuilder sample(int enterprise, int format, long claimedLength, byte[] body) {
        samples.tag(enterprise, format).u32(claimedLength).fixed(body);
        count++;
        return this;
    }

    /** Adds bytes that no count covers. */
    public DatagramBuilder trailing(byte[] bytes) {
        samples.raw(bytes);
        return this;
    }

    /** The datagram; the builder can go on. */
    public byte[] build() {
        return new XdrWriter()
                .u32(version)
                .raw(agent.bytes())
                .u32(subAgent)
                .u32(sequence)
                .u32(uptime)
                .u32(claimedCount == null ? count : claimedCount)
                .raw(samples.bytes())
                .bytes();
    }

    private DatagramBuilder sample(SampleBuilder.Form form, Consumer<SampleBuilder> content) {
        SampleBuilder sample = new SampleBuilder(form);
        content.accept(sample);
        byte[] body = sample.bytes();
        return sample(0, form.format(), sample.claimedLength(body.length), body);
    }
}
