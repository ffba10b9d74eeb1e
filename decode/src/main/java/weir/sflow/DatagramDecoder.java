package weir.sflow;

import weir.sflow.DecodeCounts.Decoded;
import weir.sflow.UnknownFormats.Kind;
import weir.xdr.XdrReader;

/**
 * Walks one datagram: head, samples, records; calls a {@link SampleListener} with views.
 *
 * <p>Nothing in a datagram makes this throw or allocate by a length it names. A bad record is skipped by its length, a
 * sample whose length passes the end ends the datagram, a datagram without a readable head is dropped; what was good
 * before stays delivered. Each adds to a counter of {@link DecodeCounts}. Samples and records of unknown formats are
 * skipped by length and counted; bytes after what is known of a record, a sample or the datagram are ignored, because
 * structures may grow at their end.
 *
 * <p>Thread: one; reused for every datagram.
 *
 * <p>Source: sFlow Version 5, section 5.
 */
public final class DatagramDecoder {

    private static final int VERSION = 5;
    private static final int ADDRESS_IPV4 = 1;
    private static final int ADDRESS_IPV6 = 2;
    /** Samples inside samples are followed once; deeper nesting is not seen in practice. */
    private static final int MAX_NESTING = 1;

    private final StructureTable structures;
    private final DecodeCounts counts;
    private final XdrReader datagram = new XdrReader();
    private final XdrReader body = new XdrReader();
    private final XdrReader nested = new XdrReader();
    private final RecordReader layouts = new RecordReader();
    private final DatagramHeader header = new DatagramHeader();
    private final FlowSample flow = new FlowSample();
    private final CounterSample counters = new CounterSample();
    private final DiscardedPacket discard = new DiscardedPacket();
    private final CustomSampleReader custom;

    /** A decoder that knows the given structures and counts into the given counts. */
    public DatagramDecoder(StructureTable structures, DecodeCounts counts) {
        this.structures = structures;
        this.counts = counts;
        this.custom = new CustomSampleReader(counts);
    }

    /**
     * Decodes one datagram.
     *
     * @return whether the head was readable, that is, whether the listener was called
     */
    public boolean decode(byte[] bytes, int from, int to, SampleListener listener) {
        datagram.wrap(bytes, from, to);
        if (!readHeader()) {
            return false;
        }
        counts.count(Decoded.DATAGRAMS);
        listener.onDatagram(header);
        boolean complete = true;
        for (long i = 0; i < header.sampleCount && complete; i++) {
            complete = readSample(datagram, bytes, listener, 0);
        }
        if (complete && datagram.remaining() > 0) {
            counts.count(Decoded.TRAILING_BYTES);
        }
        listener.onDatagramEnd(header);
        return true;
    }

    private boolean readHeader() {
        if (datagram.remaining() < 4) {
            counts.count(DecodeError.DATAGRAM_TOO_SHORT);
            return false;
        }
        if (datagram.readInt() != VERSION) {
            counts.count(DecodeError.VERSION_UNSUPPORTED);
            return false;
        }
        int addressType = datagram.readInt();
        header.agentV6 = addressType == ADDRESS_IPV6;
        if (addressType == ADDRESS_IPV4) {
            header.agentHigh = 0;
            header.agentLow = datagram.readUnsignedInt();
        } else if (addressType == ADDRESS_IPV6) {
            header.agentHigh = datagram.readLong();
            header.agentLow = datagram.readLong();
        } else if (!datagram.overrun()) {
            counts.count(DecodeError.AGENT_ADDRESS_TYPE);
            return false;
        }
        header.subAgent = datagram.readUnsignedInt();
        header.sequence = datagram.readUnsignedInt();
        header.uptime = datagram.readUnsignedInt();
        header.sampleCount = datagram.readUnsignedInt();
        if (datagram.overrun()) {
            counts.count(DecodeError.DATAGRAM_TOO_SHORT);
            return false;
        }
        return true;
    }

    /** Reads the sample at the cursor. Answers whether the cursor now stands at the next one. */
    private boolean readSample(XdrReader in, byte[] bytes, SampleListener listener, int nesting) {
        int tag = in.readInt();
        long length = in.readUnsignedInt();
        if (in.overrun()) {
            counts.count(DecodeError.SAMPLES_MISSING);
            return false;
        }
        int start = in.skipOpaque(length);
        if (start < 0) {
            counts.count(DecodeError.SAMPLE_TRUNCATED);
            return false;
        }
        body.wrap(bytes, start, start + (int) length);
        if (tag == DataFormat.FLOW_SAMPLE || tag == DataFormat.FLOW_SAMPLE_EXPANDED) {
            readFlow(tag, bytes, listener);
        } else if (tag == DataFormat.COUNTERS_SAMPLE || tag == DataFormat.COUNTERS_SAMPLE_EXPANDED) {
            readCounters(tag, bytes, listener);
        } else if (tag == DataFormat.DISCARDED_PACKET) {
            readDiscard(tag, bytes, listener);
        } else if (tag == DataFormat.RTMETRIC || tag == DataFormat.RTFLOW) {
            if (custom.read(body, tag)) {
                counts.count(Decoded.CUSTOM_SAMPLES);
                if (tag == DataFormat.RTMETRIC) {
                    listener.onCustomMetrics(header, custom.sample());
                } else {
                    listener.onCustomFlow(header, custom.sample());
                }
            }
        } else if (tag == DataFormat.ACL_SAMPLE && nesting < MAX_NESTING) {
            readAclSample(bytes, listener, nesting);
        } else {
            counts.unknownFormats().count(Kind.SAMPLE, tag);
            listener.onUnknownSample(header, tag, bytes, start, (int) length);
        }
        return true;
    }

