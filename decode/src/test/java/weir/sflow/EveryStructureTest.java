package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.testing.DatagramBuilder;
import weir.testing.XdrWriter;

/**
 * Exercises every row of the table: a record of each structure and variant is encoded from the types of its rows, sent
 * through the decoder, and read back field by field.
 */
class EveryStructureTest {

    private static final StructureTable TABLE = StructureTable.standard();

    /** What was written into one field: its number, and its bytes where it has any. */
    private record Written(Field field, long number, byte @Nullable [] bytes, List<List<Written>> elements) {
        Written(Field field, long number) {
            this(field, number, null, List.of());
        }

        Written(Field field, long number, byte[] bytes) {
            this(field, number, bytes, List.of());
        }
    }

    private int seed;

    static Stream<Structure> everyLayout() {
        return TABLE.all().flatMap(usual -> Stream.concat(Stream.of(usual), usual.variants().stream()));
    }

    @ParameterizedTest
    @MethodSource("everyLayout")
    void readsBackEveryFieldThatWasEncoded(Structure structure) {
        XdrWriter record = new XdrWriter();
        List<Written> written = write(structure.fields(), record);
        Sent sent = send(structure, record.bytes());

        assertThat(sent.layout).isSameAs(structure);
        RecordReader reader = new RecordReader();
        RecordValues values = reader.read(structure, sent.bytes, sent.start, sent.length);
        assertThat(reader.malformed()).isFalse();
        assertThat(values.present()).isEqualTo(structure.fields().size());
        for (int i = 0; i < written.size(); i++) {
            check(structure, reader, values, i, written.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("everyLayout")
    void readsOlderRevisionsWithoutTheOptionalFields(Structure structure) {
        List<Field> required =
                structure.fields().stream().filter(f -> !f.optional()).toList();
        XdrWriter record = new XdrWriter();
        write(required, record);
        RecordReader reader = new RecordReader();
        RecordValues values = reader.read(structure, record.bytes(), 0, record.size());
        assertThat(reader.malformed()).isFalse();
        assertThat(values.present()).isEqualTo(required.size());
    }

    @ParameterizedTest
    @MethodSource("everyLayout")
    void ignoresWhatALaterRevisionAppends(Structure structure) {
        XdrWriter record = new XdrWriter();
        write(structure.fields(), record);
        record.u32s(1, 2, 3);
        RecordReader reader = new RecordReader();
        RecordValues values = reader.read(structure, record.bytes(), 0, record.size());
        assertThat(reader.malformed()).isFalse();
        assertThat(values.present()).isEqualTo(structure.fields().size());
    }

    @ParameterizedTest
    @MethodSource("everyLayout")
    void readsNothingBehindTheEndOfACutRecord(Structure structure) {
        XdrWriter record = new XdrWriter();
        write(structure.fields(), record);
        byte[] bytes = record.bytes();
        RecordReader reader = new RecordReader();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length); // so that a read behind the end would throw
            RecordValues values = reader.read(structure, cut, 0, length);
            if (values.present() > structure.fields().size()
                    || length < structure.minLength() && !reader.malformed()) {
                throw new AssertionError("cut to " + length + " bytes: " + values.present() + " fields read");
            }
        }
    }

    private List<Written> write(List<Field> fields, XdrWriter out) {
        List<Written> written = new ArrayList<>();
        for (Field field : fields) {
            written.add(write(field, out));
        }
        return written;
    }

    private Written write(Field field, XdrWriter out) {
        seed++;
        switch (field.type()) {
            case MARK -> {
                return new Written(field, 0);
            }
            case U8 -> {
                out.raw(new byte[] {(byte) (0x80 | seed)});
                return new Written(field, 0x80 | seed & 0xFF);
            }
            case U32 -> {
                out.u32(0xF000_0000L + seed);
                return new Written(field, 0xF000_0000L + seed);
            }
            case I32 -> {
                out.u32(-seed);
                return new Written(field, -seed);
            }
            case U64 -> {
                out.u64(0xF123_4567_0000_0000L + seed);
                return new Written(field, 0xF123_4567_0000_0000L + seed);
            }
            case F32 -> {
                out.f32(seed + 0.5);
                return new Written(field, Double.doubleToRawLongBits(seed + 0.5));
            }
            case F64 -> {
                out.f64(seed + 0.1);
                return new Written(field, Double.doubleToRawLongBits(seed + 0.1));
            }
            case MAC -> {
                out.mac("f23456789abc");
                return new Written(field, 0xF234_5678_9ABCL);
            }
            case MAC6 -> {
                out.mac6("f23456789abc");
                return new Written(field, 0xF234_5678_9ABCL);
            }
            case IP4 -> {
                out.ip("250.1.2.3");
                return new Written(field, 0xFA01_0203L);
            }
            case IP6 -> {
                out.ip("fd00::1");
                return new Written(field, 0, new XdrWriter().ip("fd00::1").bytes());
            }
            case ADDRESS -> {
                String address = List.of("", "10.1.2.3", "fd00::2").get(seed % 3);
                out.address(address);
                byte[] bytes = new XdrWriter().address(address).bytes();
                return new Written(field, List.of(0, 1, 2).get(seed % 3), Arrays.copyOfRange(bytes, 4, bytes.length));
            }
            case STRING, OPAQUE -> {
                byte[] text = "x".repeat(1 + seed % 7).getBytes(StandardCharsets.UTF_8);
                out.opaque(text);
                return new Written(field, 0, text);
            }
            case BYTES -> {
                byte[] bytes = new byte[field.size()];
                Arrays.fill(bytes, (byte) seed);
                out.fixed(bytes);
                return new Written(field, 0, bytes);
            }
            case U32LIST -> {
                out.list(seed, 0xFFFF_FFFEL, 3);
                return new Written(
                        field, 3, new XdrWriter().u32s(seed, 0xFFFF_FFFEL, 3).bytes());
            }
            case LIST -> {
                out.u32(2);
                List<List<Written>> elements = List.of(write(field.elements(), out), write(field.elements(), out));
                return new Written(field, 2, null, elements);
            }
            case ASPATH -> {
                byte[] path = new XdrWriter()
                        .u32(2)
                        .list(65001, 65002)
                        .u32(1)
                        .list(65003)
                        .bytes();
                out.u32(2).raw(path);
                return new Written(field, 2, path);
            }
            case ADAPTERS -> {
                byte[] adapters = new XdrWriter()
                        .u32s(7, 2)
                        .mac("020000000001")
                        .mac("020000000002")
                        .u32s(8, 0)
                        .bytes();
                out.u32(2).raw(adapters);
                return new Written(field, 2, adapters);
            }
            case RECORDS -> {
                byte[] records = new XdrWriter()
                        .tag(0, 1029)
                        .u32s(4, 5001)
                        .tag(9, 9)
                        .string("abcde")
                        .bytes();
                out.u32(2).raw(records);
                return new Written(field, 2, records);
            }
            default -> throw new AssertionError(field.type());
        }
    }

    private static void check(Structure structure, RecordReader reader, RecordValues values, int i, Written expected) {
        assertThat(values.number(i)).as(expected.field().name()).isEqualTo(expected.number());
        if (expected.bytes() != null) {
            assertThat(Arrays.copyOfRange(values.bytes(), values.start(i), values.start(i) + values.length(i)))
                    .as(expected.field().name())
                    .isEqualTo(expected.bytes());
        }
        if (expected.field().type() == FieldType.U32LIST) {
            assertThat(reader.listNumber(i, 1)).isEqualTo(0xFFFF_FFFEL);
        }
        for (int e = 0; e < expected.elements().size(); e++) {
            RecordValues element = reader.element(structure, i, e);
            for (int f = 0; f < expected.elements().get(e).size(); f++) {
                Written inner = expected.elements().get(e).get(f);
                assertThat(element.number(f)).as(inner.field().name()).isEqualTo(inner.number());
            }
        }
    }

    private static final class Sent implements SampleListener {
        private byte[] bytes = new byte[0];
        private int start;
        private int length;
        private @Nullable Structure layout;

        @Override
        public void onFlow(DatagramHeader header, FlowSample sample) {
            take(sample);
        }

        @Override
        public void onCounters(DatagramHeader header, CounterSample sample) {
            take(sample);
        }

        private void take(Sample sample) {
            assertThat(sample.records().count()).isEqualTo(1);
            bytes = sample.bytes();
            start = sample.records().start(0);
            length = sample.records().length(0);
            layout = sample.records().structure(0);
        }
    }

    private static Sent send(Structure structure, byte[] record) {
        DatagramBuilder builder = new DatagramBuilder();
        int enterprise = DataFormat.enterprise(structure.tag());
        int format = DataFormat.format(structure.tag());
        if (structure.kind() == Structure.Kind.FLOW) {
            builder.flow(s -> s.record(enterprise, format, record.length, record));
        } else {
            builder.counters(s -> s.record(enterprise, format, record.length, record));
        }
        byte[] datagram = builder.build();
        Sent sent = new Sent();
        DecodeCounts counts = new DecodeCounts();
        new DatagramDecoder(TABLE, counts).decode(datagram, 0, datagram.length, sent);
        for (DecodeError error : DecodeError.values()) {
            assertThat(counts.errors(error)).as(error.key()).isZero();
        }
        return sent;
    }
}
