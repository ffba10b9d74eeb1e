package weir.metric.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;
import weir.testing.SharedData;

/** Answers are the same to the last bit whatever number of tables agents are spread over. */
class OneOrderTest {

    private static final String METRICS = "sum:ifinoctets,avg:ifoutoctets,var:load_one,sdev:cpu_user,med:ifinpkts,"
            + "iqr:ifoutpkts,max:ifinutilization,min:ifname,any:host_name,sum:contexts,sum:bytes_in";

    private long end;

    private List<String> answers(String capture, int tables) {
        AgentDirectory directory = new AgentDirectory();
        List<AgentTable> owners = new ArrayList<>();
        List<DatagramDecoder> decoders = new ArrayList<>();
        StructureTable structures = StructureTable.standard();
        for (int i = 0; i < tables; i++) {
            DecodeCounts counts = new DecodeCounts();
            owners.add(new AgentTable(directory, structures, counts));
            decoders.add(new DatagramDecoder(structures, counts));
        }
        Path file = SharedData.path(capture);
        try (CaptureReader reader = CaptureReader.open(file, 0)) {
            CapturedDatagram datagram = new CapturedDatagram();
            while (reader.next(datagram)) {
                end = datagram.time();
                // The last byte of an IPv4 agent address, an early one of an IPv6 address: enough to spread them.
                int owner = Math.floorMod(datagram.bytes()[datagram.start() + 11], tables);
                owners.get(owner).applier().arrived(end, datagram.v6(), datagram.sourceHigh(), datagram.sourceLow());
                decoders.get(owner)
                        .decode(
                                datagram.bytes(),
                                datagram.start(),
                                datagram.start() + datagram.length(),
                                owners.get(owner).applier());
                owners.forEach(table -> table.sweep(end));
            }
        }
        return answers(directory);
    }

    private List<String> answers(AgentDirectory directory) {
        MetricQueries queries = new MetricQueries(directory, () -> TopologyView.NONE, FurtherMetricsNow.NONE);
        List<String> answers = new ArrayList<>();
        queries.metric("ALL", METRICS, Map.of(), end).forEach(summary -> answers.add(summary.toString()));
        queries.table("ALL", "host_name,ifname,sort:ifinoctets:-50", Map.of(), end)
                .forEach(row -> answers.add(row.toString()));
        queries.dump("ALL", "ALL", Map.of(), end, cell -> answers.add(cell.toString()));
        directory.agents().forEach(agent -> answers.add(agent.status(end).toString()));
        answers.add(queries.metricAges(end).toString());
        return answers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecmp.pcap.gz", "testbed-leafspine.pcap", "testbed-ovs.pcap"})
    void answersDoNotDependOnWhoMeasuredWhat(String capture) {
        List<String> alone = answers(capture, 1);
        assertThat(alone).hasSizeGreaterThan(100);
        assertThat(answers(capture, 2)).isEqualTo(alone);
        assertThat(answers(capture, 7)).isEqualTo(alone);
    }
}
