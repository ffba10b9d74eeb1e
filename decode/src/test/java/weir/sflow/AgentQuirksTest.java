package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import weir.testing.DatagramBuilder;
import weir.testing.XdrWriter;

/** What real agents do beside or against the specification, and what becomes of it. */
class AgentQuirksTest {

    private static Recording.Record record(Recording r) {
        return r.flows.getFirst().common().records().getFirst();
    }

    @Test
    void readsSampledEthernetWithPaddedAddresses() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(
                        0,
                        2,
                        w -> w.u32(64).mac("020000000001").mac("fe0000000002").u32(0x800)))
                .build());
        assertThat(record(r).structure().name()).isEqualTo("sampled_ethernet");
        assertThat(record(r).number("src_mac")).isEqualTo(0x0200_0000_0001L);
        assertThat(record(r).number("dst_mac")).isEqualTo(0xFE00_0000_0002L);
        assertThat(record(r).number("type")).isEqualTo(0x800);
    }

    @Test
    void readsSampledEthernetWithUnpaddedAddresses() {
        for (int format : new int[] {2, 1021, 1022}) {
            Recording r = Recording.of(new DatagramBuilder()
                    .flow(s -> s.record(
                            0,
                            format,
                            w -> w.u32(64)
                                    .mac6("020000000001")
                                    .mac6("fe0000000002")
                                    .u32(0x800)))
                    .build());
            assertThat(record(r).bytes()).hasSize(20);
            assertThat(record(r).structure().name()).endsWith("_unpadded");
            assertThat(record(r).number("src_mac")).isEqualTo(0x0200_0000_0001L);
            assertThat(record(r).number("dst_mac")).isEqualTo(0xFE00_0000_0002L);
            assertThat(record(r).number("type")).isEqualTo(0x800);
            assertThat(r.errors()).isEmpty();
        }
    }

    @Test
    void choosesBetweenFixedVariantsByLengthAlone() {
        StructureTable table = StructureTable.standard();
        assertThat(table.flow(2, 24)).hasToString("flow 0:2 sampled_ethernet");
        assertThat(table.flow(2, 20)).hasToString("flow 0:2 sampled_ethernet_unpadded");
        assertThat(table.flow(2, 28)).hasToString("flow 0:2 sampled_ethernet");
        assertThat(table.flow(2, 16)).hasToString("flow 0:2 sampled_ethernet"); // and too short for it
        assertThat(table.flow(DataFormat.of(43_874, 2), 8)).hasToString("flow 43874:2 tag_32");
        assertThat(table.flow(DataFormat.of(43_874, 99), 8)).isNull();
        assertThat(table.counter(2, 52)).hasToString("counter 0:2 ethernet_counters");
        assertThat(table.counter(0xFFFF_FFFF, 52)).isNull();
    }

    @Test
    void choosesBetweenTheTwoPublishedFormsOfTheOldHttpRequest() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(
                                0,
                                2201,
                                w -> w.u32s(2, 1001)
                                        .string("/a")
                                        .string("host")
                                        .string("ref")
                                        .string("agent")
                                        .string("user")
                                        .string("text/html")
                                        .u64(512)
                                        .u32s(900, 200))
                        .record(
                                0,
                                2201,
                                w -> w.u32(2)
                                        .string("/a")
                                        .string("host")
                                        .string("ref")
                                        .string("agent")
                                        .string("10.1.1.1")
                                        .string("user")
                                        .string("text/html")
                                        .u64(100)
                                        .u64(512)
                                        .u32s(900, 404)))
                .build());
        List<Recording.Record> records = r.flows.getFirst().common().records();
        assertThat(records)
                .extracting(x -> x.structure().name())
                .containsExactly("http_request_old", "http_request_old_xff");
        assertThat(records).extracting(x -> x.text("uri")).containsExactly("/a", "/a");
        assertThat(records).extracting(x -> x.number("status")).containsExactly(200L, 404L);
        assertThat(records).extracting(x -> x.number("resp_bytes")).containsExactly(512L, 512L);
        assertThat(records.get(1).text("xff")).isEqualTo("10.1.1.1");
    }

    @Test
    void choosesBetweenTheTwoReadingsOfAWirelessPayload() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(0, 1013, w -> w.u32(0x000F_AC04).opaque(new byte[30]))
                        .record(0, 1013, w -> w.u32s(0x000F_AC04, 15, 100, 0).opaque(new byte[30])))
                .build());
        assertThat(r.flows.getFirst().common().records())
                .extracting(x -> x.structure().name())
                .containsExactly("extended_80211_payload", "extended_80211_payload_header");
    }

    @Test
    void readsTheUsualLayoutWhenARecordFillsNeither() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(
                        0,
                        2,
                        w -> w.u32(64).mac("020000000001").mac("fe0000000002").u32s(0x800, 1, 2)))
                .build());
        assertThat(record(r).structure().name()).isEqualTo("sampled_ethernet");
        assertThat(record(r).number("type")).isEqualTo(0x800);
    }

    @Test
    void acceptsASampleLengthThatIsFourTooLarge() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(0, 1036, w -> w.u32(3)).trailing(new byte[4]))
                .flow(s -> s.sequence(2).record(0, 1036, w -> w.u32(4)))
                .build());
        assertThat(r.flows).hasSize(2);
        assertThat(r.flows.get(1).common().records().getFirst().number("queue")).isEqualTo(4);
        assertThat(r.errors()).isEmpty();
    }

    @Test
    void deliversFrameLengthAndStrippedBytesAsSent() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(0, 1, w -> w.u32s(1, 1390, 1262).opaque(new byte[128])))
                .build());
        assertThat(record(r).number("frame_length")).isEqualTo(1390);
        assertThat(record(r).number("stripped")).isEqualTo(1262);
    }

    @Test
    void keepsTheOtherRecordsBesideACorruptHeader() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(0, 1, w -> w.u32s(1, 64, 4, 0x7FFF_FFFFL).raw(new byte[60]))
                        .record(0, 1001, w -> w.u32s(10, 0, 20, 0)))
                .flow(s -> s.sequence(2).record(0, 1, w -> w.u32s(99, 64, 4).opaque(new byte[60])))
                .build());
        List<Recording.Record> records = r.flows.getFirst().common().records();
        assertThat(records.get(0).malformed()).isTrue();
        assertThat(records.get(1).number("dst_vlan")).isEqualTo(20);
        assertThat(r.flows.get(1).common().records().getFirst().number("protocol"))
                .isEqualTo(99);
    }

    @Test
    void takesHugeInterfaceNumbersAsUnsigned() {
        Recording r = Recording.of(new DatagramBuilder()
                .expandedFlow(s -> s.source(0, 0xF000_0001L).input(369_098_852).output(0xFFFF_FFFEL))
                .build());
        assertThat(r.flows.getFirst().common().source()).isEqualTo("0:4026531841");
        assertThat(r.flows.getFirst().input()).isEqualTo(369_098_852);
        assertThat(r.flows.getFirst().output()).isEqualTo(0xFFFF_FFFEL);
    }

    @Test
    void keepsTheInternalInterfaceApartFromPorts() {
        Recording r = Recording.of(
                new DatagramBuilder().flow(s -> s.input(3).output(0x3FFF_FFFF)).build());
        assertThat(r.flows.getFirst().outFormat()).isEqualTo(Interface.IF_INDEX);
        assertThat(r.flows.getFirst().output()).isEqualTo(Interface.INTERNAL);
    }

    @Test
    void deliversHeadersThatBeginWithIp() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(0, 1, w -> w.u32s(11, 118, 18).opaque(new byte[] {0x45, 0, 0, 100})))
                .build());
        RecordValues values = record(r).read();
        int header = record(r).structure().indexOf("header");
        assertThat(record(r).number("protocol")).isEqualTo(11);
        assertThat(values.bytes()[values.start(header)]).isEqualTo((byte) 0x45);
    }

    @Test
    void readsAllSegmentsOfAnAsPath() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(
                        0,
                        1003,
                        w -> w.address("10.0.0.9")
                                .u32s(65_000, 0, 0)
                                .u32(3)
                                .u32(2)
                                .list(65_001, 4_200_000_001L)
                                .u32(1)
                                .list(65_003)
                                .u32(2)
                                .list()
                                .list(0xFDE8_0001L, 7)
                                .u32(100)))
                .build());
        Recording.Record record = record(r);
        RecordValues values = record.read();
        int field = record.structure().indexOf("dst_as_path");
        NestedList path = new NestedList();
        path.start(record.structure().fields().get(field), values, field);
        List<List<Long>> segments = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        while (path.next()) {
            types.add(path.head());
            List<Long> segment = new ArrayList<>();
            for (int i = 0; i < path.count(); i++) {
                segment.add(path.asNumber(i));
            }
            segments.add(segment);
        }
        assertThat(types).containsExactly(2, 1, 2);
        assertThat(segments).containsExactly(List.of(65_001L, 4_200_000_001L), List.of(65_003L), List.of());
        assertThat(record.number("localpref")).isEqualTo(100);
        assertThat(record.number("communities")).isEqualTo(2);
    }

    @Test
    void acceptsAnEmptyAsPath() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(0, 1003, w -> w.address("").u32s(65_000, 0, 0, 0, 0, 100)))
                .build());
        assertThat(record(r).malformed()).isFalse();
        assertThat(record(r).number("dst_as_path")).isZero();
        assertThat(record(r).number("localpref")).isEqualTo(100);
    }

    @Test
    void acceptsAnUnknownNextHopWithoutAddressBytes() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(0, 1002, w -> w.address("").u32s(24, 16))
                        .record(0, 1002, w -> w.address("fd00::1").u32s(64, 48))
                        .record(0, 1002, w -> w.address("10.0.0.1").u32s(8, 9)))
                .build());
        List<Recording.Record> records = r.flows.getFirst().common().records();
        int nexthop = records.getFirst().structure().indexOf("nexthop");
        assertThat(records.get(0).read().address(nexthop)).isNull();
        assertThat(records.get(0).number("dst_mask_len")).isEqualTo(16);
        assertThat(records.get(1).read().address(nexthop)).hasToString("fd00::1");
        assertThat(records.get(2).read().address(nexthop)).hasToString("10.0.0.1");
        assertThat(records.get(2).number("dst_mask_len")).isEqualTo(9);
    }

    @Test
    void unwrapsTheSampleInsideAnAclSample() {
        Recording r = Recording.of(new DatagramBuilder()
                .acl(
                        3,
                        17,
                        new DatagramBuilder()
                                .flow(s ->
                                        s.sequence(5).source(0, 12).rate(512).record(0, 1001, w -> w.u32s(1, 2, 3, 4))))
                .flow(s -> s.sequence(6))
                .build());
        assertThat(r.flows).extracting(f -> f.common().sequence()).containsExactly(5L, 6L);
        assertThat(r.flows.getFirst().rate()).isEqualTo(512);
        assertThat(record(r).number("dst_vlan")).isEqualTo(3);
        assertThat(r.errors()).isEmpty();
        assertThat(r.unknown()).isEmpty();
    }

    @Test
    void skipsUnknownRecordsAndSamplesInTheMiddleAndCountsThem() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(0, 999, w -> w.string("unknown"))
                        .record(0, 1001, w -> w.u32s(1, 2, 3, 4))
                        .record(1048_575, 4095, w -> w.u32(1))
                        .record(0, 1036, w -> w.u32(8)))
                .sample(8888, 8, w -> w.u32s(1, 2, 3))
                .counters(s -> s.record(0, 999, w -> w.u32(1)).record(0, 1005, w -> w.string("eth0")))
                .build());
        assertThat(r.flows.getFirst().common().formats()).containsExactly("0:999", "0:1001", "1048575:4095", "0:1036");
        assertThat(r.flows.getFirst().common().records().get(3).number("queue")).isEqualTo(8);
        assertThat(r.counters.getFirst().records().get(1).text("name")).isEqualTo("eth0");
        assertThat(r.errors()).isEmpty();
        assertThat(r.unknown())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("flow 0:999", 1L, "flow 1048575:4095", 1L, "sample 8888:8", 1L, "counter 0:999", 1L));
    }

    @Test
    void deliversCountersAsSentBeTheyShiftedOrUnknown() {
        long unknown = 0xFFFF_FFFFL;
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.record(0, 2008, w -> {
                            for (int i = 0; i < 25; i++) {
                                w.u32(i);
                            }
                        })
                        .record(0, 2010, w -> w.u32s(1, unknown, 3, 4, 5, 6, unknown)))
                .build());
        List<Recording.Record> records = r.counters.getFirst().records();
        assertThat(records.get(0).number("icmpInTimeExcds")).isEqualTo(3);
        assertThat(records.get(0).number("icmpOutAddrMaskReps")).isEqualTo(24);
        assertThat(records.get(1).number("udpNoPorts")).isEqualTo(unknown);
        assertThat(records.get(1).number("udpInCsumErrors")).isEqualTo(unknown);
    }

    @Test
    void keepsSubAgentsOfOneAddressApart() {
        List<Long> subAgents = new ArrayList<>();
        for (long subAgent : new long[] {0, 1}) {
            byte[] bytes =
                    new DatagramBuilder().subAgent(subAgent).flow(s -> {}).build();
            new DatagramDecoder(StructureTable.standard(), new DecodeCounts())
                    .decode(bytes, 0, bytes.length, new SampleListener() {
                        @Override
                        public void onFlow(DatagramHeader header, FlowSample sample) {
                            subAgents.add(header.subAgent());
                        }
                    });
        }
        assertThat(subAgents).containsExactly(0L, 1L);
    }

    @Test
    void readsTheMacAddressesOfAdapters() {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.record(
                        0,
                        2001,
                        w -> w.u32(3)
                                .u32s(1, 0)
                                .u32s(2, 1)
                                .mac("020000000021")
                                .u32s(3, 2)
                                .mac("fe0000000031")
                                .mac("020000000032")))
                .build());
        Recording.Record record = r.counters.getFirst().records().getFirst();
        NestedList adapters = new NestedList();
        adapters.start(record.structure().fields().getFirst(), record.read(), 0);
        List<String> seen = new ArrayList<>();
        while (adapters.next()) {
            for (int i = 0; i < adapters.count(); i++) {
                seen.add(adapters.head() + " " + Long.toHexString(adapters.mac(i)));
            }
        }
        assertThat(seen).containsExactly("2 20000000021", "3 fe0000000031", "3 20000000032");
    }

    @Test
    void readsARecordInTheMiddleOfAnArray() {
        byte[] bytes = new XdrWriter().u32(99).string("eth0").u32(99).bytes();
        Structure name = Objects.requireNonNull(StructureTable.standard().counter(1005, 8));
        assertThat(new RecordReader().read(name, bytes, 4, 8).text(0)).isEqualTo("eth0");
    }
}
