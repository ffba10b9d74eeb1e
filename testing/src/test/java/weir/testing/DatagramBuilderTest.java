package weir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Compares with bytes written out by hand after the specification, so that the encoder has a witness of its own. */
class DatagramBuilderTest {

    @Test
    void encodesHeadAndCompactFlowSample() {
        byte[] datagram = new DatagramBuilder()
                .agent("10.0.0.90")
                .subAgent(3)
                .sequence(7)
                .uptime(0x1234)
                .flow(s -> s.sequence(9)
                        .source(2, 1001)
                        .rate(64)
                        .pool(640)
                        .drops(1)
                        .input(5)
                        .output(2, 1)
                        .record(0, 1001, r -> r.u32s(1, 2, 3, 4)))
                .build();
        assertThat(hex(datagram))
                .isEqualTo("00000005" + "00000001" + "0a00005a" + "00000003" + "00000007" + "00001234" + "00000001"
                        + "00000001" + "00000038" + "00000009" + "020003e9" + "00000040" + "00000280" + "00000001"
                        + "00000005" + "80000001" + "00000001" + "000003e9" + "00000010" + "00000001" + "00000002"
                        + "00000003" + "00000004");
    }

    @Test
    void encodesExpandedCounterSampleOfAnIpv6Agent() {
        byte[] datagram = new DatagramBuilder()
                .agent("fd00:ff::104")
                .expandedCounters(s -> s.source(3, 100001).record(0, 1005, r -> r.string("eth0.1")))
                .build();
        assertThat(hex(datagram))
                .isEqualTo("00000005" + "00000002" + "fd0000ff000000000000000000000104" + "00000000" + "00000001"
                        + "000003e8" + "00000001" + "00000004" + "00000024" + "00000001" + "00000003" + "000186a1"
                        + "00000001" + "000003ed" + "0000000c" + "00000006" + "657468302e310000");
    }

    @Test
    void encodesDropNotice() {
        byte[] datagram = new DatagramBuilder()
                .discarded(s -> s.source(0, 2).drops(3).input(4).output(5).reason(258))
                .build();
        assertThat(hex(datagram))
                .endsWith("00000005" + "00000020" + "00000001" + "00000000" + "00000002" + "00000003" + "00000004"
                        + "00000005" + "00000102" + "00000000");
    }

    @Test
    void encodesCustomMetricsAndFlows() {
        byte[] datagram = new DatagramBuilder()
                .rtmetric("s1", m -> m.gauge32("a", 7))
                .rtflow("p1", 10, 0, f -> f.string("u", "bob"))
                .build();
        assertThat(hex(datagram))
                .endsWith("010cc3ea" + "0000001c" + "00000002" + "73310000" + "00000001" + "00000001"
                        + "61000000" + "00000003" + "00000007" + "010cc3eb" + "00000028" + "00000002" + "70310000"
                        + "0000000a"
                        + "00000000" + "00000001" + "00000001" + "75000000" + "00000000" + "00000003" + "626f6200");
    }

    @Test
    void wrapsSampleInAclSample() {
        byte[] datagram = new DatagramBuilder()
                .acl(1, 2, new DatagramBuilder().counters(s -> s.sequence(8)))
                .build();
        assertThat(hex(datagram))
                .endsWith("007c7001" + "0000001c" + "00000001" + "00000002" + "00000002" + "0000000c" + "00000008"
                        + "00000001" + "00000000");
    }

    @Test
    void liesAboutCountsAndLengths() {
        byte[] datagram = new DatagramBuilder()
                .claimSamples(0xFFFF_FFFFL)
                .counters(s -> s.claimRecords(77).claimLength(0xFFFF_FFFCL).record(0, 1, 0xFFFF_FFFDL, new byte[4]))
                .build();
        assertThat(hex(datagram))
                .endsWith("ffffffff" + "00000002" + "fffffffc" + "00000001" + "00000001" + "0000004d" + "00000001"
                        + "fffffffd" + "00000000");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
