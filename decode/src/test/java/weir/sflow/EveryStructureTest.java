package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.sflow.RecordExample.Written;
import weir.testing.XdrWriter;

/**
 * Exercises every row of the table: a record of each structure and variant is encoded from the types of its rows, sent
 * through the decoder, and read back field by field.
 */
class EveryStructureTest {

    private static final StructureTable TABLE = StructureTable.standard();

    static Stream<Structure> everyLayout() {
        return RecordExample.everyLayout(TABLE);
    }

    @ParameterizedTest
    @MethodSource("everyLayout")
    void readsBackEveryFieldThatWasEncoded(Structure structure) {
        XdrWriter record = new XdrWriter();
        List<Written> written = new RecordExample().write(structure.fields(), record);
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
        new RecordExample().write(required, record);
        RecordReader reader = new RecordReader();
        RecordValues values = reader.read(structure, record.bytes(), 0, record.size());
        assertThat(reader.malformed()).isFalse();
        assertThat(values.present()).isEqualTo(required.size());
    }

    @ParameterizedTest
    @MethodSource("everyLayout")
    void ignoresWhatALaterRevisionAppends(Structure structure) {
        XdrWriter record = new XdrWriter();
        new RecordExample().write(structure.fields(), record);
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
        new RecordExample().write(structure.fields(), record);
        byte[] bytes = record.bytes();
        RecordReader reader = new RecordReader();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length); // so that a read behind the end would throw
            RecordValues values = reader.read(structure, cut, 0, length);
            if (values.present() > structure.fields().size() || length < structure.minLength() && !reader.malformed()) {
                throw new AssertionError("cut to " + length + " bytes: " + values.present() + " fields read");
            }
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
        byte[] datagram = RecordExample.datagram(structure, record);
        Sent sent = new Sent();
        DecodeCounts counts = new DecodeCounts();
        new DatagramDecoder(TABLE, counts).decode(datagram, 0, datagram.length, sent);
        for (DecodeError error : DecodeError.values()) {
            assertThat(counts.errors(error)).as(error.key()).isZero();
        }
        return sent;
    }
}
