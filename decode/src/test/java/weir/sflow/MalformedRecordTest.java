package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.testing.DatagramBuilder;
import weir.testing.XdrWriter;

/** Records that are wrong inside, older, newer, repeated or unexpected. */
class MalformedRecordTest {

    private static final StructureTable TABLE = StructureTable.standard();

    private static Recording.Record flowRecord(int format, Consumer<XdrWriter> body) {
        Recording r = Recording.of(
                new DatagramBuilder().flow(s -> s.record(0, format, body)).build());
        return r.flows.getFirst().common().records().getFirst();
    }

    private static Recording.Record counterRecord(int enterprise, int format, Consumer<XdrWriter> body) {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.record(enterprise, format, body))
                .build());
        return r.counters.getFirst().records().getFirst();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 100, 0x7FFF_FFFFL, 0xFFFF_FFFCL, 0xFFFF_FFFFL})
    void marksASampledHeaderLongerThanItsRecordAsMalformed(long headerLength) {
        Recording.Record record =
                flowRecord(1, w -> w.u32s(1, 64, 4, headerLength).raw(new byte[4]));
        assertThat(record.malformed()).isTrue();
        assertThat(record.number("frame_length")).isEqualTo(64);
        assertThat(record.read().present()).isEqualTo(4); // the mark and three numbers
    }

    @Test
    void takesASampledHeaderShorterThanItsRecordAsLongAsItSays() {
        Recording.Record record = flowRecord(1, w -> w.u32s(1, 64, 4, 3).raw(new byte[12]));
        assertThat(record.malformed()).isFalse();
        assertThat(record.read().length(record.structure().indexOf("header"))).isEqualTo(3);
    }

    @Test
    void takesASampledHeaderOfNoBytesWithAnyFrameLengthAndProtocol() {
        Recording.Record record = flowRecord(1, w -> w.u32s(0xFFFF_FFFFL, 0, 0xFFFF_FFFFL, 0));
        assertThat(record.malformed()).isFalse();
        assertThat(record.number("protocol")).isEqualTo(0xFFFF_FFFFL);
        assertThat(record.number("frame_length")).isZero();
        assertThat(record.read().length(record.structure().indexOf("header"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFDL, 0xFFFF_FFFFL})
    void marksTextThatPassesItsRecordAsMalformed(long length) {
        Recording.Record record = counterRecord(0, 1005, w -> w.u32(length).raw(new byte[8]));
        assertThat(record.malformed()).isTrue();
        assertThat(record.read().present()).isZero();
    }

    @Test
    void readsTextThatIsNoUtf8OrHasNulOrIsLongerThanDeclared() {
        assertThat(counterRecord(0, 1005, w -> w.opaque(new byte[] {'e', (byte) 0xC3, 'x'}))
                        .text("name"))
                .isEqualTo("e\uFFFDx");
        assertThat(counterRecord(0, 1005, w -> w.string("eth0\0\0junk")).text("name"))
                .isEqualTo("eth0");
        assertThat(counterRecord(0, 1005, w -> w.string("größe")).text("name")).isEqualTo("größe");
        assertThat(counterRecord(
                                0,
                                2105,
                                w -> w.string("j".repeat(300)).string("").string("21"))
                        .text("vm_name"))
                .hasSize(300);
        assertThat(counterRecord(0, 1005, w -> w.u32(0)).text("name")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 0x3FFF_FFFFL, 0x4000_0001L, 0x8000_0000L, 0xFFFF_FFFFL})
    void marksListsWithAbsurdCountsAsMalformed(long count) {
        List<Recording.Record> records = new ArrayList<>();
        records.add(flowRecord(
                1003, w -> w.address("10.0.0.1").u32s(1, 2, 3, count, 2).list(5, 6)));
        records.add(flowRecord(1003, w -> w.address("").u32s(1, 2, 3, 1, 2, count, 5, 6)));
        records.add(flowRecord(1003, w -> w.address("").u32s(1, 2, 3, 0, count, 5, 6)));
        records.add(flowRecord(1006, w -> w.address("").u32s(count, 5, 6)));
        records.add(flowRecord(1006, w -> w.address("").u32s(0, count, 5)));
        records.add(flowRecord(1012, w -> w.u32s(count, 5, 6)));
        records.add(flowRecord(1016, w -> w.u32s(count, 1, 4, 9)));
        records.add(flowRecord(1016, w -> w.u32s(1, 1, count)));
        records.add(counterRecord(0, 2001, w -> w.u32s(count, 1, 0)));
        records.add(counterRecord(0, 2001, w -> w.u32s(1, 1, count).mac("020000000001")));
        records.add(counterRecord(0, 10, w -> w.u32s(1, 4, 3300, 30, count).raw(new byte[40])));
        records.add(counterRecord(4413, 2, w -> w.u32s(1, 2, 3, 4, count, 1, 0)));
        assertThat(records).allSatisfy(record -> {
            assertThat(record.malformed()).isTrue();
            assertThat(record.read().present())
                    .isLessThan(record.structure().fields().size());
        });
    }

    @Test
    void marksAnAddressOfUnknownTypeAsMalformed() {
        assertThat(flowRecord(1002, w -> w.u32s(3, 1, 2, 3)).malformed()).isTrue();
        assertThat(flowRecord(1002, w -> w.u32s(0xFFFF_FFFFL, 1, 2)).malformed())
                .isTrue();
        assertThat(flowRecord(1002, w -> w.u32(2).u32s(1, 2, 3)).malformed()).isTrue();
    }

    @Test
    void walksRecordsInsideARecordWithoutRecursion() {
        byte[] deepest = new XdrWriter().u32(0).bytes();
        for (int i = 0; i < 500; i++) {
            deepest = new XdrWriter().u32(1).tag(0, 1016).opaque(deepest).bytes();
        }
        byte[] bytes = deepest;
        Recording.Record record = flowRecord(1016, w -> w.raw(bytes));
        assertThat(record.malformed()).isFalse();
        NestedList list = new NestedList();
        list.start(record.structure().fields().getFirst(), record.read(), 0);
        assertThat(list.next()).isTrue();
        assertThat(list.head()).isEqualTo(DataFormat.of(0, 1016));
        assertThat(list.count()).isEqualTo(bytes.length - 12);
        assertThat(list.next()).isFalse();
    }

    @Test
    void readsCpuCountersOfTheOlderRevision() {
        Recording.Record record = counterRecord(0, 2003, w -> cpu(w));
        assertThat(record.malformed()).isFalse();
        assertThat(record.read().present()).isEqualTo(17);
        assertThat(record.number("contexts")).isEqualTo(17);
    }

    @Test
    void readsCpuCountersOfTheNewerRevisionAndOfOnesToCome() {
        Recording.Record newer = counterRecord(0, 2003, w -> cpu(w).u32s(18, 19, 20));
        assertThat(newer.read().present()).isEqualTo(20);
        assertThat(newer.number("cpu_guest_nice")).isEqualTo(20);
        Recording.Record toCome = counterRecord(0, 2003, w -> cpu(w).u32s(18, 19, 20, 21, 22));
        assertThat(toCome.read().present()).isEqualTo(20);
        assertThat(toCome.malformed()).isFalse();
    }

    @Test
    void readsTheJvmCountersOfBothRevisions() {
        Consumer<XdrWriter> old = w -> {
            for (int i = 0; i < 8; i++) {
                w.u64(i);
            }
            w.u32s(1, 2, 3, 4, 5, 6, 7, 8, 9);
        };
        assertThat(counterRecord(0, 2106, old).read().present()).isEqualTo(17);
        assertThat(counterRecord(0, 2106, old.andThen(w -> w.u32s(30, 1024))).number("fd_max_count"))
                .isEqualTo(1024);
    }

    @Test
    void dropsAKnownRecordThatIsTooShortAndKeepsTheOthers() {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.record(0, 1, w -> w.u32s(1, 6)).record(0, 1005, w -> w.string("eth0")))
                .build());
        assertThat(r.counters.getFirst().formats()).containsExactly("0:1005");
        assertThat(r.errors()).containsOnlyKeys("recordTooShort");
    }

    @Test
    void deliversTwoRecordsOfTheSameFormat() {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.record(0, 1003, w -> queue(w, 0)).record(0, 1003, w -> queue(w, 1)))
                .build());
        assertThat(r.counters.getFirst().records())
                .extracting(record -> record.number("queueIndex"))
                .containsExactly(0L, 1L);
    }

    @Test
    void deliversAFlowSampleWithoutAPacketAndACounterSampleWithoutInterfaceCounters() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.record(0, 1001, w -> w.u32s(1, 0, 2, 0)))
                .counters(s -> s.record(0, 1005, w -> w.string("eth0")))
                .build());
        assertThat(r.flows.getFirst().common().formats()).containsExactly("0:1001");
        assertThat(r.counters.getFirst().formats()).containsExactly("0:1005");
    }

    @Test
    void deliversRatesPoolsAndSequenceNumbersAsSent() {
        Recording r = Recording.of(new DatagramBuilder()
                .flow(s -> s.sequence(0xFFFF_FFFFL).rate(0).pool(0xFFFF_FFFFL).drops(0xFFFF_FFFFL))
                .flow(s -> s.sequence(0).rate(0xFFFF_FFFFL).pool(0))
                .build());
        assertThat(r.flows).extracting(Recording.Flow::rate).containsExactly(0L, 0xFFFF_FFFFL);
        assertThat(r.flows).extracting(Recording.Flow::pool).containsExactly(0xFFFF_FFFFL, 0L);
        assertThat(r.flows).extracting(f -> f.common().sequence()).containsExactly(0xFFFF_FFFFL, 0L);
    }

    @Test
    void readingElementsLeavesTheVerdictOnTheRecordAlone() {
        Structure sfp = Objects.requireNonNull(TABLE.counter(10, 60));
        byte[] cut = new XdrWriter().u32s(1, 4, 3300, 30, 2).raw(new byte[40]).bytes();
        byte[] whole = new XdrWriter().u32s(1, 4, 3300, 30, 1).raw(new byte[40]).bytes();
        RecordReader reader = new RecordReader();
        RecordValues values = reader.read(sfp, whole, 0, whole.length);
        int lanes = sfp.indexOf("lanes");
        assertThat(values.number(lanes)).isEqualTo(1);
        assertThat(reader.element(sfp, lanes, 0).present()).isEqualTo(10);
        assertThat(reader.malformed()).isFalse();
        assertThatThrownBy(() -> reader.element(sfp, lanes, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        reader.read(sfp, cut, 0, cut.length);
        assertThat(reader.malformed()).isTrue();
    }

    @Test
    void refusesNumbersOutsideAList() {
        Structure tunnel = Objects.requireNonNull(TABLE.flow(1012, 12));
        byte[] bytes = new XdrWriter().list(0x8100_0064L, 0x8100_00C8L).bytes();
        RecordReader reader = new RecordReader();
        RecordValues values = reader.read(tunnel, bytes, 0, bytes.length);
        assertThat(values.number(0)).isEqualTo(2);
        assertThat(reader.listNumber(0, 1)).isEqualTo(0x8100_00C8L);
        assertThatThrownBy(() -> reader.listNumber(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> reader.listNumber(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void namesTheErrorsForReaders() {
        assertThat(DecodeError.values()).allSatisfy(error -> {
            assertThat(error.key()).matches("[a-z][A-Za-z]+");
            assertThat(error.sentence()).hasSizeGreaterThan(20);
        });
        assertThat(List.of(DecodeError.values()).stream().map(DecodeError::key).collect(Collectors.toSet()))
                .hasSize(DecodeError.values().length);
    }

    private static XdrWriter cpu(XdrWriter w) {
        return w.f32(1).f32(2).f32(3).u32s(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
    }

    private static void queue(XdrWriter w, long index) {
        w.u32(index).raw(new byte[48]);
    }
}
