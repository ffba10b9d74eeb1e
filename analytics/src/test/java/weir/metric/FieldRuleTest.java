package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.sflow.Structure;
import weir.sflow.StructureException;
import weir.sflow.StructureTable;
import weir.testing.XdrWriter;

/** Each word of the column {@code as}, with structures of the operator's own. */
class FieldRuleTest {

    private static final long UNKNOWN = 0xFFFF_FFFFL;

    /** Rows {@code field type metric as} of a structure 8800:1. */
    private static Observatory with(String... rows) {
        List<String> lines = new ArrayList<>();
        for (String row : rows) {
            String[] columns = row.split(" ");
            lines.add(String.join(
                    "\t",
                    "counter",
                    "8800:1",
                    "own",
                    columns[0],
                    columns[1],
                    "-",
                    "-",
                    columns[2],
                    columns[3],
                    "-",
                    "own"));
        }
        return new Observatory(StructureTable.with(lines, "own.tsv"), MetricLimits.DEFAULT);
    }

    private static MetricRow send(Observatory observatory, double time, Consumer<XdrWriter> record) {
        return observatory
                .at(time)
                .counters(sample -> sample.source(2, 1).record(8800, 1, record))
                .row(2, 1);
    }

    @Test
    void readsGaugesOfEveryType() {
        MetricRow row = send(
                with("a u32 a gauge", "b i32 b gauge", "c u64 c gauge", "d f32 d gauge", "e f64 e gauge"),
                0,
                to -> to.u32(4_000_000_000L).u32(-40_000).u64(-2).f32(0.21).f64(0.1));
        assertThat(Observatory.values(row))
                .containsEntry("a", 4e9)
                .containsEntry("b", -40_000.0)
                .containsEntry("c", 0x1p64)
                .containsEntry("d", 0.21)
                .containsEntry("e", 0.1);
    }

    @Test
    void leavesOutGaugesThatAreUnknown() {
        MetricRow row = send(
                with(
                        "a u32 a gauge",
                        "b i32 b gauge",
                        "c u64 c gauge",
                        "d f32 d gauge",
                        "e f32 e gauge",
                        "f f64 f gauge"),
                0,
                to -> to.u32(UNKNOWN).u32(-1).u64(-1).f32(-1).f32(Double.NaN).f64(Double.POSITIVE_INFINITY));
        assertThat(Observatory.values(row)).isEmpty();
    }

    @Test
    void takesAllOnesForANumberWhereTheTableSaysSo() {
        MetricRow row = send(with("a u32 a gauge!"), 0, to -> to.u32(UNKNOWN));
        assertThat(row.number("a")).isEqualTo(4294967295.0);
    }

    @Test
    void dividesGauges() {
        MetricRow row = send(
                with("a u32 a gauge/100", "b i32 b gauge/10", "c u32 c gauge/100"),
                0,
                to -> to.u32(3174).u32(-215).u32(UNKNOWN));
        assertThat(Observatory.values(row)).containsOnlyKeys("a", "b");
        assertThat(row.number("a")).isEqualTo(31.74);
        assertThat(row.number("b")).isEqualTo(-21.5);
    }

    @Test
    void makesRates() {
        Observatory own = with("a u32 a rate", "b u64 b rate*4", "c u32 c ms%", "d u32 d us%");
        send(own, 0, to -> to.u32(0).u64(0).u32(0).u32(0));
        MetricRow row = send(own, 20, to -> to.u32(100).u64(100).u32(5000).u32(5_000_000));
        assertThat(row.number("a")).isEqualTo(5);
        assertThat(row.number("b")).isEqualTo(20);
        assertThat(row.number("c")).isEqualTo(25);
        assertThat(row.number("d")).isEqualTo(25);
    }

