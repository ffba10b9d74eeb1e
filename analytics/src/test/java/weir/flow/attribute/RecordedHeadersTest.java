package weir.flow.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.testing.SharedData;

/** Layers, addresses and ports of every sample of real traffic, as another program reads them. */
class RecordedHeadersTest {

    private static final String NONE = "-";

    @ParameterizedTest
    @ValueSource(strings = {"testbed-tunnels", "testbed-ovs", "testbed-leafspine", "testbed-host"})
    void everySampleReadsAsWiresharkReadsIt(String capture) throws IOException {
        Map<String, Integer> expected = expected(capture);
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(found(capture)).isEqualTo(expected);
    }

    private static Map<String, Integer> expected(String capture) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (InputStream in = RecordedHeadersTest.class.getResourceAsStream("tshark.tsv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (String line : lines) {
                if (line.startsWith(capture + "\t")) {
                    int count = line.lastIndexOf('\t');
                    counts.put(line.substring(capture.length() + 1, count), Integer.valueOf(line.substring(count + 1)));
                }
            }
        }
        return counts;
    }

    private static Map<String, Integer> found(String capture) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        Sampling sampling = new Sampling(sample -> counts.merge(row(sample), 1, Integer::sum));
        CapturedDatagram datagram = new CapturedDatagram();
        try (CaptureReader reader = CaptureReader.open(SharedData.path(capture + ".pcap"), 6343)) {
            while (reader.next(datagram)) {
                sampling.datagram(datagram.bytes(), datagram.start(), datagram.start() + datagram.length());
            }
        }
        return counts;
    }

    private static String row(SampleContext sample) {
        String vni = Sampling.text(sample, "vxlanvni");
        return String.join(
                "\t",
                Sampling.text(sample, "stack"),
                pairs(sample, "ipsource", "ipdestination"),
                pairs(sample, "ip6source", "ip6destination"),
                pairs(sample, "tcpsourceport", "tcpdestinationport"),
                pairs(sample, "udpsourceport", "udpdestinationport"),
                all(sample, "vlan"),
                orNone(Sampling.text(sample, "mplslabels")),
                orNone(vni.equals("null") ? Sampling.text(sample, "genevevni") : vni));
    }

    private static String orNone(String text) {
        return text.equals("null") ? NONE : text;
    }

    private static String pairs(SampleContext sample, String source, String destination) {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; ; i++) {
            String suffix = i == 0 ? "" : "." + i;
            String from = Sampling.text(sample, source + suffix);
            if (from.equals("null")) {
                return pairs.isEmpty() ? NONE : pairs.toString();
            }
            pairs.append(i == 0 ? "" : " ")
                    .append(from)
                    .append('>')
                    .append(Sampling.text(sample, destination + suffix));
        }
    }

    private static String all(SampleContext sample, String key) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; ; i++) {
            String text = Sampling.text(sample, i == 0 ? key : key + "." + i);
            if (text.equals("null")) {
                return all.isEmpty() ? NONE : all.toString();
            }
            all.append(i == 0 ? "" : " ").append(text);
        }
    }
}
