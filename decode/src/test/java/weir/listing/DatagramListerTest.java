package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.net.IpAddress;
import weir.sflow.DataFormat;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureException;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;

class DatagramListerTest {

    private static List<String> text(DatagramBuilder datagram) {
        return ListedCapture.listed(datagram.build(), TextSink::new).lines().toList();
    }

    private static JsonNode json(DatagramBuilder datagram) {
        return JsonMapper.shared().readTree(ListedCapture.listed(datagram.build(), JsonSink::new));
    }

    private static List<String> lines(DatagramBuilder datagram) {
        return ListedCapture.listed(datagram.build(), LineSink::new).lines().toList();
    }

    @Test
    void listsTheHeadOfADatagramThatHoldsNothing() {
        assertThat(text(new DatagramBuilder().agent("fd00:ff::104").subAgent(7).sequence(4_294_967_295L)))
                .containsSubsequence(
                        "startDatagram =================================",
                        "datagramSourceIP 10.0.0.1",
                        "datagramSize 40",
                        "unixSecondsUTC 1500000000",
                        "unixSecondsUTC_uS 0",
                        "pcapTimestamp_uS 0",
                        "datagramVersion 5",
                        "agentSubId 7",
                        "agent fd00:00ff:0000:0000:0000:0000:0000:0104",
                        "packetSequenceNo 4294967295",
                        "sysUpTime 1000",
                        "samplesInPacket 0",
                        "endDatagram   =================================");
        assertThat(json(new DatagramBuilder()).get("samples").size()).isZero();
    }

    @Test
    void namesInterfacesByTheirFormat() {
        assertThat(text(new DatagramBuilder()
                        .flow(s -> s.input(3).output(1, 258))
                        .flow(s -> s.input(0x3FFF_FFFFL).output(2, 0))
                        .expandedFlow(s -> s.input(3, 9).output(369_098_852L))))
                .containsSubsequence(
                        "inputPort 3",
                        "outputPort dropCode 258",
                        "inputPort 1073741823",
                        "outputPort multiple 0",
                        "inputPort format==3 9",
                        "outputPort 369098852");
    }

    @Test
    void namesEveryFieldOfADroppedPacketAsDiscarded() {
        DatagramBuilder datagram = new DatagramBuilder()
                .discarded(s -> s.source(0, 5)
                        .drops(3)
                        .input(5)
                        .reason(258)
                        .record(0, 1042, r -> r.string("TC_INGRESS"))
                        .record(0, 2001, r -> r.string("/a").u32s(1, 2)))
                .discarded(s -> s.reason(9999))
                .counters(s -> s.record(0, 2002, r -> r.u32s(2, 1)));
        assertThat(text(datagram))
                .containsSubsequence(
                        "sampleType_tag 0:5",
                        "sampleType DISCARD",
                        "sampleSequenceNo 1",
                        "sourceId 0:5",
                        "dropEvents 3",
                        "inputPort 5",
                        "outputPort 0",
                        "discardCode 258",
                        "discardReason acl",
                        "discarded_flowBlock_tag 0:1042",
                        "discarded_extendedType linux_reason",
                        "discarded_linux_drop_reason TC_INGRESS",
                        "discardReason NotFound",
                        "counterBlock_tag 0:2002",
                        "parent_dsClass 2");
        JsonNode sample = json(datagram).get("samples").get(0);
        assertThat(sample.get("elements")
                        .get(0)
                        .get("discarded_linux_drop_reason")
                        .asString())
                .isEqualTo("TC_INGRESS");
    }

    @Test
    void nestsAdaptersAndLanesInJsonAndNumbersThemInText() {
        DatagramBuilder datagram = new DatagramBuilder()
                .counters(s -> s.record(
                                0,
                                2001,
                                r -> r.u32(2)
                                        .u32s(2, 2)
                                        .mac("020000000001")
                                        .mac("020000000002")
                                        .u32s(3, 0))
                        .record(
                                0,
                                10,
                                r -> r.u32s(1, 4, 3300, 41_000)
                                        .u32(2)
                                        .u32s(1, 11, 12, 13, 14, 15, 16, 17, 18, 19)
                                        .u32s(2, 21, 22, 23, 24, 25, 26, 27, 28, 29)));
        assertThat(text(datagram))
                .containsSubsequence(
                        "counterBlock_tag 0:2001",
                        "adaptor_0_ifIndex 2",
                        "adaptor_0_MACs 2",
                        "adaptor_0_MAC_0 020000000001",
                        "adaptor_0_MAC_1 020000000002",
                        "adaptor_1_ifIndex 3",
                        "adaptor_1_MACs 0",
                        "counterBlock_tag 0:10",
                        "sfp_module_active_lanes 2",
                        "sfp_lane_index.0 1",
                        "sfp_lane_tx_bias_current_uA.0 11",
                        "sfp_lane_rx_wavelength_nM.1 29",
                        "endSample   ----------------------");
        JsonNode elements = json(datagram).get("samples").get(0).get("elements");
        assertThat(elements.get(0).get("adaptor_list").toString())
                .isEqualTo("[{\"ifIndex\":\"2\",\"MACs\":\"2\",\"mac_list\":[\"020000000001\",\"020000000002\"]},"
                        + "{\"ifIndex\":\"3\",\"MACs\":\"0\",\"mac_list\":[]}]");
        assertThat(elements.get(1).get("sfp_module_active_lanes").asString()).isEqualTo("2");
        assertThat(elements.get(1).get("sfp_lanes").get(1).get("tx_power_uW").asString())
                .isEqualTo("22");
    }

