package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.testing.Allocation;
import weir.testing.DatagramBuilder;

/** Decoding allocates nothing once it has run for a while, whatever the datagrams hold. */
class AllocationTest implements SampleListener {

    private static final int DATAGRAMS = 500;

    private final DatagramDecoder decoder = new DatagramDecoder(StructureTable.standard(), new DecodeCounts());
    private final RecordReader reader = new RecordReader();
    private final NestedList nested = new NestedList();
    private long checksum;

    static List<byte[]> datagrams() {
        return List.of(
                new DatagramBuilder()
                        .flow(s -> s.header(1518, new byte[128]).record(0, 1001, w -> w.u32s(1, 2, 3, 4)))
                        .expandedFlow(s -> s.header(1518, new byte[128])
                                .record(0, 1043, w -> w.u64(1))
                                .record(
                                        0,
                                        1003,
                                        w -> w.address("fd00::1")
                                                .u32s(1, 2, 3, 1, 2)
                                                .list(4, 5)
                                                .list(6)
                                                .u32(7)))
                        .build(),
                new DatagramBuilder()
                        .agent("fd00::1")
                        .counters(s -> s.record(0, 1, w -> w.raw(new byte[88]))
                                .record(0, 1005, w -> w.string("eth0"))
                                .record(0, 2001, w -> w.u32s(1, 2, 1).mac("020000000001"))
                                .record(0, 10, w -> w.u32s(1, 4, 3300, 30, 1).raw(new byte[40])))
                        .build(),
                new DatagramBuilder()
                        .flow(s -> s.record(0, 2, w -> w.raw(new byte[20]))
                                .record(0, 2201, w -> w.raw(new byte[56]))
                                .record(4413, 1, w -> w.u32(1))
                                .record(88_888, 8, w -> w.u32(1)))
                        .discarded(s ->
                                s.reason(258).record(0, 1041, w -> w.string("g").string("t")))
                        .acl(1, 2, new DatagramBuilder().flow(s -> s.header(64, new byte[60])))
                        .rtmetric("s", m -> m.gauge32("a", 1).string("b", "c"))
                        .rtflow("p", 1, 0, f -> f.string("a", "b"))
                        .sample(77, 7, w -> w.u32(1))
                        .trailing(new byte[5])
                        .build(),
                new DatagramBuilder()
                        .claimSamples(9)
                        .flow(s -> s.record(0, 1, 0xFFFF_FFFFL, new byte[16]))
                        .counters(s -> s.record(0, 1, w -> w.u32(1)).claimRecords(7))
                        .rtmetric("s", m -> m.entry("a", 99, w -> w.u32(1)))
                        .build(),
                new DatagramBuilder().version(4).build());
    }

    @ParameterizedTest
    @MethodSource("datagrams")
    void decodesWithoutAllocating(byte[] datagram) {
        assertThat(Allocation.ofWarm(200, () -> {
                    for (int i = 0; i < DATAGRAMS; i++) {
                        decoder.decode(datagram, 0, datagram.length, this);
                    }
                }))
                .isZero();
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample) {
        checksum += sample.samplingRate() + header.agentLow();
        readAll(sample);
    }

    @Override
    public void onCounters(DatagramHeader header, CounterSample sample) {
        readAll(sample);
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
        readAll(sample);
    }

    @Override
    public void onCustomMetrics(DatagramHeader header, CustomSample sample) {
        checksum += sample.count();
    }

    private void readAll(Sample sample) {
        Records records = sample.records();
        for (int i = 0; i < records.count(); i++) {
            Structure structure = records.structure(i);
            if (structure == null) {
                continue;
            }
            RecordValues values = reader.read(structure, sample.bytes(), records.start(i), records.length(i));
            for (int f = 0; f < values.present(); f++) {
                Field field = structure.fields().get(f);
                checksum += values.number(f) + values.start(f);
                switch (field.type()) {
                    case LIST -> {
                        for (int e = 0; e < values.number(f); e++) {
                            checksum += reader.element(structure, f, e).number(0);
                        }
                    }
                    case ASPATH, ADAPTERS -> {
                        nested.start(field, values, f);
                        while (nested.next()) {
                            checksum += nested.head() + nested.count();
                        }
                    }
                    default -> {}
                }
            }
        }
    }
}
