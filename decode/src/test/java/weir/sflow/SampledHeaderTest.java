package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.testing.Allocation;
import weir.testing.DatagramBuilder;
import weir.testing.SharedData;

/** The sampled packet, found by offsets, beside the same record read field by field. */
class SampledHeaderTest implements SampleListener {

    private static final int FORMAT = DataFormat.of(0, 1);

    private final StructureTable structures = StructureTable.standard();
    private final DatagramDecoder decoder = new DatagramDecoder(structures, new DecodeCounts());
    private final SampledHeader header = new SampledHeader(structures);
    private final RecordReader reader = new RecordReader();
    private final List<String> found = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    private void decode(byte[] datagram) {
        decoder.decode(datagram, 0, datagram.length, this);
    }

    @Override
    public void onFlow(DatagramHeader datagram, FlowSample sample) {
        found.add(
                header.find(sample)
                        ? header.protocol() + " " + header.frameLength() + " " + header.start() + " " + header.end()
                        : "none");
        int record = sample.records().indexOf(FORMAT);
        String expected = "none";
        if (record >= 0) {
            Structure structure = Objects.requireNonNull(sample.records().structure(record));
            RecordValues values = reader.read(
                    structure,
                    sample.bytes(),
                    sample.records().start(record),
                    sample.records().length(record));
            int bytes = structure.indexOf("header");
            if (values.present() > bytes) {
                expected = values.number(structure.indexOf("protocol")) + " "
                        + values.number(structure.indexOf("frame_length")) + " " + values.start(bytes) + " "
                        + (values.start(bytes) + values.length(bytes));
            }
        }
        read.add(expected);
    }

    @Test
    void findsWhatReadingByFieldsFindsInRealCaptures() throws IOException {
        for (String name : List.of("testbed-tunnels.pcap", "testbed-app.pcap", "testbed-ovs.pcap")) {
            Path capture = SharedData.path(name);
            try (CaptureReader in = CaptureReader.open(capture, 6343)) {
                CapturedDatagram datagram = new CapturedDatagram();
                while (in.next(datagram)) {
                    decoder.decode(datagram.bytes(), datagram.start(), datagram.start() + datagram.length(), this);
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(10_000).isEqualTo(read);
    }

    @Test
    void findsNoneWhereTheLengthPassesTheEndOfTheRecord() {
        for (long claimed : new long[] {0, 8, 9, 0x7FFF_FFFFL, 0xFFFF_FFFFL}) {
            decode(new DatagramBuilder()
                    .flow(sample -> sample.record(
                            0, 1, to -> to.u32s(1, 64, 0).u32(claimed).raw(new byte[8])))
                    .build());
        }
        assertThat(found).isEqualTo(read);
        assertThat(found).filteredOn("none"::equals).hasSize(3);
    }

    @Test
    void findsNoneInASampleWithoutPacket() {
        decode(new DatagramBuilder()
                .flow(sample -> sample.record(0, 1001, to -> to.u32s(1, 2, 3, 4)))
                .build());
        assertThat(found).containsExactly("none");
    }

    @Test
    void allocatesNothing() {
        byte[] datagram = new DatagramBuilder()
                .flow(sample -> sample.header(1518, new byte[128]))
                .build();
        SampleListener finder = new SampleListener() {
            @Override
            public void onFlow(DatagramHeader from, FlowSample sample) {
                header.find(sample);
            }
        };
        long allocated = Allocation.ofWarm(200, () -> {
            for (int i = 0; i < 500; i++) {
                decoder.decode(datagram, 0, datagram.length, finder);
            }
        });
        assertThat(allocated).isZero();
        assertThat(header.end() - header.start()).isEqualTo(128);
    }
}
