package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import weir.bench.LiveReceiver.Seen;

/** What live scenarios measure with, on real sockets. */
@EnabledOnOs(OS.LINUX)
class LiveTest {

    @Test
    void aBatchedSocketTakesWhatWasSent() throws IOException {
        var receiver = new BatchedSocket(1 << 16);
        try (DatagramSocket sender = new DatagramSocket()) {
            for (int length = 1; length <= 3; length++) {
                sender.send(new DatagramPacket(
                        new byte[length], length, InetAddress.getLoopbackAddress(), receiver.port()));
            }
        }
        int datagrams = 0;
        int bytes = 0;
        while (datagrams < 3) {
            int count = receiver.receive();
            for (int i = 0; i < count; i++) {
                bytes += receiver.length(i);
            }
            datagrams += count;
        }
        assertThat(datagrams).isEqualTo(3);
        assertThat(bytes).isEqualTo(6);
    }

    @Test
    void dropsOfAFullBufferAreSeen() throws IOException {
        try (DatagramChannel full = DatagramChannel.open();
                DatagramSocket sender = new DatagramSocket()) {
            full.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = full.socket().getLocalPort();
            assertThat(SocketDrops.ofPort(port)).isZero();
            for (int i = 0; i < 1000; i++) {
                sender.send(new DatagramPacket(new byte[1000], 1000, InetAddress.getLoopbackAddress(), port));
            }
            assertThat(SocketDrops.ofPort(port)).isBetween(900L, 1000L);
        }
    }

    @Test
    void dropsOfOtherPortsAreNotCounted() {
        List<String> table = List.of(
                "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops",
                "  12: 0100007F:18C7 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 41 2 0 7",
                "  13: 0100007F:18C8 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 42 2 0 9");
        assertThat(SocketDrops.in(table, 0x18c7)).isEqualTo(7);
    }

    @Test
    void processorTimeOfAProcessGrowsWithItsWork() {
        long self = ProcessHandle.current().pid();
        long before = ProcessTime.nanos(self);
        double sum = 0;
        for (int i = 0; i < 1_000_000; i++) {
            sum += Math.sqrt(i);
        }
        assertThat(sum).isPositive();
        assertThat(ProcessTime.nanos(self)).isGreaterThan(before);
    }

    @Test
    void lossIsWhatWasDroppedDiscardedOrMissing() {
        assertThat(new Seen(100, 0, 0, 0, 1).isWhole()).isTrue();
        assertThat(new Seen(100, 0, 0, -3, 1).isWhole()).isTrue();
        assertThat(new Seen(100, 0, 0, 1, 1).isWhole()).isFalse();
        assertThat(new Seen(75, 25, 0, 25, 1).lostPercent()).isEqualTo(25);
        assertThat(new Seen(100, 0, 20, 10, 1).lostPercent()).isEqualTo(20);
    }
}
