package weir.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/**
 * Sends samples of packets that were never seen before, each to an address of its own, so that each makes an event.
 *
 * <p>Thread: one.
 */
final class Markers implements AutoCloseable {

    private static final int RATE = 1000;
    private static final int FRAME = 1518;
    private static final long PAUSE = 200_000;

    private final DatagramChannel channel;
    private int sequence;
    private int sent;

    Markers(int port) throws IOException {
        channel = DatagramChannel.open().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Address that a marker goes to. */
    static String address(int number) {
        return "10." + (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "." + (number & 255);
    }

    /** Sends so many markers in one datagram; their numbers go on from the last one. */
    void send(int markers) throws IOException {
        DatagramBuilder datagram =
                new DatagramBuilder().agent("192.0.2.200").sequence(++sequence).uptime(sequence);
        for (int i = 0; i < markers; i++) {
            int number = ++sent;
            byte[] packet = new PacketBuilder()
                    .ethernet(0x0800)
                    .ipv4(6, "192.0.2.1", address(number))
                    .tcp(40_000, 443, 0x10)
                    .build();
            datagram.flow(sample -> sample.sequence(number)
                    .source(0, 1)
                    .rate(RATE)
                    .pool((long) number * RATE)
                    .input(1)
                    .output(2)
                    .header(FRAME, packet));
        }
        channel.write(ByteBuffer.wrap(datagram.build()));
    }

    /** Sends datagrams of so many markers evenly. */
    void send(double perSecond, int markers, double seconds) throws IOException {
        long start = System.nanoTime();
        long until = start + (long) (seconds * 1e9);
        long done = 0;
        for (long now = start; now < until; now = System.nanoTime()) {
            if (done * 1e9 / perSecond > now - start) {
                LockSupport.parkNanos(PAUSE);
            } else {
                send(markers);
                done++;
            }
        }
    }

    /** Markers sent so far. */
    int sent() {
        return sent;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