    @Test
    void makesSharesOfAWhole() {
        Observatory own = with("a u32 a share", "b u32 b share", "c u32 c share-", "d u32 d share");
        send(own, 0, to -> to.u32s(0, 0, 0, UNKNOWN));
        MetricRow row = send(own, 20, to -> to.u32s(10, 30, 20, UNKNOWN));
        assertThat(Observatory.values(row)).containsOnlyKeys("a", "b", "c");
        assertThat(row.number("a")).isEqualTo(25);
        assertThat(row.number("b")).isEqualTo(75);
        assertThat(row.number("c")).isEqualTo(50);
        MetricRow idle = send(own, 40, to -> to.u32s(10, 30, 20, UNKNOWN));
        assertThat(Observatory.values(idle)).isEmpty();
    }

    @Test
    void makesMeansThatAreZeroWhenNothingHappened() {
        Observatory own = with("reads u32 reads rate", "time u32 time per:reads");
        send(own, 0, to -> to.u32s(0, 0));
        assertThat(send(own, 10, to -> to.u32s(500, 1500)).number("time")).isEqualTo(3);
        assertThat(send(own, 20, to -> to.u32s(500, 1500)).number("time")).isZero();
    }

    @Test
    void makesPercentagesThatAreAbsentWhenThereIsNoWhole() {
        Observatory own = with("elapsed u32 elapsed rate", "busy u32 busy pct:elapsed");
        send(own, 0, to -> to.u32s(0, 0));
        assertThat(send(own, 10, to -> to.u32s(9000, 2250)).number("busy")).isEqualTo(25);
        assertThat(send(own, 20, to -> to.u32s(9000, 2250)).number("busy")).isNaN();
    }

    @Test
    void readsText() {
        Observatory own = with("a string a text", "b string b text", "c u32 c index", "d u64 d hex16", "e u32 e index");
        MetricRow row = send(
                own,
                0,
                to -> to.string("swp1")
                        .string("")
                        .u32(4_000_000_000L)
                        .u64(0xABCDEF)
                        .u32(UNKNOWN));
        assertThat(Observatory.values(row))
                .containsOnlyKeys("a", "c", "d")
                .containsEntry("a", "swp1")
                .containsEntry("c", "4000000000")
                .containsEntry("d", "0000000000abcdef");
    }

    @Test
    void namesNumbersOfEnumerations() {
        Observatory own = with(
                "a u32 a text:os_name", "b u32 b text:IANAifType", "c u32 c text:IANAifType", "d u32 d text:os_name");
        MetricRow row = send(own, 0, to -> to.u32s(2, 161, 9999, UNKNOWN));
        assertThat(Observatory.values(row))
                .containsOnlyKeys("a", "b", "c")
                .containsEntry("a", "linux")
                .containsEntry("b", "ieee8023adLag")
                .containsEntry("c", "unknown(9999)");
    }

    @Test
    void makesSeveralMetricsOfOneField() {
        Observatory own = with("status u32 admin,oper updown:0,updown:1");
        assertThat(Observatory.values(send(own, 0, to -> to.u32(1))))
                .containsEntry("admin", "up")
                .containsEntry("oper", "down");
        assertThat(Observatory.values(send(own, 10, to -> to.u32(UNKNOWN)))).isEmpty();
    }

    @Test
    void writesAddressesBitsAndUuids() {
        Observatory own =
                with("a mac a mac", "b bytes16 b uuid", "c u8 c bits8", "d u8 d bits8", "e u8 e bits8", "f u8 f bits8");
        MetricRow row = send(
                own,
                0,
                to -> to.mac("001b21ABcdef")
                        .hex("00112233445566778899aabbccddeeff")
                        .hex("3d00ff01"));
        assertThat(Observatory.values(row))
                .containsEntry("a", "001b21abcdef")
                .containsEntry("b", "00112233-4455-6677-8899-aabbccddeeff")
                .containsEntry("c", "00111101")
                .containsEntry("d", "00000000")
                .containsEntry("e", "11111111")
                .containsEntry("f", "00000001");
    }

