package weir.bgp.flowspec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.bgp.wire.ByteReader;
import weir.bgp.wire.ByteWriter;
import weir.lookup.Prefix;

/** The examples of RFC 8955, section 4.3, and RFC 8956, section 3.8. */
class FlowMatchTest {

    private static String encoded(Map<String, String> match) {
        ByteWriter out = new ByteWriter();
        MatchText.parse(match).write(out);
        return HexFormat.of().formatHex(out.toBytes());
    }

    private static FlowMatch read(String hex, boolean v6) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(bytes[0]).isEqualTo((byte) (bytes.length - 1));
        return FlowMatch.read(new ByteReader(bytes, 1, bytes.length), v6).orElseThrow();
    }

    @Test
    void mailToAPrefix() {
        String bytes = "0b 01 18c00002 03 8106 04 8119";
        assertThat(encoded(Map.of("destination", "192.0.2.0/24", "protocol", "=6", "port", "=25")))
                .isEqualTo(bytes.replace(" ", ""));
        assertThat(MatchText.of(read(bytes, false)))
                .isEqualTo(Map.of("version", "4", "destination", "192.0.2.0/24", "protocol", "=6", "port", "=25"));
    }

    @Test
    void rangesOfPorts() {
        String bytes = "12 01 18c00002 02 18cb0071 04 0389 458b 911f90";
        Map<String, String> match =
                Map.of("destination", "192.0.2.0/24", "source", "203.0.113.0/24", "port", ">=137&<=139|=8080");
        assertThat(encoded(match)).isEqualTo(bytes.replace(" ", ""));
        assertThat(MatchText.of(read(bytes, false))).containsAllEntriesOf(match);
    }

    @Test
    void fragmentsThatAreNotToBe() {
        String bytes = "09 01 20c0000201 0c 8005";
        assertThat(encoded(Map.of("destination", "192.0.2.1", "fragment", "DF")))
                .isEqualTo(bytes.replace(" ", ""));
        assertThat(MatchText.of(read(bytes, false)))
                .containsEntry("destination", "192.0.2.1/32")
                .containsEntry("fragment", "DF");
    }

    @Test
    void bitsInTheMiddleOfAnAddress() {
        String bytes = "12 01 20 00 20010db8 02 68 40 123456789a 03 8106";
        FlowMatch match = read(bytes, true);
        assertThat(match.components())
                .startsWith(
                        new Component.Address(
                                ComponentType.DESTINATION,
                                Prefix.parse("2001:db8::/32").orElseThrow(),
                                0),
                        new Component.Address(
                                ComponentType.SOURCE,
                                Prefix.parse("::1234:5678:9a00:0/104").orElseThrow(),
                                64));
        ByteWriter out = new ByteWriter();
        match.write(out);
        assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo(bytes.replace(" ", ""));
    }

    @Test
    void longRulesHaveTwoBytesOfLength() {
        String ports = "=1000" + "|=2000".repeat(99);
        ByteWriter out = new ByteWriter();
        MatchText.parse(Map.of("port", ports)).write(out);
        byte[] bytes = out.toBytes();
        assertThat(bytes.length).isEqualTo(303);
        assertThat(bytes).startsWith(0xF1, 0x2D);
        assertThat(FlowMatch.read(new ByteReader(bytes, 2, 303), false).map(MatchText::of))
                .contains(Map.of("version", "4", "port", ports));
    }
}