    /** Reads flags and group, which are not delivered, and then the sample they are about. */
    private void readAclSample(byte[] bytes, SampleListener listener, int nesting) {
        body.skip(8);
        if (body.overrun()) {
            counts.count(DecodeError.SAMPLE_TOO_SHORT);
            return;
        }
        nested.wrap(bytes, body.position(), body.position() + body.remaining());
        readSample(nested, bytes, listener, nesting + 1);
    }

    private void readFlow(int tag, byte[] bytes, SampleListener listener) {
        boolean expanded = tag == DataFormat.FLOW_SAMPLE_EXPANDED;
        readSource(flow, tag, bytes, expanded);
        flow.samplingRate = body.readUnsignedInt();
        flow.samplePool = body.readUnsignedInt();
        flow.drops = body.readUnsignedInt();
        if (expanded) {
            flow.inputFormat = body.readInt();
            flow.inputValue = internal(flow.inputFormat, body.readUnsignedInt());
            flow.outputFormat = body.readInt();
            flow.outputValue = internal(flow.outputFormat, body.readUnsignedInt());
        } else {
            int input = body.readInt();
            int output = body.readInt();
            flow.inputFormat = input >>> 30;
            flow.inputValue = input & 0x3FFF_FFFF;
            flow.outputFormat = output >>> 30;
            flow.outputValue = output & 0x3FFF_FFFF;
        }
        if (readRecords(flow.records, Kind.FLOW_RECORD)) {
            counts.count(Decoded.FLOW_SAMPLES);
            listener.onFlow(header, flow);
        }
    }

    /** Some agents mark the device itself with all ones in the expanded form. */
    private static long internal(int format, long value) {
        return format == Interface.IF_INDEX && value == 0xFFFF_FFFFL ? Interface.INTERNAL : value;
    }

    private void readCounters(int tag, byte[] bytes, SampleListener listener) {
        readSource(counters, tag, bytes, tag == DataFormat.COUNTERS_SAMPLE_EXPANDED);
        if (readRecords(counters.records, Kind.COUNTER_RECORD)) {
            counts.count(Decoded.COUNTER_SAMPLES);
            listener.onCounters(header, counters);
        }
    }

    private void readDiscard(int tag, byte[] bytes, SampleListener listener) {
        readSource(discard, tag, bytes, true);
        discard.drops = body.readUnsignedInt();
        discard.inputIfIndex = body.readUnsignedInt();
        discard.outputIfIndex = body.readUnsignedInt();
        discard.reason = body.readUnsignedInt();
        if (readRecords(discard.records, Kind.FLOW_RECORD)) {
            counts.count(Decoded.NOTIFICATION_SAMPLES);
            listener.onDiscard(header, discard);
        }
    }

    private void readSource(Sample sample, int tag, byte[] bytes, boolean expanded) {
        sample.bytes = bytes;
        sample.tag = tag;
        sample.start = body.position();
        sample.length = body.remaining();
        sample.sequence = body.readUnsignedInt();
        if (expanded) {
            sample.sourceClass = body.readInt();
            sample.sourceIndex = body.readUnsignedInt();
        } else {
            int source = body.readInt();
            sample.sourceClass = source >>> 24;
            sample.sourceIndex = source & 0xFF_FFFF;
        }
    }

    /** Notes where the records lie. Answers false when not even the fixed head of the sample was there. */
    private boolean readRecords(Records records, Kind kind) {
        records.clear();
        long count = body.readUnsignedInt();
        if (body.overrun()) {
            counts.count(DecodeError.SAMPLE_TOO_SHORT);
            return false;
        }
        for (long i = 0; i < count; i++) {
            int tag = body.readInt();
            long length = body.readUnsignedInt();
            if (body.overrun()) {
                counts.count(DecodeError.RECORDS_MISSING);
                return true;
            }
            int start = body.skipOpaque(length);
            if (start < 0) {
                counts.count(DecodeError.RECORD_TRUNCATED);
                return true;
            }
            Structure structure =
                    kind == Kind.FLOW_RECORD ? structures.flow(tag, length) : structures.counter(tag, length);
            if (structure == null) {
                counts.unknownFormats().count(kind, tag);
            } else if (length < structure.minLength()) {
                counts.count(DecodeError.RECORD_TOO_SHORT);
                continue;
            } else {
                structure = layouts.layout(structure, body.bytes(), start, (int) length);
            }
            records.add(tag, start, (int) length, structure);
        }
        return true;
    }
}