    @Test
    void listsCustomSamplesByTheirOwnNames() {
        DatagramBuilder datagram = new DatagramBuilder()
                .rtmetric("sen\"sor", m -> m.string("na me", "rack\n7").gaugeDouble("d", 1.0 / 3))
                .rtflow(
                        "",
                        10,
                        3,
                        f -> f.entry("mac", 1, w -> w.mac("020000000001")).entry("i", 4, w -> w.u32(5)));
        assertThat(text(datagram))
                .containsSubsequence(
                        "sampleType RTMETRIC",
                        "rtmetric_datasource_name sen\"sor",
                        "rtmetric_string_na me rack\\x0a7",
                        "rtmetric_gaugeDouble_d 0.333",
                        "sampleType RTFLOW",
                        "rtflow_sampling_rate 10",
                        "rtflow_sample_pool 3",
                        "rtflow_mac_mac 020000000001",
                        "rtflow_int32_i 5")
                .doesNotContain("rtflow_datasource_name ");
        JsonNode metrics = json(datagram).get("samples").get(0);
        assertThat(metrics.get("rtmetric_datasource_name").asString()).isEqualTo("sen\"sor");
        assertThat(metrics.get("rtmetric_string_na me").asString()).isEqualTo("rack\n7");
        assertThat(metrics.has("elements")).isFalse();
    }

    @Test
    void saysWhatItSkips() {
        assertThat(text(new DatagramBuilder()
                        .flow(s -> s.record(77, 7, r -> r.u32s(1, 2)))
                        .counters(s -> s.record(77, 8, r -> r.u32(1)))
                        .sample(77, 9, w -> w.u32s(1, 2, 3))))
                .containsSubsequence(
                        "flowBlock_tag 77:7",
                        "skipping unknown flow_sample_element: 77:7 len=8",
                        "counterBlock_tag 77:8",
                        "skipping unknown counters_sample_element: 77:8 len=4",
                        "sampleType_tag 77:9",
                        "skipping unknown sample: 77:9 len=12",
                        "endSample   ----------------------");
        assertThat(json(new DatagramBuilder().flow(s -> s.record(77, 7, r -> r.u32s(1, 2))))
                        .at("/samples/0/elements/0")
                        .toString())
                .isEqualTo("{\"flowBlock_tag\":\"77:7\"}");
    }

    @Test
    void listsTheRoutesOfGatewaysAndLabelSwitches() {
        assertThat(text(new DatagramBuilder()
                        .flow(s -> s.record(
                                        0,
                                        1003,
                                        r -> r.address("10.0.0.9")
                                                .u32s(65000, 65001, 65002, 2, 2)
                                                .list(65003, 65004)
                                                .u32(1)
                                                .list(65005, 65006)
                                                .list(100, 200)
                                                .u32(50))
                                .record(0, 1003, r -> r.address("").u32s(1, 2, 3, 0, 0, 4))
                                .record(
                                        0,
                                        1006,
                                        r -> r.address("fd00::1").list().list(24001 << 12 | 0x140L))
                                .record(0, 1012, r -> r.list(0x8100_612CL, 0x88A8_0001L)))))
                .containsSubsequence(
                        "extendedType GATEWAY",
                        "bgp_nexthop 10.0.0.9",
                        "my_as 65000",
                        "src_as 65001",
                        "src_peer_as 65002",
                        "dst_as_path 65003-65004(65005-65006)",
                        "dst_as 65006",
                        "dst_peer_as 65003",
                        "BGP_communities 100-200",
                        "BGP_localpref 50",
                        "bgp_nexthop -",
                        "src_peer_as 3",
                        "dst_as 0",
                        "dst_peer_as 0",
                        "BGP_localpref 4",
                        "mpls_nexthop fd00:0000:0000:0000:0000:0000:0000:0001",
                        "mpls_output_stack 24001.0.1.64",
                        "vlan_tunnel 0x81003.0.300-0x88a80.0.1");
    }

