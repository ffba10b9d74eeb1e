package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import weir.bench.ExactFlows.Place;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** The reference that flows are held against, and what is read from logs. */
class AccuracyTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void bytesOfAPairDecayWithTheSmoothingTime() {
        var exact = new ExactFlows(2);
        byte[] first = sample("192.0.2.1", 1000);
        byte[] second = sample("192.0.2.1", 500);
        exact.accept(first, 0, 0);
        exact.accept(second, 0, 2 * SECOND);
        var place = new Place("10.0.0.1", 7, "192.0.2.1,198.51.100.2");
        double expected = (1000 * 400 * Math.exp(-1.5) + 500 * 400 * Math.exp(-0.5)) / 2;
        assertThat(exact.rates(3 * SECOND)).hasSize(1);
        assertThat(exact.rates(3 * SECOND).get(place)).isCloseTo(expected, Percentage.withPercentage(1e-9));
        assertThat(exact.totals()).isEqualTo(Map.of(place, 1500L * 400));
    }

    @Test
    void addressesOfTaggedVersion6PacketsAreFound() {
        byte[] packet = new PacketBuilder()
                .ethernet(0x8100)
                .u16(100, 0x86dd)
                .ipv6(6, "2001:db8::1", "2001:db8::2")
                .tcp(1, 2, 0)
                .build();
        var exact = new ExactFlows(2);
        exact.accept(datagram(packet, 100), 0, 0);
        assertThat(exact.totals().keySet())
                .containsExactly(new Place("10.0.0.1", 7, "2001:db8:0:0:0:0:0:1,2001:db8:0:0:0:0:0:2"));
        assertThat(ExactFlows.plain("2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void theLongestStopIsReadFromTheLog() {
        assertThat(Safepoints.longestMillis("""
                        [1.5s] Safepoint "ICBufferFull", Time since last: 5 ns, Reaching safepoint: 2 ns, At safepoint: 3 ns, Total: 1500000 ns
                        [1.6s] Safepoint "G1CollectForAllocation", Time since last: 5 ns, Total: 2500000 ns
                        """)).isEqualTo(2.5);
        assertThat(Safepoints.longestMillis("")).isZero();
    }

    private static byte[] sample(String source, int frame) {
        return datagram(
                new PacketBuilder()
                        .ethernet(0x0800)
                        .ipv4(6, source, "198.51.100.2")
                        .tcp(1, 2, 0)
                        .build(),
                frame);
    }

    private static byte[] datagram(byte[] packet, int frame) {
        return new DatagramBuilder()
                .agent("10.0.0.1")
                .sequence(1)
                .flow(sample -> sample.sequence(1)
                        .source(0, 7)
                        .rate(400)
                        .pool(400)
                        .input(7)
                        .output(8)
                        .header(frame, packet))
                .build();
    }
}
