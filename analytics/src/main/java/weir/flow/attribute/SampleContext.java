package weir.flow.attribute;

import org.jspecify.annotations.Nullable;
import weir.lookup.Lookups;
import weir.packet.HeaderScanner;
import weir.packet.PacketLayers;
import weir.sflow.CustomSample;
import weir.sflow.DatagramHeader;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;
import weir.sflow.Interface;
import weir.sflow.Records;
import weir.sflow.Sample;
import weir.sflow.SampledHeader;

/**
 * The sample at hand, as attributes are read from it. Each part is looked at on first need and at most once: the layers
 * of its sampled header, each of its records.
 *
 * <p>Lifetime and thread: one object for each shard, set for every sample, valid during the decoder's callback.
 */
public final class SampleContext {

    /** What kind of sample it is. */
    public enum Kind {
        /** A randomly chosen packet, or a sampled operation of an application. */
        FLOW,
        /** Notice of a dropped packet. */
        DISCARD,
        /** A custom flow, {@code rtflow}. */
        CUSTOM
    }

    /** Interfaces of {@link #interfaceNumber}. */
    static final int INPUT = 0;

    static final int OUTPUT = 1;

    private static final int PHYSICAL_ENTITY = 2;
    private static final byte[] NONE = {};

    private final FlowKeyTable table;
    private final HeaderScanner scanner = new HeaderScanner();
    private final SampledHeader header;
    private final RecordCache recordCache;
    private Kind kind = Kind.FLOW;
    private @Nullable DatagramHeader datagram;
    private @Nullable Sample sample;
    private @Nullable FlowSample flow;
    private @Nullable DiscardedPacket discard;
    private @Nullable CustomSample custom;
    private Lookups lookups = Lookups.NONE;
    private double samplingRate = 1;
    private long generation;

    private PacketLayers layers = scanner.scan(0, NONE, 0, 0);
    private boolean scanned;
    private long parts;
    private boolean partsSeen;

    /** A context that knows the attributes of a table. */
    public SampleContext(FlowKeyTable table) {
        this.table = table;
        header = new SampledHeader(table.structures());
        recordCache = new RecordCache(table.formats());
    }

    /**
     * Sets a flow sample.
     *
     * @param effectiveRate packets that the sample stands for
     */
    public void flow(DatagramHeader header, FlowSample flowSample, double effectiveRate, Lookups current) {
        start(Kind.FLOW, header, effectiveRate, current);
        sample = flowSample;
        flow = flowSample;
        recordCache.start(flowSample);
    }

    /** Sets a drop notice. */
    public void discard(DatagramHeader header, DiscardedPacket notice, Lookups current) {
        start(Kind.DISCARD, header, 1, current);
        sample = notice;
        discard = notice;
        recordCache.start(notice);
    }

    /** Sets a custom flow. */
    public void custom(DatagramHeader header, CustomSample customFlow, Lookups current) {
        start(Kind.CUSTOM, header, Math.max(1, customFlow.samplingRate()), current);
        custom = customFlow;
        recordCache.start(null);
    }

    private void start(Kind next, DatagramHeader header, double effectiveRate, Lookups current) {
        generation++;
        kind = next;
        datagram = header;
        sample = null;
        flow = null;
        discard = null;
        custom = null;
        lookups = current;
        samplingRate = effectiveRate;
        scanned = false;
        partsSeen = false;
    }

    /** Number of the sample; what was computed under another number is stale. */
    public long generation() {
        return generation;
    }

    /** Kind of the sample. */
    public Kind kind() {
        return kind;
    }

    /** Packets or operations that the sample stands for: 1 for drop notices. */
    public double samplingRate() {
        return samplingRate;
    }

    /** Names as they are for this sample. */
    public Lookups lookups() {
        return lookups;
    }

    /** The datagram it came in. */
    public DatagramHeader datagram() {
        DatagramHeader current = datagram;
        if (current == null) {
            throw new IllegalStateException("no sample was set");
        }
        return current;
    }

    /** The flow sample. Absent: null when it is of another kind. */
    public @Nullable FlowSample flow() {
        return flow;
    }

    /** The drop notice. Absent: null when it is of another kind. */
    public @Nullable DiscardedPacket discard() {
        return discard;
    }

    /** The custom flow. Absent: null when it is of another kind. */
    public @Nullable CustomSample custom() {
        return custom;
    }

    /** Layers of the sampled header; none when there is no header. */
    public PacketLayers layers() {
        if (!scanned) {
            scanned = true;
            scan();
        }
        return layers;
    }

    private void scan() {
        Sample current = sample;
        layers = current != null && header.find(current)
                ? scanner.scan(header.protocol(), current.bytes(), header.start(), header.end())
                : scanner.scan(0, NONE, 0, 0);
    }

    /** The first record of a format, given by its slot in {@link RecordFormats}. Absent: null. */
    @Nullable
    RecordView record(int slot) {
        return recordCache.find(slot);
    }

    /** The datagram's array, into which the records point; empty for custom flows. */
    byte[] bytes() {
        Sample current = sample;
        return current == null ? NONE : current.bytes();
    }

    /** The records. Absent: null for custom flows. */
    @Nullable
    Records records() {
        Sample current = sample;
        return current == null ? null : current.records();
    }

    /**
     * Whether the sample may have all that is {@link FlowKey#required}; false is certain, true is not. Scans the header
     * only when a layer is asked for.
     */
    public boolean mayHave(long required) {
        return required == 0 || kind == Kind.CUSTOM || (required & ~parts()) == 0;
    }

    /** The layers and records that the sample has, as bits in the sense of {@link FlowKeyTable#bitsOf}. */
    public long parts() {
        if (!partsSeen) {
            partsSeen = true;
            parts = recordBits() | layers().present();
        }
        return parts;
    }

    private long recordBits() {
        long bits = 0;
        Records records = records();
        for (int i = 0; records != null && i < records.count(); i++) {
            bits |= table.bitsOf(records.tag(i));
        }
        return bits;
    }

    /** Class of the data source that flows are reported for. */
    public int sourceClass() {
        Sample current = sample;
        if (current == null || current.sourceClass() == PHYSICAL_ENTITY) {
            return 0;
        }
        return current.sourceClass();
    }

    /**
     * Index of the data source that flows are reported for. A physical entity, which samples for all its ports, is
     * replaced by the input interface, so that several sub-agents that sample one port merge; 0 when there is no such
     * interface.
     */
    public long sourceIndex() {
        Sample current = sample;
        if (current == null) {
            return 0;
        }
        if (current.sourceClass() != PHYSICAL_ENTITY) {
            return current.sourceIndex();
        }
        long input = input();
        return InterfaceText.isIndex(input) ? input : 0;
    }

    /** The {@link #INPUT} or {@link #OUTPUT} interface. */
    long interfaceNumber(int which) {
        return which == INPUT ? input() : output();
    }

    /** The input interface, as {@link KeyFormat#INTERFACE} numbers it. */
    long input() {
        FlowSample packet = flow;
        if (packet != null) {
            return packet.inputFormat() == Interface.IF_INDEX ? packet.inputValue() : 0;
        }
        DiscardedPacket notice = discard;
        return notice == null ? 0 : notice.inputIfIndex();
    }

    /** The output interface, as {@link KeyFormat#INTERFACE} numbers it. */
    long output() {
        FlowSample packet = flow;
        if (packet != null) {
            return InterfaceText.of(packet.outputFormat(), packet.outputValue());
        }
        DiscardedPacket notice = discard;
        return notice == null ? 0 : notice.outputIfIndex();
    }
}
