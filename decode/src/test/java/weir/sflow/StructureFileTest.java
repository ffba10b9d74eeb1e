package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.testing.DatagramBuilder;

/** Rows that an operator adds. */
class StructureFileTest {

    /** Rows in a shorter form: columns separated by blanks, unit and source left out. */
    private static List<String> rows(String... rows) {
        return Arrays.stream(rows)
                .map(row -> row.startsWith("#") ? row : String.join("\t", row.split(" ")) + "\t-\tour book")
                .toList();
    }

    @Test
    void addsStructuresOfTheOperatorToTheStandardOnes() {
        StructureTable table = StructureTable.with(
                rows(
                        "# a comment",
                        "counter 99999:7 plant pressure u32 pressure - plant_pressure gauge",
                        "counter 99999:7 plant flow u64 flow - plant_flow rate",
                        "counter 99999:7 plant state u32? state - plant_up updown:0"),
                "plant.tsv");
        Recording r = Recording.of(
                new DatagramBuilder()
                        .counters(s -> s.record(99_999, 7, w -> w.u32(12).u64(34)))
                        .build(),
                table);
        Recording.Record record = r.counters.getFirst().records().getFirst();
        assertThat(record.number("pressure")).isEqualTo(12);
        assertThat(record.number("flow")).isEqualTo(34);
        assertThat(record.structure().source()).isEqualTo("our book");
        assertThat(r.unknown()).isEmpty();
        Field pressure = Objects.requireNonNull(record.structure().field("pressure"));
        assertThat(pressure.metric()).isEqualTo("plant_pressure");
        assertThat(pressure.as()).isEqualTo("gauge");
        assertThat(pressure.origin()).isEqualTo("plant.tsv:2");
        assertThat(table.all().count())
                .isEqualTo(StructureTable.standard().all().count() + 1);
    }

