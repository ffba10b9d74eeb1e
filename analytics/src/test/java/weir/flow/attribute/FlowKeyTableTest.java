package weir.flow.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowKeyTableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b c d e                          | 5 columns",
                "Upper;ip;0:1;u8;note               | not lower-case letters",
                "x;ip;0:1;u9;note                   | format 'u9' is unknown",
                "x;ip;0:1;plain:nothing;note        | no enumeration 'nothing'",
                "x;ip;0:1;odd:ip_dscp;note          | plain:, upper: or numbered:",
                "x;ip;0;u8;note                     | neither offset:width nor @reader",
                "x;ip;0:5;u8;note                   | neither offset:width nor @reader",
                "x;ip;0:4;u8;note                   | does not fit format U8",
                "x;ip;0:16;ipv4;note                | does not fit format IPV4",
                "x;ip;@nothing;u8;note              | no reader '@nothing' for ip",
                "x;sample;@nothing;u8;note          | no reader '@nothing' for sample",
                "x;nothing;0:1;u8;note              | neither 'sample', a layer nor a record's format",
                "x;0:1001;nothing;u32;note          | record 0:1001 has no field 'nothing'",
                "x;0:4000;nothing;u32;note          | no structure for record 0:4000",
            })
    void refusesARowAndNamesItsPlace(String row, String message) {
        FlowKeyParser parser = new FlowKeyParser(Sampling.STRUCTURES);
        assertThatThrownBy(() -> {
                    parser.parse("file.tsv", List.of("# head", "", row.strip().replace(';', '\t')));
                    parser.table();
                })
                .isInstanceOf(FlowKeyException.class)
                .hasMessageStartingWith("file.tsv:3: ")
                .hasMessageContaining(message.strip());
    }

    @Test
    void refusesTheSameSourceTwice() {
        FlowKeyParser parser = new FlowKeyParser(Sampling.STRUCTURES);
        assertThatThrownBy(() -> parser.parse("file.tsv", List.of("x\tip\t0:1\tu8\t", "x\tip\t1:1\tu8\t")))
                .hasMessage("file.tsv:2: x has source ip twice");
    }

    @Test
    void unknownNamesAreKeysOfCustomFlows() {
        FlowKey key = Sampling.TABLE.key("bogus");
        assertThat(key.sources()).isEmpty();
        assertThat(key.format()).isEqualTo(KeyFormat.TEXT);
        assertThat(key.required(0)).isZero();
    }

    @Test
    void keysThatRecordsGiveTooDoNotNeedTheLayer() {
        assertThat(Sampling.TABLE.key("ipsource").required(0)).isEqualTo(weir.packet.LayerType.IPV4.bit());
        assertThat(Sampling.TABLE.key("ipttl").required(0)).isEqualTo(weir.packet.LayerType.IPV4.bit());
        assertThat(Sampling.TABLE.key("bytes").required(0)).isZero();
    }
}
