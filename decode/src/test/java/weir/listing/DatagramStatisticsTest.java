package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DataFormat;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.SharedData;

class DatagramStatisticsTest {

    private final DecodeCounts counts = new DecodeCounts();
    private final DatagramDecoder decoder = new DatagramDecoder(StructureTable.standard(), counts);

    private static List<String> cells(String report, String start) {
        String row = report.lines()
                .filter(line -> line.strip().startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row '" + start + "' in\n" + report));
        return List.of(row.strip().split(" {2,}"));
    }

    private DatagramStatistics read(Path capture, DatagramSelection selection) {
        DatagramStatistics statistics = new DatagramStatistics(selection, counts);
        try (CaptureReader reader = CaptureReader.open(capture, 6343)) {
            CapturedDatagram datagram = new CapturedDatagram();
            while (reader.next(datagram)) {
                statistics.arrived(datagram.length(), datagram.time());
                decoder.decode(datagram.bytes(), datagram.start(), datagram.start() + datagram.length(), statistics);
            }
        }
        return statistics;
    }

    private void send(DatagramStatistics statistics, long seconds, DatagramBuilder datagram) {
        byte[] bytes = datagram.build();
        statistics.arrived(bytes.length, seconds * 1_000_000_000L);
        decoder.decode(bytes, 0, bytes.length, statistics);
    }

    @Test
    void countsWhatARecordedFabricSent() {
        String report = StatisticsReport.of(read(SharedData.path("testbed-leafspine.pcap"), DatagramSelection.ALL));
        assertThat(report.lines().findFirst().orElseThrow())
                .startsWith("6443 datagrams, ")
                .endsWith(" in 176.1 s");
        assertThat(cells(report, "0:3")).containsExactly("0:3", "flow_sample_expanded", "30304");
        assertThat(cells(report, "0:4")).containsExactly("0:4", "counters_sample_expanded", "423");
        assertThat(cells(report, "flow     0:2209").subList(1, 4))
                .containsExactly("0:2209", "extended_tcp_info", "14095");
        assertThat(cells(report, "10.255.0.12"))
                .startsWith("10.255.0.12", "100000", "1487")
                .contains("100");
        assertThat(cells(report, "fd00:ff::104")).startsWith("fd00:ff::104", "100000", "876");
        assertThat(report).doesNotContain("Errors", "Unknown formats");
    }

    @Test
    void countsOnlyWhatIsSelected() {
        DatagramSelection selection = new DatagramSelection(List.of(), List.of(), List.of(DataFormat.of(0, 2207)));
        String report = StatisticsReport.of(read(SharedData.path("testbed-ovs.pcap"), selection));
        assertThat(cells(report, "0:2")).containsExactly("0:2", "counters_sample", "14");
        assertThat(cells(report, "counter  0:2207")).containsExactly("counter", "0:2207", "ovs_dp_stats", "14", "336");
        assertThat(report).doesNotContain("if_counters", "flow_sample");
    }

    @Test
    void tellsLossesFromLateDatagramsAndRestarts() {
        DatagramStatistics statistics = new DatagramStatistics(DatagramSelection.ALL, counts);
        long[][] sequenceAndUptime = {{1, 1000}, {2, 2000}, {5, 3000}, {4, 2900}, {4, 2900}, {6, 4000}, {1, 10}, {2, 20}
        };
        for (int i = 0; i < sequenceAndUptime.length; i++) {
            send(
                    statistics,
                    i,
                    new DatagramBuilder()
                            .sequence(sequenceAndUptime[i][0])
                            .uptime(sequenceAndUptime[i][1])
                            .flow(s -> s.rate(10))
                            .flow(s -> s.rate(20)));
        }
        List<String> row = cells(StatisticsReport.of(statistics), "10.0.0.1");
        // agent, sub-agent, datagrams, per s, lost, late, restarts, flow samples, 1-in-N, counter samples, other
        assertThat(row).containsExactly("10.0.0.1", "0", "8", "1.0", "0", "2", "1", "16", "10-20", "0", "0");
    }

    @Test
    void followsSequenceNumbersAcrossTheirWrap() {
        SequenceTrack track = new SequenceTrack();
        track.next(4_294_967_294L, 1);
        track.next(4_294_967_295L, 2);
        track.next(0, 3);
        track.next(3, 4);
        assertThat(track.lost()).isEqualTo(2);
        assertThat(track.restarts()).isZero();
        track.next(20_000_000, 5);
        assertThat(track.lost()).isEqualTo(2);
        assertThat(track.restarts()).isEqualTo(1);
    }

    @Test
    void reportsErrorsByCauseAndUnknownFormats() {
        DatagramStatistics statistics = new DatagramStatistics(DatagramSelection.ALL, counts);
        send(statistics, 1, new DatagramBuilder().version(4));
        send(
                statistics,
                1,
                new DatagramBuilder()
                        .counters(s -> s.record(77, 8, r -> r.u32(1)).record(0, 1005, r -> r.u32(100)))
                        .claimSamples(2));
        String report = StatisticsReport.of(statistics);
        assertThat(cells(report, "versionUnsupported"))
                .containsExactly("versionUnsupported", "1", "datagram of a version other than 5");
        assertThat(cells(report, "samplesMissing")).element(1).isEqualTo("1");
        assertThat(cells(report, "recordMalformed")).element(1).isEqualTo("1");
        assertThat(cells(report, "counter 77:8")).containsExactly("counter 77:8", "1");
    }
}