    @Test
    void addsALayoutToAStandardFormat() {
        StructureTable table = StructureTable.with(
                rows("flow 0:1036~ long_queue port u32 - - - -", "flow 0:1036~ long_queue queue u32 - - - -"), "x");
        assertThat(table.flow(1036, 4)).hasToString("flow 0:1036 extended_egress_queue");
        Recording r = Recording.of(
                new DatagramBuilder()
                        .flow(s -> s.record(0, 1036, w -> w.u32s(3, 4)).record(0, 1036, w -> w.u32(5)))
                        .build(),
                table);
        List<Recording.Record> records = r.flows.getFirst().common().records();
        assertThat(records.get(0).structure()).hasToString("flow 0:1036 long_queue");
        assertThat(records.get(0).number("queue")).isEqualTo(4);
        assertThat(records.get(1).structure()).hasToString("flow 0:1036 extended_egress_queue");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sample 9:9 a b u32 - - - -|kind is 'flow' or 'counter', not 'sample'",
                "flow 99 a b u32 - - - -|format '99' is not enterprise:format",
                "flow 9:4096 a b u32 - - - -|format '9:4096' is not enterprise:format",
                "flow 1048576:1 a b u32 - - - -|format '1048576:1' is not enterprise:format",
                "flow 9:9 a b u33 - - - -|type 'u33' is unknown",
                "flow 9:9 a b bytes - - - -|type 'bytes' is unknown",
                "flow 9:9 a b bytes3 - - - -|'bytes3' is not a multiple of 4",
                "flow 9:9 a b bytes0 - - - -|'bytes0' is not a multiple of 4",
                "flow 9:9 a 1b u32 - - - -|field name '1b' is not a name",
                "flow 9:9 a list list - - - -|list list has no rows list[].",
                "flow 9:9 a b u32 - enum:colours - -|there is no enumeration 'colours'",
                "flow 9:9 a b u32 - =WORD - -|a mark, and nothing else",
                "flow 9:9 a b mark - - - -|a mark, and nothing else",
                "flow 9:9~ a b u32 - - - -|9:9 has no usual layout before this variant",
                "flow 0:1001 a b u32 - - - -|0:1001 is described twice: it is extended_switch already",
                "counter 9:9 a b u32 - - Metric gauge|metric name 'Metric' is not lower-case",
                "counter 9:9 a b u32 - - m -|columns metric and as go together",
                "counter 9:9 a b u32 - - - gauge|columns metric and as go together",
                "counter 9:9 a b u32 - - m,n gauge|columns metric and as must name equally many",
                "counter 9:9 a b u32 - - m gage|as 'gage' is unknown: [bits8, gauge, gauge!",
                "counter 9:9 a b u32 - - m text|as 'text' does not fit a field of type U32",
                "counter 9:9 a b string - - m rate|as 'rate' does not fit a field of type STRING",
                "counter 9:9 a b string - - m updown:0|as 'updown:0' does not fit a field of type STRING",
                "counter 9:9 a b u32 - - m updown:32|'32' is not a bit from 0 to 31",
                "counter 9:9 a b u32 - - m text:colours|there is no enumeration 'colours'",
                "counter 9:9 a b u32 - - m per:c|as refers to 'c', which is no integer field",
                "counter 9:9 a b u32 - - m_# gauge@c|as refers to 'c', which is no integer field",
                "counter 9:9 a b u32 - - m_# gauge|metric m_# has a # but nothing that numbers it",
                "counter 9:9 a b u32 - - m gauge@b|metric m occurs several times and needs a #",
                "counter 9:9 a b u32list - - m gauge|metric m occurs several times and needs a #"
            })
    void refusesAWrongRowNamingFileAndLine(String row, String message) {
        assertThatExceptionOfType(StructureException.class)
                .isThrownBy(() -> StructureTable.with(rows("# head", row), "mine.tsv"))
                .withMessageStartingWith("mine.tsv:2: " + message);
    }

    @Test
    void refusesRowsThatDoNotGoTogether() {
        assertThatExceptionOfType(StructureException.class)
                .isThrownBy(() ->
                        StructureTable.with(rows("flow 9:9 a b u32? - - - -", "flow 9:9 a c u32 - - - -"), "mine.tsv"))
                .withMessageStartingWith("mine.tsv:2: field c follows an optional field");
        assertThatExceptionOfType(StructureException.class)
                .isThrownBy(() ->
                        StructureTable.with(rows("flow 9:9 a b u32 - - - -", "flow 9:9 a b u32 - - - -"), "mine.tsv"))
                .withMessageStartingWith("mine.tsv:2: field b stands twice in a");
        assertThatExceptionOfType(StructureException.class)
                .isThrownBy(() -> StructureTable.with(
                        rows("flow 9:9 a l list - - - -", "flow 9:9 a l[].s string - - - -"), "mine.tsv"))
                .withMessageStartingWith("mine.tsv:2: a field in a list must have a fixed size, not STRING");
        assertThatExceptionOfType(StructureException.class)
                .isThrownBy(() -> StructureTable.with(
                        rows("flow 9:9 a b u32 - - - -", "flow 9:8 c d u32 - - - -", "flow 9:9 a e u32 - - - -"),
                        "mine.tsv"))
                .withMessageStartingWith("mine.tsv:3: 9:9 is described twice: it is a already");
    }

    @Test
    void refusesRowsOfTheWrongWidth() {
        assertThatExceptionOfType(StructureException.class)
                .isThrownBy(() -> StructureTable.with(List.of("flow\t9:9\ta"), "mine.tsv"))
                .withMessage("mine.tsv:1: a row has 11 columns separated by tabs, this one has 3");
    }

    @Test
    void givesEveryFieldWithAMetricAUnitOrAReasonToHaveNone() {
        List<String> rates = StructureTable.standard()
                .all()
                .flatMap(structure -> structure.fields().stream())
                .filter(field -> field.as().startsWith("rate") && field.unit().isEmpty())
                .map(Field::origin)
                .toList();
        assertThat(rates).isEmpty();
    }

    @Test
    void namesEveryStructureOnce() {
        assertThat(StructureTable.standard()
                        .all()
                        .collect(Collectors.groupingBy(Structure::toString, Collectors.counting()))
                        .values())
                .containsOnly(1L);
    }
}
