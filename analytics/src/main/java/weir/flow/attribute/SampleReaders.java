package weir.flow.attribute;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.packet.LayerType;
import weir.packet.PacketLayers;
import weir.sflow.CustomSample;
import weir.sflow.DatagramHeader;
import weir.sflow.DiscardedPacket;
import weir.sflow.Enumerations;
import weir.sflow.FlowSample;
import weir.sflow.Interface;
import weir.sflow.Records;

/** Attributes of the sample itself: who sent it, where it was taken, what it stands for. */
final class SampleReaders {

    /** A name that differs from the registry's by a letter, and is public API. */
    private static final Map<Long, String> SPELLINGS = Map.of(12L, "dst_host_tos_unreacheable");

    private static final NameTable REASONS =
            NameTable.of(Enumerations.standard(), "drop_reason", NameTable.Style.PLAIN, "unknown_code_", SPELLINGS);
    private static final byte[] INGRESS = {'i', 'n', 'g', 'r', 'e', 's', 's'};
    private static final byte[] EGRESS = {'e', 'g', 'r', 'e', 's', 's'};
    private static final int FIRST_TRANSACTION = 2000;
    private static final int LAST_TRANSACTION = 2003;
    private static final int MEMCACHE_OPERATION = 2200;
    private static final int OLD_HTTP_REQUEST = 2201;
    private static final int APP_OPERATION = 2202;
    private static final int HTTP_REQUEST = 2206;
    private static final long OPERATIONS =
            LayerType.DNS.bit() | LayerType.ICMP.bit() | LayerType.ICMP6.bit() | LayerType.ARP.bit();

    static final Map<String, AttributeReader> ALL = Map.ofEntries(
            Map.entry("agent", SampleReaders::agent),
            Map.entry("ds", SampleReaders::dataSource),
            Map.entry("inputifindex", new PacketInterface(PlainKey.Elsewhere.INPUT)),
            Map.entry("outputifindex", new PacketInterface(PlainKey.Elsewhere.OUTPUT)),
            Map.entry("outputifcount", SampleReaders::outputCount),
            Map.entry("outputdiscardreason", SampleReaders::outputDiscardReason),
            Map.entry("direction", SampleReaders::direction),
            Map.entry("samplingrate", (sample, into) -> into.real(sample.samplingRate())),
            Map.entry("frames", SampleReaders::frames),
            Map.entry("requests", SampleReaders::requests),
            Map.entry("reason", SampleReaders::reason),
            Map.entry("stack", new Stack()));

    private SampleReaders() {}

    private static boolean agent(SampleContext sample, KeyValue into) {
        DatagramHeader datagram = sample.datagram();
        return datagram.agentV6()
                ? into.ipv6(datagram.agentHigh(), datagram.agentLow())
                : into.ipv4(datagram.agentLow());
    }

    private static boolean dataSource(SampleContext sample, KeyValue into) {
        CustomSample custom = sample.custom();
        if (custom != null) {
            return into.wireText(custom.bytes(), custom.nameStart(), custom.nameStart() + custom.nameLength());
        }
        TextBuffer out = into.startText();
        if (sample.sourceClass() != 0) {
            out.decimal(Integer.toUnsignedLong(sample.sourceClass())).ascii('.');
        }
        out.decimal(sample.sourceIndex());
        return into.endText();
    }

    /** An interface that the packet passed. */
    private record PacketInterface(PlainKey.Elsewhere place) implements AttributeReader {

        /** Drop notices use 0 for what they do not know; flow samples say that it is unknown. */
        @Override
        public boolean read(SampleContext sample, KeyValue into) {
            long number = place == PlainKey.Elsewhere.INPUT ? sample.input() : sample.output();
            boolean known = sample.flow() != null || sample.discard() != null && number != 0;
            return known && into.unsigned(KeyFormat.INTERFACE, number);
        }

        @Override
        public PlainKey plain() {
            return PlainKey.of(place, KeyFormat.INTERFACE.width(), KeyFormat.INTERFACE);
        }
    }

    private static boolean outputCount(SampleContext sample, KeyValue into) {
        FlowSample flow = sample.flow();
        return flow != null
                && flow.outputFormat() == Interface.MULTIPLE
                && flow.outputValue() > 0
                && into.unsigned(KeyFormat.U32, flow.outputValue());
    }

    private static boolean outputDiscardReason(SampleContext sample, KeyValue into) {
        FlowSample flow = sample.flow();
        return flow != null && flow.outputFormat() == Interface.DISCARDED && REASONS.set(flow.outputValue(), into);
    }

    private static boolean reason(SampleContext sample, KeyValue into) {
        DiscardedPacket discard = sample.discard();
        return discard != null && REASONS.set(discard.reason(), into);
    }

    private static boolean direction(SampleContext sample, KeyValue into) {
        if (sample.custom() != null || sample.sourceClass() != 0 || !InterfaceText.isIndex(sample.sourceIndex())) {
            return false;
        }
        long source = sample.sourceIndex();
        if (sample.input() == source) {
            return into.text(INGRESS);
        }
        return sample.output() == source && into.text(EGRESS);
    }

    /** A drop notice and a flow sample stand for one packet each, unless the sample is an operation. */
    private static boolean frames(SampleContext sample, KeyValue into) {
        boolean packet = sample.discard() != null || sample.flow() != null && !isTransaction(sample.records());
        return packet && into.unsigned(KeyFormat.U8, 1);
    }

    private static boolean requests(SampleContext sample, KeyValue into) {
        boolean operation = sample.custom() != null
                || isTransaction(sample.records())
                || (sample.layers().present() & OPERATIONS) != 0;
        return operation && into.unsigned(KeyFormat.U8, 1);
    }

    private static boolean isTransaction(@Nullable Records records) {
        for (int i = 0; records != null && i < records.count(); i++) {
            int tag = records.tag(i);
            // Hardly any record gets past the first comparison.
            if (tag >= FIRST_TRANSACTION
                    && (tag <= LAST_TRANSACTION
                            || tag == MEMCACHE_OPERATION
                            || tag == OLD_HTTP_REQUEST
                            || tag == APP_OPERATION
                            || tag == HTTP_REQUEST)) {
                return true;
            }
        }
        return false;
    }

    /** Names of the layers. */
    private record Stack() implements AttributeReader {

        @Override
        public boolean read(SampleContext sample, KeyValue into) {
            PacketLayers layers = sample.layers();
            if (layers.count() == 0) {
                return false;
            }
            TextBuffer out = into.startText();
            for (int i = 0; i < layers.count(); i++) {
                if (i > 0) {
                    out.ascii('.');
                }
                out.ascii(layers.type(i).label());
            }
            return into.endText();
        }

        @Override
        public boolean isOfShape() {
            return true;
        }
    }
}
