package weir.flow.attribute;

import java.util.function.Consumer;
import weir.lookup.Lookups;
import weir.sflow.CustomSample;
import weir.sflow.DatagramDecoder;
import weir.sflow.DatagramHeader;
import weir.sflow.DecodeCounts;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;
import weir.sflow.SampleListener;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;

/** Decodes datagrams for tests and shows each sample as a {@link SampleContext}. */
public final class Sampling implements SampleListener {

    /** The structures that come with Weir. */
    public static final StructureTable STRUCTURES = StructureTable.standard();
    /** The flow keys that come with Weir. */
    public static final FlowKeyTable TABLE = FlowKeyTable.standard(STRUCTURES);

    private final SampleContext context = new SampleContext(TABLE);
    private final DatagramDecoder decoder = new DatagramDecoder(STRUCTURES, new DecodeCounts());
    private final Consumer<SampleContext> viewer;
    private Lookups lookups = Lookups.NONE;

    /** Shows each sample to a viewer. */
    public Sampling(Consumer<SampleContext> viewer) {
        this.viewer = viewer;
    }

    /** Names that samples see from now on. */
    public Sampling lookups(Lookups next) {
        lookups = next;
        return this;
    }

    /** Shows the samples of a datagram. */
    public void datagram(byte[] bytes) {
        datagram(bytes, 0, bytes.length);
    }

    /** Shows the samples of a datagram. */
    public void datagram(byte[] bytes, int from, int to) {
        decoder.decode(bytes, from, to, this);
    }

    /** Shows the samples of a datagram that is built. */
    public static void view(DatagramBuilder datagram, Consumer<SampleContext> viewer) {
        new Sampling(viewer).datagram(datagram.build());
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample) {
        context.flow(header, sample, Math.max(1, sample.samplingRate()), lookups);
        viewer.accept(context);
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
        context.discard(header, sample, lookups);
        viewer.accept(context);
    }

    @Override
    public void onCustomFlow(DatagramHeader header, CustomSample sample) {
        context.custom(header, sample, lookups);
        viewer.accept(context);
    }

    /** Text of a plain key; {@code null} as text when it is absent. */
    public static String text(SampleContext sample, String key) {
        int dot = key.indexOf('.');
        int occurrence = dot < 0 ? 0 : Integer.parseInt(key.substring(dot + 1));
        KeyValue value = new KeyValue();
        FlowKey row = TABLE.key(dot < 0 ? key : key.substring(0, dot));
        return row.reader(occurrence, key).read(sample, value) ? value.toString() : "null";
    }
}
