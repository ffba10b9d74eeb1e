package weir.testing;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the body of a sample with records. Fields that a form does not have are ignored.
 *
 * <p>What is not said is: sequence number 1, data source 0:1, rate 1, everything else 0.
 *
 * <p>Source: sFlow Version 5, section 5; sFlow Dropped Packet Notification Structures.
 */
public final class SampleBuilder {

    enum Form {
        FLOW(1),
        COUNTERS(2),
        EXPANDED_FLOW(3),
        EXPANDED_COUNTERS(4),
        DISCARDED(5);

        private final int format;

        Form(int format) {
            this.format = format;
        }

        int format() {
            return format;
        }
    }

    private final Form form;
    private final XdrWriter records = new XdrWriter();
    private long sequence = 1;
    private long sourceClass;
    private long sourceIndex = 1;
    private long rate = 1;
    private long pool;
    private long drops;
    private long inputFormat;
    private long input;
    private long outputFormat;
    private long output;
    private long reason;
    private long count;
    private @Nullable Long claimedCount;
    private @Nullable Long claimedLength;

    SampleBuilder(Form form) {
        this.form = form;
    }

    /** Sequence number of the sample. */
    public SampleBuilder sequence(long number) {
        sequence = number;
        return this;
    }

    /** Data source. */
    public SampleBuilder source(long dsClass, long index) {
        sourceClass = dsClass;
        sourceIndex = index;
        return this;
    }

    /** Sampling rate, N of 1-in-N. */
    public SampleBuilder rate(long n) {
        rate = n;
        return this;
    }

    /** Sample pool. */
    public SampleBuilder pool(long packets) {
        pool = packets;
        return this;
    }

    /** Samples or notices lost in the agent. */
    public SampleBuilder drops(long total) {
        drops = total;
        return this;
    }

    /** Input ifIndex. */
    public SampleBuilder input(long ifIndex) {
        return input(0, ifIndex);
    }

    /** Input in a format of section 5, typedef interface. */
    public SampleBuilder input(long format, long value) {
        inputFormat = format;
        input = value;
        return this;
    }

    /** Output ifIndex. */
    public SampleBuilder output(long ifIndex) {
        return output(0, ifIndex);
    }

    /** Output in a format of section 5, typedef interface: 1 discarded, 2 multiple. */
    public SampleBuilder output(long format, long value) {
        outputFormat = format;
        output = value;
        return this;
    }

    /** Why a packet was dropped. */
    public SampleBuilder reason(long code) {
        reason = code;
        return this;
    }

    /** Adds a record. */
    public SampleBuilder record(int enterprise, int format, Consumer<XdrWriter> body) {
        XdrWriter writer = new XdrWriter();
        body.accept(writer);
        return record(enterprise, format, writer.size(), writer.bytes());
    }

    /** Adds a record that claims any length; the body is written as it is, padded to a multiple of four. */
    public SampleBuilder record(int enterprise, int format, long length, byte[] body) {
        records.tag(enterprise, format).u32(length).fixed(body);
        count++;
        return this;
    }

    /** Adds a sampled header 0:1 of an Ethernet packet whose four octets of FCS were removed. */
    public SampleBuilder header(long frameLength, byte[] header) {
        return record(0, 1, r -> r.u32s(1, frameLength, 4).opaque(header));
    }

    /** Adds bytes that no record covers. */
    public SampleBuilder trailing(byte[] bytes) {
        records.raw(bytes);
        return this;
    }

    /** Claims a number of records that is not the true one. */
    public SampleBuilder claimRecords(long number) {
        claimedCount = number;
        return this;
    }

    /** Claims a length of the sample that is not the true one. */
    public SampleBuilder claimLength(long length) {
        claimedLength = length;
        return this;
    }

    long claimedLength(int trueLength) {
        return claimedLength == null ? trueLength : claimedLength;
    }

    byte[] bytes() {
        XdrWriter out = new XdrWriter().u32(sequence);
        switch (form) {
            case FLOW, COUNTERS -> out.u32(sourceClass << 24 | sourceIndex);
            case EXPANDED_FLOW, EXPANDED_COUNTERS, DISCARDED -> out.u32s(sourceClass, sourceIndex);
        }
        switch (form) {
            case FLOW -> out.u32s(rate, pool, drops, inputFormat << 30 | input, outputFormat << 30 | output);
            case EXPANDED_FLOW -> out.u32s(rate, pool, drops, inputFormat, input, outputFormat, output);
            case DISCARDED -> out.u32s(drops, input, output, reason);
            case COUNTERS, EXPANDED_COUNTERS -> {}
        }
        return out.u32(claimedCount == null ? count : claimedCount)
                .raw(records.bytes())
                .bytes();
    }
}
