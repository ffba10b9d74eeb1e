package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;
import weir.sflow.DataFormat;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.Field;
import weir.sflow.Structure;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;

/** The example of {@code docs/structures.md} works as it stands there. */
class StructureGuideTest {

    private static List<String> example() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "structures.md"));
        String fence = "```tsv\n";
        int start = guide.indexOf(fence) + fence.length();
        return guide.substring(start, guide.indexOf("```", start)).lines().toList();
    }

    @Test
    void decodesAndPrintsTheStructureOfTheExample() throws IOException {
        StructureTable table = StructureTable.with(example(), "structures.md");
        byte[] datagram = new DatagramBuilder()
                .counters(s -> s.source(0, 7)
                        .record(
                                64_999,
                                1,
                                r -> r.u32(310)
                                        .u64(12_345_678_901L)
                                        .u32(1)
                                        .u32(2)
                                        .u32s(4_318, 0xFFFF_FFFFL)
                                        .string("2.1")))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DecodeCounts counts = new DecodeCounts();
        TextSink sink = new TextSink(out);
        DatagramLister lister = new DatagramLister(table, sink, DatagramSelection.ALL, counts);
        lister.arrived(IpAddress.v4(0x0A00_0001), datagram.length, 0);
        new DatagramDecoder(table, counts).decode(datagram, 0, datagram.length, lister);
        sink.flush();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "counterBlock_tag 64999:1",
                        "loop_pressure 310",
                        "loop_flow 12345678901",
                        "loop_status 1",
                        "loop_valves_0_opening 43.18",
                        "loop_valves_1_opening unknown",
                        "loop_firmware 2.1");
    }

    @Test
    void namesTheMetricsThatTheTextPromises() throws IOException {
        Structure loop = StructureTable.with(example(), "structures.md")
                .all()
                .filter(structure -> structure.tag() == DataFormat.of(64_999, 1))
                .findFirst()
                .orElseThrow();
        assertThat(loop.fields())
                .extracting(Field::metric)
                .containsExactly("loop_pressure", "loop_flow", "loop_pump,loop_valve", "loop_valves", "loop_firmware");
        assertThat(loop.fields().get(3).elements().getFirst().metric()).isEqualTo("loop_opening_#");
    }
}
