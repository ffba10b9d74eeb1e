package weir.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.RecordExample;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.SharedData;

/** Datagrams to start from: one with each structure, one of each other kind, and some of our own recordings. */
final class SeedDatagrams {

    private static final Path DEMO = Path.of("..", "demo", "leafspine.pcap.gz");
    private static final List<String> RECORDED =
            List.of("testbed-app.pcap", "testbed-host.pcap", "testbed-ovs.pcap", "testbed-tunnels.pcap");
    private static final int OF_EACH_CAPTURE = 40;

    private SeedDatagrams() {}

    /** All seeds, in a fixed order. */
    static List<byte[]> all() {
        List<byte[]> seeds = new ArrayList<>(made());
        seeds.addAll(some(DEMO));
        for (String capture : RECORDED) {
            SharedData.find(capture).ifPresent(path -> seeds.addAll(some(path)));
        }
        return seeds;
    }

    /** Writes each seed into a file of the first directory, and makes the second, where the fuzzer keeps what it finds. */
    public static void main(String[] directories) throws IOException {
        Path out = Files.createDirectories(Path.of(directories[0]));
        Files.createDirectories(Path.of(directories[1]));
        List<byte[]> seeds = all();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(out.resolve("seed-" + i), seeds.get(i));
        }
    }

    private static List<byte[]> made() {
        List<byte[]> made = new ArrayList<>(RecordExample.everyLayout(StructureTable.standard())
                .map(structure -> RecordExample.datagram(structure, RecordExample.record(structure)))
                .toList());
        made.add(new DatagramBuilder()
                .agent("fd00:ff::104")
                .discarded(s -> s.reason(258)
                        .header(64, new byte[60])
                        .record(0, 1037, r -> r.u32(1).string("acl").u32(1)))
                .acl(1, 2, new DatagramBuilder().flow(s -> s.record(0, 1001, r -> r.u32s(1, 2, 3, 4))))
                .rtmetric("sensor", m -> m.string("a", "b").counter32("c", 1).gaugeDouble("d", 2))
                .rtflow("probe", 10, 0, f -> f.entry("mac", 1, w -> w.mac("020000000001")))
                .sample(77, 7, w -> w.u32(1))
                .trailing(new byte[4])
                .build());
        return made;
    }

    /** Datagrams spread evenly over a capture. */
    private static List<byte[]> some(Path capture) {
        List<byte[]> datagrams = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(capture, 6343)) {
            CapturedDatagram datagram = new CapturedDatagram();
            while (reader.next(datagram)) {
                datagrams.add(
                        Arrays.copyOfRange(datagram.bytes(), datagram.start(), datagram.start() + datagram.length()));
            }
        }
        List<byte[]> some = new ArrayList<>();
        for (int i = 0; i < OF_EACH_CAPTURE; i++) {
            some.add(datagrams.get((int) ((long) i * datagrams.size() / OF_EACH_CAPTURE)));
        }
        return some;
    }
}
