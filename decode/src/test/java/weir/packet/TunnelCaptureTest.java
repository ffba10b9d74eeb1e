package weir.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import weir.net.IpAddress;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DatagramDecoder;
import weir.sflow.DatagramHeader;
import weir.sflow.DecodeCounts;
import weir.sflow.FlowSample;
import weir.sflow.RecordReader;
import weir.sflow.RecordValues;
import weir.sflow.SampleListener;
import weir.sflow.Structure;
import weir.sflow.StructureTable;
import weir.testing.SharedData;

/** The scanner on real tunnel traffic, against what the traffic sources and an independent count know of it. */
class TunnelCaptureTest {

    @Test
    void findsEverySampleOfEveryTunnelledFlow() throws IOException {
        Map<String, Integer> found = countSamples(SharedData.path("testbed-tunnels.pcap"));
        JsonNode truth = new ObjectMapper()
                .readTree(SharedData.path("testbed-tunnels.truth.json").toFile());
        Map<String, Integer> expected = new TreeMap<>();
        for (JsonNode flow : truth.get("flows")) {
            for (JsonNode place : flow.get("reference_estimate")) {
                String key = String.join(
                        " ",
                        place.get("agent").asString(),
                        place.get("datasource").asString(),
                        place.get("direction").asString(),
                        place.get("encapsulation").asString(),
                        flow.get("src").asString(),
                        flow.get("dst").asString(),
                        flow.get("protocol").asString(),
                        flow.get("src_ports").get(0).asString(),
                        flow.get("dst_port").asString());
                expected.put(key, place.get("samples").asInt());
            }
        }
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(found).containsAllEntriesOf(expected);
    }

    private static Map<String, Integer> countSamples(Path capture) {
        Map<String, Integer> counts = new TreeMap<>();
        StructureTable structures = StructureTable.standard();
        Structure sampledHeader = structures.flow(1, 128);
        RecordReader records = new RecordReader();
        HeaderScanner scanner = new HeaderScanner();
        SampleListener listener = new SampleListener() {
            @Override
            public void onFlow(DatagramHeader header, FlowSample sample) {
                int record = sample.records().indexOf(1);
                if (record < 0 || sampledHeader == null) {
                    return;
                }
                RecordValues values = records.read(
                        sampledHeader,
                        sample.bytes(),
                        sample.records().start(record),
                        sample.records().length(record));
                int packet = sampledHeader.indexOf("header");
                PacketLayers layers = scanner.scan(
                        (int) values.number(sampledHeader.indexOf("protocol")),
                        values.bytes(),
                        values.start(packet),
                        values.start(packet) + values.length(packet));
                String place = header.agent() + " " + sample.sourceIndex() + " " + direction(sample);
                counts.merge(place + " " + encapsulation(layers) + " " + innermost(layers), 1, Integer::sum);
            }
        };
        DatagramDecoder decoder = new DatagramDecoder(structures, new DecodeCounts());
        CapturedDatagram datagram = new CapturedDatagram();
        try (CaptureReader reader = CaptureReader.open(capture, 6343)) {
            while (reader.next(datagram)) {
                decoder.decode(datagram.bytes(), datagram.start(), datagram.start() + datagram.length(), listener);
            }
        }
        return counts;
    }

    private static String direction(FlowSample sample) {
        if (sample.inputValue() == sample.sourceIndex()) {
            return "in";
        }
        return sample.outputValue() == sample.sourceIndex() ? "out" : "?";
    }

    /** Tags, labels and tunnel numbers, outermost first. */
    private static String encapsulation(PacketLayers layers) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < layers.count(); i++) {
            int at = layers.start(i);
            switch (layers.type(i)) {
                case VLAN -> parts.add("vlan" + (number(layers, at, 2) & 0xFFF));
                case VXLAN -> parts.add("vxlan" + number(layers, at + 4, 3));
                case GENEVE -> parts.add("geneve" + number(layers, at + 4, 3));
                case GRE -> parts.add("gre" + number(layers, at + 4, 4));
                case MPLS -> {
                    for (int entry = 0; entry < layers.detail(i); entry++) {
                        parts.add("mpls" + (number(layers, at + 4 * entry, 4) >>> 12));
                    }
                }
                default -> {}
            }
        }
        return String.join("/", parts);
    }

    private static String innermost(PacketLayers layers) {
        String addresses = "- -";
        String transport = "- - -";
        for (int i = 0; i < layers.count(); i++) {
            int at = layers.start(i);
            switch (layers.type(i)) {
                case IPV4 ->
                    addresses = IpAddress.v4((int) number(layers, at + 12, 4)) + " "
                            + IpAddress.v4((int) number(layers, at + 16, 4));
                case IPV6 ->
                    addresses = IpAddress.v6(number(layers, at + 8, 8), number(layers, at + 16, 8)) + " "
                            + IpAddress.v6(number(layers, at + 24, 8), number(layers, at + 32, 8));
                case TCP, UDP ->
                    transport = layers.type(i) + " " + number(layers, at, 2) + " " + number(layers, at + 2, 2);
                default -> {}
            }
        }
        return addresses + " " + transport;
    }

    private static long number(PacketLayers layers, int at, int width) {
        long value = 0;
        for (int i = at; i < Math.min(at + width, layers.limit()); i++) {
            value = value << 8 | layers.bytes()[i] & 0xFF;
        }
        return value;
    }
}
