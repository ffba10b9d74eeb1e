package weir.listing;

import weir.net.IpAddress;
import weir.pcap.CapturedDatagram;
import weir.sflow.CounterSample;
import weir.sflow.CustomSample;
import weir.sflow.DataFormat;
import weir.sflow.DatagramHeader;
import weir.sflow.DecodeCounts;
import weir.sflow.DecodeError;
import weir.sflow.DiscardedPacket;
import weir.sflow.Enumerations;
import weir.sflow.FlowSample;
import weir.sflow.Records;
import weir.sflow.Sample;
import weir.sflow.SampleListener;
import weir.sflow.Structure;
import weir.sflow.StructureTable;

/**
 * Walks decoded datagrams and tells a {@link FieldSink} their fields, with the names, in the order and in the number
 * formats of sflowtool.
 *
 * <p>Before each datagram is decoded, {@link #arrived} says where it came from.
 *
 * <p>Thread: one.
 */
public final class DatagramLister implements SampleListener {

    static final FieldName AGENT = FieldName.of("agent");

    private static final FieldName SOURCE = FieldName.of("datagramSourceIP");
    private static final FieldName SIZE = FieldName.of("datagramSize");
    private static final FieldName SECONDS = FieldName.of("unixSecondsUTC");
    private static final FieldName MICROSECONDS = FieldName.of("unixSecondsUTC_uS");
    private static final FieldName LOCAL_TIME = FieldName.of("localtime");
    private static final FieldName CAPTURE_TIME = FieldName.of("pcapTimestamp");
    private static final FieldName CAPTURE_MICROSECONDS = FieldName.of("pcapTimestamp_uS");
    private static final FieldName VERSION = FieldName.of("datagramVersion");
    private static final FieldName SUB_AGENT = FieldName.of("agentSubId");
    private static final FieldName SEQUENCE = FieldName.of("packetSequenceNo");
    private static final FieldName UPTIME = FieldName.of("sysUpTime");
    private static final FieldName SAMPLES = FieldName.of("samplesInPacket");
    private static final FieldName SAMPLE_TAG = FieldName.of("sampleType_tag");
    private static final FieldName SAMPLE_TYPE = FieldName.of("sampleType");
    private static final FieldName SAMPLE_SEQUENCE = FieldName.of("sampleSequenceNo");
    private static final FieldName SOURCE_ID = FieldName.of("sourceId");
    private static final FieldName RATE = FieldName.of("meanSkipCount", LineColumn.SAMPLING_RATE);
    private static final FieldName POOL = FieldName.of("samplePool");
    private static final FieldName DROPS = FieldName.of("dropEvents");
    private static final FieldName INPUT = FieldName.of("inputPort", LineColumn.INPUT);
    private static final FieldName OUTPUT = FieldName.of("outputPort", LineColumn.OUTPUT);
    private static final FieldName REASON_CODE = FieldName.of("discardCode");
    private static final FieldName REASON = FieldName.of("discardReason");
    private static final FieldName FLOW_TAG = FieldName.of("flowBlock_tag");
    private static final FieldName COUNTER_TAG = FieldName.of("counterBlock_tag");

    private static final ByteText FLOW_SAMPLE = ByteText.of("FLOWSAMPLE");
    private static final ByteText COUNTERS_SAMPLE = ByteText.of("COUNTERSSAMPLE");
    private static final ByteText DISCARD = ByteText.of("DISCARD");
    private static final byte[] NO_PREFIX = {};
    private static final byte[] DISCARDED_PREFIX = ByteText.of("discarded_").bytes();

    private static final int SFLOW_VERSION = 5;
    private static final long SECOND = 1_000_000_000L;
    private static final long MICROSECOND = 1000;

    private final FieldSink sink;
    private final boolean linesOnly;
    private final DatagramSelection selection;
    private final DecodeCounts counts;
    private final RecordLister records;
    private final CustomSampleLister custom;
    private final LocalTimeText localTime = new LocalTimeText();
    private final ByteText scratch = new ByteText(64);

    private boolean sourceV6;
    private long sourceHigh;
    private long sourceLow;
    private long size;
    private long time;
    private boolean captured;
    private boolean selected;
    private boolean begun;

    /**
     * A lister.
     *
     * @param counts where records are counted that end before their fields do; those of the decoder
     * @throws weir.sflow.StructureException a row says to print a value in a way that does not fit its type
     */
    public DatagramLister(StructureTable structures, FieldSink sink, DatagramSelection selection, DecodeCounts counts) {
        this.sink = sink;
        this.linesOnly = sink.linesOnly();
        this.selection = selection;
        this.counts = counts;
        this.records = new RecordLister(structures, sink);
        this.custom = new CustomSampleLister(sink);
    }

    /** The next datagram comes from a capture. */
    public void arrived(CapturedDatagram datagram) {
        captured = true;
        sourceV6 = datagram.v6();
        sourceHigh = datagram.sourceHigh();
        sourceLow = datagram.sourceLow();
        size = datagram.length();
        time = datagram.time();
    }

    /**
     * The next datagram was received.
     *
     * @param length bytes of it
     * @param nanoseconds when, since the epoch
     */
    public void arrived(IpAddress source, int length, long nanoseconds) {
        captured = false;
        sourceV6 = source.v6();
        sourceHigh = source.high();
        sourceLow = source.low();
        size = length;
        time = nanoseconds;
    }

    @Override
    public void onDatagram(DatagramHeader header) {
        selected = selection.hasAgent(header);
        begun = false;
        if (selected && !selection.selectsSamples()) {
            begin(header);
        }
    }

    @Override
    public void onDatagramEnd(DatagramHeader header) {
        if (begun) {
            sink.endDatagram();
        }
    }