    @Test
    void countsRecordsThatEndBeforeTheirFieldsDo() {
        byte[] datagram = new DatagramBuilder()
                .counters(s ->
                        s.record(0, 1005, r -> r.u32(100).raw(new byte[4])).record(0, 2002, r -> r.u32s(2, 1)))
                .build();
        DecodeCounts counts = new DecodeCounts();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FieldSink sink = new TextSink(out);
        DatagramLister lister = new DatagramLister(StructureTable.standard(), sink, DatagramSelection.ALL, counts);
        lister.arrived(IpAddress.v4(1), datagram.length, 0);
        new weir.sflow.DatagramDecoder(StructureTable.standard(), counts).decode(datagram, 0, datagram.length, lister);
        sink.flush();
        assertThat(counts.errors(weir.sflow.DecodeError.RECORD_MALFORMED)).isEqualTo(1);
        assertThat(out.toString().lines()).containsSubsequence("counterBlock_tag 0:1005", "parent_dsIndex 1");
    }

    @Test
    void refusesRowsThatPrintWhatCannotBePrintedSo() {
        StructureTable table = StructureTable.with(
                List.of("counter\t64999:1\tmine\tname\tstring\tname\tpercent\t-\t-\t-\tmine"), "mine.tsv");
        assertThatThrownBy(() -> new DatagramLister(
                        table, new TextSink(new ByteArrayOutputStream()), DatagramSelection.ALL, new DecodeCounts()))
                .isInstanceOf(StructureException.class)
                .hasMessage("mine.tsv:1: 'percent' is no way to print a field of type string");
    }

    @Test
    void everyStructureThatComesWithWeirCanBePrinted() {
        assertThat(StructureTable.standard().all().toList())
                .hasSizeGreaterThan(100)
                .allSatisfy(RecordLister::check);
    }

    @Test
    void writesOneLineForEachFlowAndCounterSample() {
        DatagramBuilder datagram = new DatagramBuilder()
                .agent("fd00::9")
                .flow(s -> s.rate(400).input(3).output(2, 7).record(0, 1001, r -> r.u32s(10, 0, 4294967295L, 0)))
                .counters(s -> s.record(
                        0,
                        1,
                        r -> r.u32s(7, 6)
                                .u64(10_000_000_000L)
                                .u32s(1, 3)
                                .u64(-1)
                                .u32s(1, 2, 3, 4, 5, 6)
                                .u64(7)
                                .u32s(8, 9, 10, 11, 12, 13)))
                .counters(s -> s.record(0, 2002, r -> r.u32s(2, 1)))
                .discarded(s -> s.reason(258))
                .rtmetric("sensor", m -> m.string("a", "b"));
        assertThat(lines(datagram))
                .containsExactly(
                        "FLOW,fd00:0000:0000:0000:0000:0000:0000:0009,3,7,000000000000,000000000000,0x0000,10,-1,-,-,0,0x00,0,0,0,0x00,0,0,400",
                        "CNTR,fd00:0000:0000:0000:0000:0000:0000:0009,7,6,10000000000,1,3,18446744073709551615,1,2,3,4,5,6,7,8,9,10,11,12,13",
                        "CNTR,fd00:0000:0000:0000:0000:0000:0000:0009,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0");
    }

    @Test
    void selectsAgentsSamplesAndStructures() {
        DatagramBuilder datagram = new DatagramBuilder()
                .flow(s -> s.record(0, 1001, r -> r.u32s(1, 2, 3, 4)).record(0, 1036, r -> r.u32(5)))
                .counters(s -> s.record(0, 2002, r -> r.u32s(2, 1)));
        assertThat(selected(datagram, new DatagramSelection(List.of(IpAddress.v4(9)), List.of(), List.of())))
                .isEmpty();
        assertThat(selected(datagram, new DatagramSelection(List.of(IpAddress.v4(0x0A00_0001)), List.of(), List.of())))
                .contains("flowBlock_tag 0:1001", "counterBlock_tag 0:2002");
        assertThat(selected(datagram, new DatagramSelection(List.of(), List.of(DataFormat.COUNTERS_SAMPLE), List.of())))
                .contains("samplesInPacket 2", "counterBlock_tag 0:2002")
                .doesNotContain("sampleType FLOWSAMPLE");
        assertThat(selected(datagram, new DatagramSelection(List.of(), List.of(), List.of(DataFormat.of(0, 1036)))))
                .contains(
                        "flowBlock_tag 0:1036", "egress_queue_id 5", "endDatagram   =================================")
                .doesNotContain("flowBlock_tag 0:1001", "sampleType COUNTERSSAMPLE");
        assertThat(selected(datagram, new DatagramSelection(List.of(), List.of(), List.of(DataFormat.of(0, 77)))))
                .isEmpty();
    }

    private static List<String> selected(DatagramBuilder datagram, DatagramSelection selection) {
        return ListedCapture.listed(datagram.build(), selection, TextSink::new)
                .lines()
                .toList();
    }
}