    @Test
    void numbersTheElementsOfAListFromZero() {
        Observatory own = with(
                "total u32 total gauge",
                "lanes list lanes gauge",
                "lanes[].power u32 power_# gauge",
                "lanes[].errors u32 errors_# rate",
                "queues u32list queue_# gauge/100",
                "after u32 after gauge");
        Consumer<XdrWriter> first =
                to -> to.u32(9).u32s(2, 100, 10, 200, 20).list(150, UNKNOWN).u32(5);
        assertThat(Observatory.values(send(own, 0, first)))
                .containsOnlyKeys("total", "lanes", "power_0", "power_1", "queue_0", "after")
                .containsEntry("lanes", 2.0)
                .containsEntry("power_1", 200.0)
                .containsEntry("queue_0", 1.5)
                .containsEntry("after", 5.0);
        MetricRow row = send(
                own,
                10,
                to -> to.u32(9).u32s(2, 100, 30, 200, 70).list(150, 250).u32(5));
        assertThat(Observatory.values(row))
                .containsEntry("errors_0", 2.0)
                .containsEntry("errors_1", 5.0)
                .containsEntry("queue_1", 2.5);
    }

    @Test
    void forgetsTheElementsThatALowerCountLeavesOut() {
        Observatory own = with("lanes list lanes gauge", "lanes[].errors u32 errors_# rate");
        send(own, 0, to -> to.u32s(2, 10, 20));
        send(own, 10, to -> to.u32s(2, 20, 40));
        assertThat(Observatory.values(send(own, 20, to -> to.u32s(1, 30)))).containsOnlyKeys("lanes");
        assertThat(Observatory.values(send(own, 30, to -> to.u32s(1, 50)))).containsOnlyKeys("lanes", "errors_0");
    }

    @Test
    void keepsRecordsOfSeveralInstancesApart() {
        Observatory own = with("queue u32 queue index", "drops u32 queue_#_drops rate@queue");
        for (int time = 0; time <= 10; time += 10) {
            long count = time;
            own.at(time)
                    .counters(sample -> sample.source(0, 1)
                            .record(8800, 1, to -> to.u32s(0, count * 2))
                            .record(8800, 1, to -> to.u32s(5, count * 7)));
        }
        assertThat(own.row(0, 1).number("queue_0_drops")).isEqualTo(2);
        assertThat(own.row(0, 1).number("queue_5_drops")).isEqualTo(7);
    }

    @Test
    void leavesOutOptionalFieldsThatWereNotSent() {
        Observatory own = with("a u32 a rate", "b u32? b rate", "c u32? c gauge");
        send(own, 0, to -> to.u32(0));
        assertThat(Observatory.values(send(own, 10, to -> to.u32(10)))).containsOnlyKeys("a");
        assertThat(Observatory.values(send(own, 20, to -> to.u32s(20, 100, 3)))).containsOnlyKeys("a", "c");
        MetricRow row = send(own, 30, to -> to.u32s(30, 200, 3));
        assertThat(row.number("b")).isCloseTo(10, within(1e-9));
    }

    @Test
    void refusesAStructureWithOneNameTwice() {
        assertThatThrownBy(() -> with("a u32 a gauge", "b u32 a rate"))
                .isInstanceOf(StructureException.class)
                .hasMessageContaining("own.tsv:1")
                .hasMessageContaining("metric a stands twice");
    }

    @Test
    void everyCounterStructureThatComesWithWeirBecomesMetricsWithNamesOfTheirOwn() {
        CounterStructures structures = new CounterStructures(StructureTable.standard());
        List<Structure> counters = StructureTable.standard()
                .all()
                .filter(structure -> structure.kind() == Structure.Kind.COUNTER)
                .flatMap(structure -> Stream.concat(Stream.of(structure), structure.variants().stream()))
                .toList();
        assertThat(counters)
                .hasSizeGreaterThan(40)
                .allSatisfy(structure -> assertThat(structures.find(structure)).isNotNull());
    }
}
