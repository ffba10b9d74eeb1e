package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import weir.metric.SentRecords.Port;
import weir.sflow.Structure;
import weir.sflow.StructureTable;
import weir.testing.XdrWriter;

/** Metrics computed from several fields, with numbers that are known from elsewhere. */
class DerivedMetricsTest {

    private final Observatory observatory = new Observatory();

    private MetricRow send(double time, int enterprise, int format, Consumer<XdrWriter> record) {
        return observatory
                .at(time)
                .counters(sample -> sample.source(2, 1).record(enterprise, format, record))
                .row(2, 1);
    }

    private static void assertNumber(MetricRow row, String metric, double expected) {
        assertThat(row.number(metric)).as(metric).isCloseTo(expected, within(5e-5));
    }

    @Test
    void sharesProcessorTimeWithoutCountingGuestsTwice() {
        send(0, 0, 2003, SentRecords.cpu(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        MetricRow row = send(20, 0, 2003, SentRecords.cpu(500, 1000, 1500, 2000, 2500, 3000, 3500, 5000, 5500, 6000));
        assertNumber(row, "cpu_user", 2.6316);
        assertNumber(row, "cpu_nice", 5.2632);
        assertNumber(row, "cpu_system", 7.8947);
        assertNumber(row, "cpu_idle", 10.5263);
        assertNumber(row, "cpu_wio", 13.1579);
        assertNumber(row, "cpu_intr", 15.7895);
        assertNumber(row, "cpu_sintr", 18.4211);
        assertNumber(row, "cpu_steal", 26.3158);
        assertNumber(row, "cpu_guest", 28.9474);
        assertNumber(row, "cpu_guest_nice", 31.5789);
        assertNumber(row, "cpu_utilization", 89.4737);
    }

    @Test
    void readsAnOlderHostRecordWithoutStealAndGuests() {
        send(0, 0, 2003, SentRecords.cpu(0, 0, 0, 0, 0, 0, 0));
        MetricRow row = send(20, 0, 2003, SentRecords.cpu(1000, 0, 0, 3000, 0, 0, 0));
        assertNumber(row, "cpu_user", 25);
        assertNumber(row, "cpu_utilization", 25);
        assertThat(Observatory.values(row)).doesNotContainKeys("cpu_steal", "cpu_guest", "cpu_guest_nice");
    }

    @Test
    void dividesLoadByProcessors() {
        MetricRow row = send(0, 0, 2003, SentRecords.cpu(0, 0, 0, 0, 0, 0, 0));
        assertThat(row.number("load_one")).isEqualTo(0.21);
        assertThat(row.number("load_one_per_cpu")).isEqualTo(0.0525);
        assertThat(row.number("load_five_per_cpu")).isEqualTo(0.125);
        assertThat(Observatory.values(row))
                .as("a load of -1 is unknown")
                .doesNotContainKeys("load_fifteen", "load_fifteen_per_cpu", "cpu_utilization");
    }

    @Test
    void computesUsedMemory() {
        MetricRow row = send(
                0,
                0,
                2004,
                to -> to.u64(970506240)
                        .u64(238026752)
                        .u64(0)
                        .u64(52133888)
                        .u64(383287296)
                        .u64(104853504)
                        .u64(104853504)
                        .u32s(1, 2, 3, 4));
        assertThat(row.number("mem_used")).isEqualTo(297058304);
        assertNumber(row, "mem_utilization", 30.6086);
    }

    @Test
    void computesDisks() {
        send(0, 0, 2005, SentRecords.disk(1907843072L, 1083969536L, 3174, 0, 0, 0, 0));
        MetricRow row = send(20, 0, 2005, SentRecords.disk(1907843072L, 1083969536L, 3174, 500, 1500, 2000, 3000));
        assertThat(row.number("disk_utilization")).isCloseTo(43.18, within(0.005));
        assertThat(row.number("part_max_used")).isEqualTo(31.74);
        assertThat(row.number("read_time")).isEqualTo(3);
        assertThat(row.number("write_time")).isEqualTo(1.5);
        assertThat(row.number("reads")).isEqualTo(25);
        MetricRow quiet = send(40, 0, 2005, SentRecords.disk(1907843072L, 1083969536L, 3174, 500, 1500, 2000, 3000));
        assertThat(quiet.number("read_time")).isZero();
        assertThat(quiet.number("write_time")).isZero();
    }

    @Test
    void computesHitRatesOfASoftwareSwitch() {
        send(0, 0, 2207, to -> to.u32s(0, 0, 0, 0, 10, 3));
        MetricRow row = send(20, 0, 2207, to -> to.u32s(500, 1000, 0, 2000, 12, 4));
        assertNumber(row, "ovs_dp_hitrate", 33.3333);
        assertNumber(row, "ovs_dp_missrate", 66.6667);
        assertNumber(row, "ovs_dp_maskhitsperpacket", 1.3333);
        assertThat(row.number("ovs_dp_flows")).isEqualTo(12);
        MetricRow idle = send(40, 0, 2207, to -> to.u32s(500, 1000, 0, 2000, 12, 4));
        assertThat(Observatory.values(idle))
                .doesNotContainKeys("ovs_dp_hitrate", "ovs_dp_missrate", "ovs_dp_maskhitsperpacket");
    }

    @Test
    void computesUtilisationOfAnInterface() {
        Port port = new Port();
        port.speed = 100_000_000;
        observatory.at(0).counters(port::addTo);
        port.inOctets = 324_111;
        port.outOctets = 1_250_000;
        port.inUnicast = 10;
        port.inMulticast = 20;
        port.inBroadcast = 30;
        observatory.at(100).counters(port::addTo);
        MetricRow row = observatory.row(0, 7);
        assertNumber(row, "ifinoctets", 3241.11);
        assertNumber(row, "ifinutilization", 0.025929);
        assertNumber(row, "ifoututilization", 0.1);
        assertNumber(row, "ifinpkts", 0.6);
        assertThat(row.number("ifoutpkts")).isZero();
    }

    @Test
    void hasNoUtilisationWithoutASpeedToTrust() {
        for (long type : new long[] {6, 1}) {
            Observatory fresh = new Observatory();
            Port port = new Port();
            port.type = type;
            port.speed = type == 1 ? 1_000_000_000L : 0;
            fresh.at(0).counters(port::addTo);
            port.inOctets = 1000;
            fresh.at(10).counters(port::addTo);
            assertThat(Observatory.values(fresh.row(0, 7)))
                    .containsKeys("ifinoctets", "ifspeed")
                    .doesNotContainKeys("ifinutilization", "ifoututilization");
        }
    }

    @Test
    void computesMeansOfQueueLengths() {
        send(0, 0, 1003, to -> to.u32s(3, 64, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        MetricRow row = send(10, 0, 1003, to -> to.u32s(3, 64, 1000, 50, 20, 10, 10, 10, 0, 0, 0, 0, 70));
        assertThat(row.number("queue_3_drops")).isEqualTo(7);
        assertNumber(row, "queue_3_length", (20 + 2 * 10 + 3.5 * 10 + 6.5 * 10) / 100);
    }

    @Test
    void namesTheHostOfAGuest() {
        assertThat(send(0, 0, 2002, to -> to.u32s(2, 1)).text("host_parent")).isEqualTo("2.1");
        assertThat(send(1, 0, 2002, to -> to.u32s(0, 5)).text("host_parent")).isEqualTo("5");
    }

    @Test
    void computesApplications() {
        send(0, 0, 2202, to -> to.string("shop").u32s(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        MetricRow row = send(10, 0, 2202, to -> to.string("shop").u32s(10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110));
        assertThat(row.number("app_success")).isEqualTo(1);
        assertThat(row.number("app_unauthorized")).isEqualTo(11);
        assertThat(row.number("app_requests")).isEqualTo(66);
        send(20, 0, 2203, to -> to.u32s(1000, 500).u64(300).u64(1200).u32s(5, 0, 10, 40));
        MetricRow resources =
                send(30, 0, 2203, to -> to.u32s(6000, 3000).u64(300).u64(1200).u32s(5, 0, 10, 40));
        assertThat(resources.number("app_usertime")).isEqualTo(50);
        assertThat(resources.number("app_mem_utilization")).isEqualTo(25);
        assertThat(resources.number("app_conn_utilization")).isEqualTo(25);
        assertThat(resources.number("app_fd_utilization")).as("maximum 0").isNaN();
        assertThat(send(40, 0, 2206, to -> to.u32s(3, 5, 12, 0, 0)).number("workers_utilization"))
                .isEqualTo(25);
    }

    @Test
    void computesWebServersAndCaches() {
        send(0, 0, 2201, to -> to.u32s(new long[15]));
        MetricRow web = send(10, 0, 2201, to -> to.u32s(10, 20, 30, 40, 50, 60, 70, 80, 90, 5, 5, 5, 5, 5, 5));
        assertThat(web.number("http_requests")).isEqualTo(45);
        assertThat(web.number("http_method_get")).isEqualTo(2);
        send(0.5, 0, 2204, cache(0));
        MetricRow cache = send(10.5, 0, 2204, cache(10));
        assertThat(cache.number("memcache_requests")).isEqualTo(16);
        assertThat(cache.number("memcache_hitrate")).isEqualTo(50);
        assertThat(cache.number("memcache_missrate")).isEqualTo(50);
        assertThat(cache.number("memcache_bytesread")).isEqualTo(1);
    }

    private static Consumer<XdrWriter> cache(long count) {
        return to -> {
            for (int i = 0; i < 27; i++) {
                to.u32(count);
            }
            to.u64(count).u64(count).u64(count).u64(count);
        };
    }

    @Test
    void computesGuestsAndGraphicsProcessors() {
        send(0, 0, 2101, to -> to.u32s(1, 0, 4));
        MetricRow cpu = send(10, 0, 2101, to -> to.u32s(1, 20_000, 4));
        assertThat(cpu.number("vir_cpu_utilization")).as("two processors busy").isEqualTo(200);
        assertThat(cpu.text("vir_cpu_state")).isEqualTo("running");
        MetricRow memory = send(20, 0, 2102, to -> to.u64(300).u64(1200));
        assertThat(memory.number("vir_mem_free")).isEqualTo(900);
        assertThat(memory.number("vir_mem_utilization")).isEqualTo(25);
        send(30, 5703, 1, to -> to.u32s(2, 3, 0, 0).u64(8000).u64(6000).u32s(0, 0, 60, 45));
        MetricRow gpu = send(
                40,
                5703,
                1,
                to -> to.u32s(2, 3, 15_000, 5000).u64(8000).u64(6000).u32s(10, 2_000_000, 60, 45));
        assertThat(gpu.number("nvml_gputime")).isEqualTo(150);
        assertThat(gpu.number("nvml_memused")).isEqualTo(2000);
        assertThat(gpu.number("nvml_memutilization")).isEqualTo(25);
        assertThat(gpu.number("nvml_power")).as("mJ in 10 s").isEqualTo(200_000);
    }

    @Test
    void everyRowFindsItsStructureAndAllItsArguments() {
        Set<Integer> structures = new HashSet<>();
        StructureTable.standard()
                .all()
                .filter(structure -> structure.kind() == Structure.Kind.COUNTER)
                .forEach(structure -> {
                    StructureMetrics metrics = new StructureMetrics(structure);
                    for (StructureMetrics.DerivedColumn column : metrics.derived()) {
                        assertThat(column.arguments())
                                .as(column.metric().name())
                                .noneMatch(argument -> argument.kind() == StructureMetrics.Argument.Kind.ABSENT);
                    }
                    assertThat(metrics.derived()).hasSameSizeAs(DerivedMetrics.of(structure.tag()));
                    structures.add(structure.tag());
                });
        assertThat(DerivedMetrics.all())
                .allSatisfy(row -> assertThat(structures)
                        .anyMatch(tag -> DerivedMetrics.of(tag).contains(row)));
    }
}