    private void begin(DatagramHeader header) {
        begun = true;
        sink.beginDatagram();
        if (linesOnly) {
            address(AGENT, header.agentV6(), header.agentHigh(), header.agentLow());
            return;
        }
        long seconds = Math.floorDiv(time, SECOND);
        long microseconds = Math.floorMod(time, SECOND) / MICROSECOND;
        address(SOURCE, sourceV6, sourceHigh, sourceLow);
        sink.number(SIZE, size);
        sink.number(SECONDS, seconds);
        sink.number(MICROSECONDS, microseconds);
        sink.word(LOCAL_TIME, localTime.of(seconds));
        if (captured) {
            sink.word(CAPTURE_TIME, localTime.of(seconds));
            sink.number(CAPTURE_MICROSECONDS, microseconds);
        }
        sink.number(VERSION, SFLOW_VERSION);
        sink.number(SUB_AGENT, header.subAgent());
        address(AGENT, header.agentV6(), header.agentHigh(), header.agentLow());
        sink.number(SEQUENCE, header.sequence());
        sink.number(UPTIME, header.uptime());
        sink.number(SAMPLES, header.sampleCount());
        sink.beginSamples();
    }

    private void address(FieldName name, boolean v6, long high, long low) {
        if (v6) {
            sink.ip6(name, high, low);
        } else {
            sink.ip4(name, (int) low);
        }
    }

    private void beginSample(DatagramHeader header, int tag) {
        if (!begun) {
            begin(header);
        }
        sink.beginSample();
        if (!linesOnly) {
            sink.word(SAMPLE_TAG, tag(tag));
        }
    }

    private ByteText tag(int tag) {
        return pair(DataFormat.enterprise(tag), DataFormat.format(tag));
    }

    private ByteText pair(long first, long second) {
        return scratch.clear().number(first).put(':').number(second);
    }

    private boolean selects(Sample sample) {
        return selected && selection.hasSample(sample.tag(), sample.records());
    }

    private void source(Sample sample, ByteText type) {
        if (linesOnly) {
            return;
        }
        sink.word(SAMPLE_TYPE, type);
        sink.number(SAMPLE_SEQUENCE, sample.sequence());
        sink.word(SOURCE_ID, pair(sample.sourceClass() & 0xFFFF_FFFFL, sample.sourceIndex()));
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample) {
        if (selects(sample)) {
            beginSample(header, sample.tag());
            source(sample, FLOW_SAMPLE);
            sink.number(RATE, sample.samplingRate());
            sink.number(POOL, sample.samplePool());
            sink.number(DROPS, sample.drops());
            sink.port(INPUT, sample.inputFormat(), sample.inputValue());
            sink.port(OUTPUT, sample.outputFormat(), sample.outputValue());
            elements(sample, FLOW_TAG);
            sink.endFlowSample();
        }
    }

    @Override
    public void onCounters(DatagramHeader header, CounterSample sample) {
        if (selects(sample)) {
            beginSample(header, sample.tag());
            source(sample, COUNTERS_SAMPLE);
            elements(sample, COUNTER_TAG);
            sink.endCounterSample();
        }
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
        if (selects(sample)) {
            beginSample(header, sample.tag());
            source(sample, DISCARD);
            sink.number(DROPS, sample.drops());
            sink.number(INPUT, sample.inputIfIndex());
            sink.number(OUTPUT, sample.outputIfIndex());
            sink.number(REASON_CODE, sample.reason());
            String reason =
                    Enumerations.standard().name("drop_reason", sample.reason()).orElse("NotFound");
            sink.word(REASON, scratch.clear().put(reason));
            sink.namePrefix(DISCARDED_PREFIX);
            elements(sample, FLOW_TAG);
            sink.namePrefix(NO_PREFIX);
            sink.endOtherSample();
        }
    }

    private void elements(Sample sample, FieldName tagName) {
        sink.beginElements();
        Records list = sample.records();
        for (int i = 0; i < list.count(); i++) {
            if (linesOnly) {
                element(sample, list, i, tagName);
            } else if (selection.hasStructure(list.tag(i))) {
                sink.beginElement();
                sink.word(tagName, tag(list.tag(i)));
                element(sample, list, i, tagName);
                sink.endElement();
            }
        }
        sink.endElements();
    }

    private void element(Sample sample, Records list, int number, FieldName tagName) {
        Structure structure = list.structure(number);
        if (structure != null) {
            if (!records.list(structure, sample.bytes(), list.start(number), list.length(number))) {
                counts.count(DecodeError.RECORD_MALFORMED);
            }
        } else if (!linesOnly) {
            String kind = tagName == FLOW_TAG ? "flow_sample_element" : "counters_sample_element";
            skipped(kind, list.tag(number), list.length(number));
        }
    }

    private void skipped(String kind, int tag, int length) {
        sink.remark("skipping unknown " + kind + ": " + DataFormat.text(tag) + " len=" + length);
    }

    @Override
    public void onCustomMetrics(DatagramHeader header, CustomSample sample) {
        if (selected && selection.hasSample(DataFormat.RTMETRIC)) {
            beginSample(header, DataFormat.RTMETRIC);
            custom.metrics(sample);
            sink.endOtherSample();
        }
    }

    @Override
    public void onCustomFlow(DatagramHeader header, CustomSample sample) {
        if (selected && selection.hasSample(DataFormat.RTFLOW)) {
            beginSample(header, DataFormat.RTFLOW);
            custom.flow(sample);
            sink.endOtherSample();
        }
    }

    @Override
    public void onUnknownSample(DatagramHeader header, int tag, byte[] bytes, int start, int length) {
        if (selected && selection.hasSample(tag)) {
            beginSample(header, tag);
            skipped("sample", tag, length);
            sink.endOtherSample();
        }
    }
}
