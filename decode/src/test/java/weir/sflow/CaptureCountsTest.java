package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DecodeCounts.Decoded;
import weir.testing.SharedData;

/** Counts everything in the recorded captures and compares with counts that two other decoders agree on. */
class CaptureCountsTest implements SampleListener {

    private final Map<String, Long> samples = new TreeMap<>();
    private final Map<String, Long> flowRecords = new TreeMap<>();
    private final Map<String, Long> counterRecords = new TreeMap<>();
    private final Map<String, Long> agents = new TreeMap<>();
    private final Map<String, Set<Long>> rates = new TreeMap<>();
    private final Map<String, Long> protocols = new TreeMap<>();
    private final Set<String> subAgents = new HashSet<>();
    private final Set<String> dataSources = new HashSet<>();
    private final RecordReader reader = new RecordReader();
    private long malformedRecords;

    static List<String> captures() {
        return SharedData.captures();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void countsWhatTheCaptureHolds(String capture) {
        JsonNode expected = expected(Path.of(capture).getFileName().toString());
        DecodeCounts counts = new DecodeCounts();
        DatagramDecoder decoder = new DatagramDecoder(StructureTable.standard(), counts);
        try (CaptureReader packets = CaptureReader.open(SharedData.path(capture), 6343)) {
            CapturedDatagram datagram = new CapturedDatagram();
            while (packets.next(datagram)) {
                decoder.decode(datagram.bytes(), datagram.start(), datagram.start() + datagram.length(), this);
            }
        }

        assertThat(samples).isEqualTo(map(expected.get("samples")));
        assertThat(flowRecords).isEqualTo(map(expected.get("flow_records")));
        assertThat(counterRecords).isEqualTo(map(expected.get("counter_records")));
        assertThat(agents).isEqualTo(map(expected.get("agents")));
        assertThat(protocols).isEqualTo(map(expected.get("header_protocols")));
        assertThat(dataSources).hasSize(expected.get("datasources").asInt());
        assertThat(subAgents).hasSize(expected.get("sub_agents").asInt());
        for (Map.Entry<String, Set<Long>> agent : rates.entrySet()) {
            Set<Long> set = new TreeSet<>();
            expected.get("sampling_rates").get(agent.getKey()).forEach(rate -> set.add(rate.asLong()));
            assertThat(agent.getValue()).as(agent.getKey()).isEqualTo(set);
        }
        long undecodable = expected.get("undecodable_datagrams").asLong();
        assertThat(counts.decoded(Decoded.DATAGRAMS))
                .isEqualTo(expected.get("datagrams").asLong() - undecodable);
        assertThat(counts.decoded(Decoded.TRAILING_BYTES))
                .isEqualTo(expected.get("datagrams_with_trailing_bytes").asLong());
        checkErrors(counts, undecodable, expected.get("non_v5_udp").asLong());
    }

    /** What cannot be decoded is all there is to complain of. */
    private void checkErrors(DecodeCounts counts, long undecodable, long otherVersions) {
        Map<DecodeError, Long> errors = new HashMap<>();
        for (DecodeError error : DecodeError.values()) {
            if (counts.errors(error) > 0) {
                errors.put(error, counts.errors(error));
            }
        }
        Map<DecodeError, Long> expected = new HashMap<>();
        if (undecodable > 0) {
            expected.put(DecodeError.DATAGRAM_TOO_SHORT, undecodable);
        }
        if (otherVersions > 0) {
            expected.put(DecodeError.VERSION_UNSUPPORTED, otherVersions);
        }
        assertThat(errors).isEqualTo(expected);
        assertThat(malformedRecords).isZero();
        Map<String, Long> unknown = new TreeMap<>();
        counts.unknownFormats().addTo(unknown);
        assertThat(unknown).isEmpty();
    }

    @Override
    public void onDatagram(DatagramHeader header) {
        agents.merge(agent(header), 1L, Long::sum);
        subAgents.add(agent(header) + " " + header.subAgent());
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample) {
        rates.computeIfAbsent(agent(header), agent -> new TreeSet<>()).add(sample.samplingRate());
        count(header, sample, flowRecords);
    }

    @Override
    public void onCounters(DatagramHeader header, CounterSample sample) {
        count(header, sample, counterRecords);
    }

    @Override
    public void onCustomMetrics(DatagramHeader header, CustomSample sample) {
        samples.merge("4300:1002", 1L, Long::sum);
    }

    @Override
    public void onCustomFlow(DatagramHeader header, CustomSample sample) {
        samples.merge("4300:1003", 1L, Long::sum);
    }

    private void count(DatagramHeader header, Sample sample, Map<String, Long> recordCounts) {
        samples.merge(DataFormat.text(sample.tag()), 1L, Long::sum);
        dataSources.add(
                agent(header) + " " + header.subAgent() + " " + sample.sourceClass() + ":" + sample.sourceIndex());
        Records records = sample.records();
        for (int i = 0; i < records.count(); i++) {
            recordCounts.merge(DataFormat.text(records.tag(i)), 1L, Long::sum);
            Structure structure = records.structure(i);
            if (structure != null) {
                RecordValues values = reader.read(structure, sample.bytes(), records.start(i), records.length(i));
                malformedRecords += reader.malformed() ? 1 : 0;
                if (sample instanceof FlowSample && records.tag(i) == 1) {
                    protocols.merge(Long.toString(values.number(structure.indexOf("protocol"))), 1L, Long::sum);
                }
            }
        }
    }

    /** Agents with IPv6 addresses stand as 32 digits in the counts. */
    private static String agent(DatagramHeader header) {
        HexFormat hex = HexFormat.of();
        return header.agentV6()
                ? hex.toHexDigits(header.agentHigh()) + hex.toHexDigits(header.agentLow())
                : header.agent().toString();
    }

    private static Map<String, Long> map(JsonNode node) {
        Map<String, Long> map = new TreeMap<>();
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asLong()));
        return map;
    }

    private static JsonNode expected(String file) {
        for (JsonNode capture : JsonMapper.shared().readTree(SharedData.path("golden/counts.json"))) {
            if (capture.get("file").asString().equals(file)) {
                return capture;
            }
        }
        throw new AssertionError("no counts for " + file);
    }
}
