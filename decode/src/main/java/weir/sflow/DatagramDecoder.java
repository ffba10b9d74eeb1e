package weir.sflow;

import static weir.xdr.BigEndian.int32;
import static weir.xdr.BigEndian.int64;
import static weir.xdr.BigEndian.uint32;

import java.util.Objects;
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
 * <p>What has a fixed size, the heads of datagram, samples and records, is compared with the end once and then read by
 * offset.
 *
 * <p>Thread: one; reused for every datagram.
 *
 * <p>Source: sFlow Version 5, section 5.
 */
public final class DatagramDecoder {

    private static final int VERSION = 5;
    private static final int ADDRESS_IPV4 = 1;
    private static final int ADDRESS_IPV6 = 2;
    /** Version and type of the agent address. */
    private static final int FIRST_WORDS = 8;
    /** Sub-agent, sequence number, uptime and number of samples, behind the agent address. */
    private static final int LAST_WORDS = 16;
    /** Format and length of a sample or a record. */
    private static final int TAG_AND_LENGTH = 8;

    private static final int FLOW_HEAD = 32;
    private static final int FLOW_HEAD_EXPANDED = 44;
    private static final int COUNTERS_HEAD = 12;
    private static final int COUNTERS_HEAD_EXPANDED = 16;
    private static final int DISCARD_HEAD = 32;
    private static final int ACL_HEAD = 8;
    /** Samples inside samples are followed once; deeper nesting is not seen in practice. */
    private static final int MAX_NESTING = 1;

