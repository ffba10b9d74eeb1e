package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.testing.DatagramBuilder;

class SampledHeaderListerTest {

    private static final String MACS = "020000000002 020000000001";
    private static final String IPV4 = "4500 0054 1234 4000 40 11 0000 0a000001 0a000002";
    private static final String IPV6 =
            "60a12345 0028 11 3f fd000000000000000000000000000001 fd000000000000000000000000000002";
    private static final String UDP = "9c40 18c7 0040 0000";
    private static final String TCP = "9c40 0050 00000001 00000002 5012 0000 0000 0000";

    /** The fields behind the header bytes, for a header of a protocol in a packet of 200 bytes of which 4 are stripped. */
    private static List<String> fields(int protocol, byte[] header) {
        byte[] datagram = new DatagramBuilder()
                .flow(s -> s.record(0, 1, r -> r.u32s(protocol, 200, 4).opaque(header)))
                .build();
        return ListedCapture.listed(datagram, TextSink::new)
                .lines()
                .dropWhile(line -> !line.startsWith("headerBytes"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("endSample"))
                .toList();
    }

    private static List<String> fields(int protocol, String hex) {
        return fields(protocol, bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void listsEthernetAndIpv4AndUdp() {
        assertThat(fields(1, MACS + "0800" + IPV4 + UDP))
                .containsExactly(
                        "dstMAC 020000000002",
                        "srcMAC 020000000001",
                        "ethernet_type 2048",
                        "IPSize 182",
                        "ip.tot_len 84",
                        "srcIP 10.0.0.1",
                        "dstIP 10.0.0.2",
                        "IPProtocol 17",
                        "IPTOS 0",
                        "IPTTL 64",
                        "IPID 13330",
                        "UDPSrcPort 40000",
                        "UDPDstPort 6343",
                        "UDPBytes 64");
    }

    @Test
    void listsIpv6AndItsExtensionHeaders() {
        String hopByHop = "2b00 000000000000";
        String routing = "2c00 000000000000";
        String fragment = "3300 0000 00000007";
        String authentication = "3c01 000000000000 00000000";
        String options = "0600 000000000000";
        assertThat(fields(
                        12,
                        IPV6.replace("0028 11", "0000 00")
                                + hopByHop
                                + routing
                                + fragment
                                + authentication
                                + options
                                + TCP))
                .containsExactly(
                        "IPSize 196",
                        "IPTOS 10",
                        "IP6_label 0x12345",
                        "IPV6_payloadLen <jumbo>",
                        "IPTTL 63",
                        "srcIP6 fd00:0000:0000:0000:0000:0000:0000:0001",
                        "dstIP6 fd00:0000:0000:0000:0000:0000:0000:0002",
                        "IP6HeaderExtension 0",
                        "IP6HeaderExtension 43",
                        "IP6HeaderExtension 44",
                        "IP6HeaderExtension 51",
                        "IP6HeaderExtension 60",
                        "IPProtocol 6",
                        "TCPSrcPort 40000",
                        "TCPDstPort 80",
                        "TCPFlags 18");
    }

    @Test
    void listsNoPortsOfLaterFragments() {
        assertThat(fields(11, IPV4.replace("1234 4000", "1234 00b9") + UDP))
                .contains("IPFragmentOffset 185")
                .noneMatch(line -> line.startsWith("UDP"));
        assertThat(fields(12, IPV6.replace("0028 11", "0028 2c") + "1100 05c8 00000007" + UDP))
                .endsWith("IP6HeaderExtension 44", "IPProtocol 17");
    }

    @Test
    void listsEveryVlanTag() {
        assertThat(fields(1, MACS + "88a8 612c 8100 00c8 9100 e001 0800" + IPV4 + UDP))
                .startsWith(
                        "dstMAC 020000000002",
                        "srcMAC 020000000001",
                        "decodedVLAN 300",
                        "decodedPriority 3",
                        "decodedVLAN.1 200",
                        "decodedPriority.1 0",
                        "decodedVLAN.2 1",
                        "decodedPriority.2 7",
                        "ethernet_type 2048",
                        "IPSize 170");
    }

    @Test
    void stepsOverAbsurdlyManyVlanTags() {
        List<String> fields = fields(1, MACS + "8100 0001".repeat(30) + "0800" + IPV4 + UDP);
        assertThat(fields).contains("decodedVLAN.15 1", "ethernet_type 2048", "UDPDstPort 6343");
        assertThat(fields).noneMatch(line -> line.startsWith("decodedVLAN.16"));
    }

    @Test
    void listsPacketsIn8022() {
        assertThat(fields(1, MACS + "0060 aaaa03 000000 0800" + IPV4 + UDP))
                .contains("ethernet_type 2048", "IPSize 174", "UDPDstPort 6343");
        assertThat(fields(1, MACS + "0060 060603" + IPV4 + UDP)).contains("ethernet_type 2048", "IPSize 179");
        assertThat(fields(1, MACS + "0060 aaaa03 00000c 2000" + IPV4))
                .containsExactly("dstMAC 020000000002", "srcMAC 020000000001", "VSNAP_OUI 00-00-0C");
        assertThat(fields(1, MACS + "0060 424203" + "00".repeat(20))).hasSize(2);
        assertThat(fields(1, MACS + "0600 ffff 0040 00".repeat(1) + "00".repeat(20)))
                .hasSize(2);
        assertThat(fields(1, MACS + "0806 0001" + "00".repeat(20))).endsWith("ethernet_type 2054");
    }

    @Test
    void listsAddressesOfWirelessFrames() {
        String addresses = "0000 010101010101 020202020202 030303030303 0000 040404040404";
        assertThat(fields(15, "0800" + addresses))
                .containsExactly(
                        "srcMAC 020202020202", "dstMAC 010101010101", "txMAC 020202020202", "rxMAC 010101010101");
        assertThat(fields(15, "0801" + addresses)).startsWith("srcMAC 020202020202", "dstMAC 030303030303");
        assertThat(fields(15, "0802" + addresses)).startsWith("srcMAC 030303030303", "dstMAC 010101010101");
        assertThat(fields(15, "0803" + addresses)).startsWith("srcMAC 040404040404", "dstMAC 030303030303");
        assertThat(fields(15, "8000" + addresses)).isEmpty();
    }

    @Test
    void remarksOnHeadersItDoesNotLookInto() {
        assertThat(fields(13, "00010140")).containsExactly("NO_DECODE headerProtocol=13");
        assertThat(fields(99, "00010140")).containsExactly("UNKNOWN headerProtocol=99");
        assertThat(fields(0, "00010140")).containsExactly("UNKNOWN headerProtocol=0");
    }

    static Stream<String> headers() {
        return Stream.of(
                "1 " + MACS + "8100 0064 0800" + IPV4 + UDP,
                "1 " + MACS + "86dd" + IPV6 + UDP,
                "1 " + MACS + "0060 aaaa03 000000 0800" + IPV4 + UDP,
                "11 " + IPV4.replace("40 11", "40 06") + TCP,
                "11 " + IPV4.replace("40 11", "40 01") + "0800 0000 0001 0001",
                "12 " + IPV6.replace("0028 11", "0028 00") + "1100 000000000000" + UDP,
                "15 0803 0000 010101010101 020202020202 030303030303 0000 040404040404");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aCutHeaderGivesTheFieldsOfTheWholeOneUpToTheCut(String example) {
        int space = example.indexOf(' ');
        int protocol = Integer.parseInt(example.substring(0, space));
        byte[] header = bytes(example.substring(space));
        List<String> whole = fields(protocol, header);
        assertThat(whole).hasSizeGreaterThan(3);
        int longest = 0;
        for (int length = 0; length < header.length; length++) {
            List<String> cut = fields(protocol, Arrays.copyOf(header, length));
            assertThat(whole).as("cut to %d bytes", length).containsAll(cut);
            assertThat(cut.size()).isGreaterThanOrEqualTo(longest);
            longest = cut.size();
        }
    }
}