    private final StructureTable structures;
    private final DecodeCounts counts;
    private final XdrReader body = new XdrReader();
    private final RecordReader layouts = new RecordReader();
    private final DatagramHeader header = new DatagramHeader();
    private final FlowSample flow = new FlowSample();
    private final CounterSample counters = new CounterSample();
    private final DiscardedPacket discard = new DiscardedPacket();
    private final CustomSampleReader custom;
    private final SamplesAhead ahead = new SamplesAhead();
    /** Position of the sample at hand. */
    private int number;

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
        Objects.checkFromToIndex(from, to, bytes.length);
        int at = readHeader(bytes, from, to);
        if (at < 0) {
            return false;
        }
        counts.count(Decoded.DATAGRAMS);
        listener.onDatagram(header);
        ahead.look(bytes, at, to, header.sampleCount);
        listener.onAhead(ahead);
        for (long i = 0; i < header.sampleCount && at >= 0; i++) {
            number = (int) i;
            at = readSample(bytes, at, to, listener, 0);
        }
        if (at >= 0 && at < to) {
            counts.count(Decoded.TRAILING_BYTES);
        }
        listener.onDatagramEnd(header);
        return true;
    }

    /** Reads the head. Answers where the first sample begins, or -1 when the datagram is of no use. */
    private int readHeader(byte[] bytes, int from, int to) {
        if (to - from < 4) {
            return refuse(DecodeError.DATAGRAM_TOO_SHORT);
        }
        if (int32(bytes, from) != VERSION) {
            return refuse(DecodeError.VERSION_UNSUPPORTED);
        }
        if (to - from < FIRST_WORDS) {
            return refuse(DecodeError.DATAGRAM_TOO_SHORT);
        }
        int addressType = int32(bytes, from + 4);
        if (addressType != ADDRESS_IPV4 && addressType != ADDRESS_IPV6) {
            return refuse(DecodeError.AGENT_ADDRESS_TYPE);
        }
        boolean v6 = addressType == ADDRESS_IPV6;
        int address = from + FIRST_WORDS;
        int at = address + (v6 ? 16 : 4);
        if (to - at < LAST_WORDS) {
            return refuse(DecodeError.DATAGRAM_TOO_SHORT);
        }
        header.agentV6 = v6;
        header.agentHigh = v6 ? int64(bytes, address) : 0;
        header.agentLow = v6 ? int64(bytes, address + 8) : uint32(bytes, address);
        header.subAgent = uint32(bytes, at);
        header.sequence = uint32(bytes, at + 4);
        header.uptime = uint32(bytes, at + 8);
        header.sampleCount = uint32(bytes, at + 12);
        return at + LAST_WORDS;
    }

    private int refuse(DecodeError error) {
        counts.count(error);
        return -1;
    }

    /** Reads the sample at an index. Answers where the next one begins, or -1 when that cannot be told. */
    private int readSample(byte[] bytes, int at, int to, SampleListener listener, int nesting) {
        if (to - at < TAG_AND_LENGTH) {
            return refuse(DecodeError.SAMPLES_MISSING);
        }
        int tag = int32(bytes, at);
        long length = uint32(bytes, at + 4);
        int start = at + TAG_AND_LENGTH;
        if (length > to - start) {
            return refuse(DecodeError.SAMPLE_TRUNCATED);
        }
        int end = start + (int) length;
        int next = Math.min(to, end + (-(int) length & 3));
        switch (tag) {
            case DataFormat.FLOW_SAMPLE -> readFlow(tag, bytes, start, end, listener);
            case DataFormat.FLOW_SAMPLE_EXPANDED -> readExpandedFlow(tag, bytes, start, end, listener);
            case DataFormat.COUNTERS_SAMPLE -> readCounters(tag, bytes, start, end, COUNTERS_HEAD, listener);
            case DataFormat.COUNTERS_SAMPLE_EXPANDED ->
                readCounters(tag, bytes, start, end, COUNTERS_HEAD_EXPANDED, listener);
            default -> readOther(tag, bytes, start, end, listener, nesting);
        }
        return next;
    }

    private void readOther(int tag, byte[] bytes, int start, int end, SampleListener listener, int nesting) {
        if (tag == DataFormat.DISCARDED_PACKET) {
            readDiscard(tag, bytes, start, end, listener);
        } else if (tag == DataFormat.RTMETRIC || tag == DataFormat.RTFLOW) {
            body.wrap(bytes, start, end);
            if (custom.read(body, tag)) {
                counts.count(Decoded.CUSTOM_SAMPLES);
                if (tag == DataFormat.RTMETRIC) {
                    listener.onCustomMetrics(header, custom.sample());
                } else {
                    listener.onCustomFlow(header, custom.sample());
                }
            }
        } else if (tag == DataFormat.ACL_SAMPLE && nesting < MAX_NESTING) {
            // Flags and group, which are not delivered, stand before the sample they are about.
            if (hasHead(start, end, ACL_HEAD)) {
                readSample(bytes, start + ACL_HEAD, end, listener, nesting + 1);
            }
        } else {
            counts.unknownFormats().count(Kind.SAMPLE, tag);
            listener.onUnknownSample(header, tag, bytes, start, end - start);
        }
    }

    private boolean hasHead(int start, int end, int size) {
        if (end - start < size) {
            counts.count(DecodeError.SAMPLE_TOO_SHORT);
            return false;
        }
        return true;
    }

    private void readFlow(int tag, byte[] bytes, int start, int end, SampleListener listener) {
        if (!hasHead(start, end, FLOW_HEAD)) {
            return;
        }
        compactSource(flow, tag, bytes, start, end);
        flow.samplingRate = uint32(bytes, start + 8);
        flow.samplePool = uint32(bytes, start + 12);
        flow.drops = uint32(bytes, start + 16);
        int input = int32(bytes, start + 20);
        int output = int32(bytes, start + 24);
        flow.inputFormat = input >>> 30;
        flow.inputValue = input & 0x3FFF_FFFF;
        flow.outputFormat = output >>> 30;
        flow.outputValue = output & 0x3FFF_FFFF;
        readRecords(flow.records, bytes, start + FLOW_HEAD, end, Kind.FLOW_RECORD);
        counts.count(Decoded.FLOW_SAMPLES);
        listener.onFlow(header, flow);
    }

    private void readExpandedFlow(int tag, byte[] bytes, int start, int end, SampleListener listener) {
        if (!hasHead(start, end, FLOW_HEAD_EXPANDED)) {
            return;
        }
        expandedSource(flow, tag, bytes, start, end);
        flow.samplingRate = uint32(bytes, start + 12);
        flow.samplePool = uint32(bytes, start + 16);
        flow.drops = uint32(bytes, start + 20);
        flow.inputFormat = int32(bytes, start + 24);
        flow.inputValue = internal(flow.inputFormat, uint32(bytes, start + 28));
        flow.outputFormat = int32(bytes, start + 32);
        flow.outputValue = internal(flow.outputFormat, uint32(bytes, start + 36));
        readRecords(flow.records, bytes, start + FLOW_HEAD_EXPANDED, end, Kind.FLOW_RECORD);
        counts.count(Decoded.FLOW_SAMPLES);
        listener.onFlow(header, flow);
    }

    /** Some agents mark the device itself with all ones in the expanded form. */
    private static long internal(int format, long value) {
        return format == Interface.IF_INDEX && value == 0xFFFF_FFFFL ? Interface.INTERNAL : value;
    }

    private void readCounters(int tag, byte[] bytes, int start, int end, int head, SampleListener listener) {
        if (!hasHead(start, end, head)) {
            return;
        }
        if (head == COUNTERS_HEAD) {
            compactSource(counters, tag, bytes, start, end);
        } else {
            expandedSource(counters, tag, bytes, start, end);
        }
        readRecords(counters.records, bytes, start + head, end, Kind.COUNTER_RECORD);
        counts.count(Decoded.COUNTER_SAMPLES);
        listener.onCounters(header, counters);
    }

    private void readDiscard(int tag, byte[] bytes, int start, int end, SampleListener listener) {
        if (!hasHead(start, end, DISCARD_HEAD)) {
            return;
        }
        expandedSource(discard, tag, bytes, start, end);
        discard.drops = uint32(bytes, start + 12);
        discard.inputIfIndex = uint32(bytes, start + 16);
        discard.outputIfIndex = uint32(bytes, start + 20);
        discard.reason = uint32(bytes, start + 24);
        readRecords(discard.records, bytes, start + DISCARD_HEAD, end, Kind.FLOW_RECORD);
        counts.count(Decoded.NOTIFICATION_SAMPLES);
        listener.onDiscard(header, discard);
    }

    /** Sequence number and data source of the compact forms: class and index share a word. */
    private void compactSource(Sample sample, int tag, byte[] bytes, int start, int end) {
        int source = int32(bytes, start + 4);
        sample.at(number, tag, bytes, start, end);
        sample.sequence = uint32(bytes, start);
        sample.sourceClass = source >>> 24;
        sample.sourceIndex = source & 0xFF_FFFF;
    }

    private void expandedSource(Sample sample, int tag, byte[] bytes, int start, int end) {
        sample.at(number, tag, bytes, start, end);
        sample.sequence = uint32(bytes, start);
        sample.sourceClass = int32(bytes, start + 4);
        sample.sourceIndex = uint32(bytes, start + 8);
    }

    /** Notes where the records lie, whose number stands in the word before the first. */
    private void readRecords(Records records, byte[] bytes, int first, int end, Kind kind) {
        records.clear();
        long count = uint32(bytes, first - 4);
        int at = first;
        for (long i = 0; i < count; i++) {
            if (end - at < TAG_AND_LENGTH) {
                counts.count(DecodeError.RECORDS_MISSING);
                return;
            }
            int tag = int32(bytes, at);
            long length = uint32(bytes, at + 4);
            int start = at + TAG_AND_LENGTH;
            if (length > end - start) {
                counts.count(DecodeError.RECORD_TRUNCATED);
                return;
            }
            at = Math.min(end, start + (int) (length + 3 & ~3L));
            addRecord(records, tag, bytes, start, (int) length, kind);
        }
    }

    private void addRecord(Records records, int tag, byte[] bytes, int start, int length, Kind kind) {
        Structure structure = kind == Kind.FLOW_RECORD ? structures.flow(tag, length) : structures.counter(tag, length);
        if (structure == null) {
            counts.unknownFormats().count(kind, tag);
        } else if (length < structure.minLength()) {
            counts.count(DecodeError.RECORD_TOO_SHORT);
            return;
        } else if (structure.hasVariants()) {
            structure = layouts.layout(structure, bytes, start, length);
        }
        records.add(tag, start, length, structure);
    }
}
