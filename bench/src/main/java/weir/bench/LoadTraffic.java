package weir.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/**
 * A made-up network of which everything is known: {@value #AGENTS} switches with {@value #PORTS} ports, each datagram with
 * {@value #SAMPLES} samples of one port, of its three flows 3, 2 and 1. Numbers of datagrams and samples go on without gaps
 * as long as it lives, so what is missing at the other end was lost there.
 *
 * <p>Thread: one at a time.
 */
final class LoadTraffic implements AutoCloseable {

    static final int AGENTS = 100;
    static final int PORTS = 8;
    static final int SAMPLES = 6;
    static final int SAMPLING_RATE = 1000;
    static final int FRAME = 1000;
    private static final int[] FLOW_OF_SAMPLE = {0, 1, 0, 2, 1, 0};
    /** Samples of each flow in a datagram. */
    private static final int[] SHARES = {3, 2, 1};

    private static final int SEQUENCE = 16;
    private static final int UPTIME = 20;
    private static final int FIRST_SAMPLE = 28;
    private static final int SAMPLE_HEAD = 8;
    private static final int POOL = 12;
    /** Head of a flow sample, head of its record, head of the sampled header. */
    private static final int PACKET = 32 + 8 + 16;

    private static final int IP_DESTINATION = 14 + 16;
    private static final long BURST = 1_000_000;

    private final ByteBuffer[] datagrams = new ByteBuffer[AGENTS * PORTS];
    private final int[] sequences = new int[AGENTS];
    private final int[] samples = new int[AGENTS * PORTS];
    private final DatagramChannel channel;
    private final long begun = System.nanoTime();
    private int next;
    private int invented;
    private long sent;

    LoadTraffic(int port) throws IOException {
        channel = DatagramChannel.open().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        for (int i = 0; i < datagrams.length; i++) {
            byte[] bytes = template(i % AGENTS, i / AGENTS);
            datagrams[i] = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        }
    }

    private static byte[] template(int agent, int port) {
        DatagramBuilder datagram = new DatagramBuilder().agent("10.1.0." + (agent + 1));
        for (int flow : FLOW_OF_SAMPLE) {
            byte[] packet = new PacketBuilder()
                    .ethernet(0x0800)
                    .ipv4(6, source(agent, port), "10.3.0." + flow)
                    .tcp(1000 + flow, 80, 0x10)
                    .zeros(74)
                    .build();
            datagram.flow(sample -> sample.source(0, port + 1)
                    .rate(SAMPLING_RATE)
                    .input(port + 1)
                    .output(100)
                    .header(FRAME, packet));
        }
        return datagram.build();
    }

    private static String source(int agent, int port) {
        return "10.2." + agent + "." + port;
    }

    /** Which share of all traffic a key of source and destination has; 0 for one that is not of this network. */
    static double share(String key) {
        int comma = key.indexOf(',');
        if (!key.startsWith("10.2.") || !key.startsWith("10.3.0.", comma + 1)) {
            return 0;
        }
        int flow = Integer.parseInt(key.substring(comma + 1 + "10.3.0.".length()));
        return (double) SHARES[flow] / SAMPLES / (AGENTS * PORTS);
    }

    /** Bytes a second of the whole network when so many datagrams are sent in a second. */
    static double bytesPerSecond(double datagrams) {
        return datagrams * SAMPLES * SAMPLING_RATE * FRAME;
    }

    /** Datagrams sent so far. */
    long sent() {
        return sent;
    }

    /**
     * Sends evenly for a time.
     *
     * @param churn part of the datagrams whose last flow is one never seen before
     * @return datagrams a second that were sent
     */
    double send(double perSecond, double seconds, double churn) {
        long from = System.nanoTime();
        long until = from + (long) (seconds * 1e9);
        long done = 0;
        double toInvent = 0;
        long now = from;
        for (; now < until; now = System.nanoTime()) {
            long due = (long) ((now - from) / 1e9 * perSecond);
            if (done >= due) {
                LockSupport.parkNanos(BURST);
                continue;
            }
            for (int i = 0; i < 64 && done < due; i++, done++) {
                toInvent += churn;
                sendOne(toInvent >= 1);
                toInvent -= toInvent >= 1 ? 1 : 0;
            }
        }
        return done / ((now - from) / 1e9);
    }

    /** Sends one datagram of each agent, after which every gap before is seen. */
    void sendOneOfEach() {
        while (next % AGENTS != 0) {
            sendOne(false);
        }
        for (int i = 0; i < AGENTS; i++) {
            sendOne(false);
        }
    }

    private void sendOne(boolean invent) {
        ByteBuffer datagram = datagrams[next];
        int port = next;
        datagram.putInt(SEQUENCE, ++sequences[next % AGENTS]);
        datagram.putInt(UPTIME, (int) ((System.nanoTime() - begun) / 1_000_000) + 1000);
        int at = FIRST_SAMPLE;
        for (int i = 0; i < SAMPLES; i++) {
            int number = ++samples[port];
            datagram.putInt(at + SAMPLE_HEAD, number);
            datagram.putInt(at + SAMPLE_HEAD + POOL, number * SAMPLING_RATE);
            if (FLOW_OF_SAMPLE[i] == 2) {
                int destination = invent ? 10 << 24 | 4 << 16 | invented++ & 0xFFFF : 10 << 24 | 3 << 16 | 2;
                datagram.putInt(at + SAMPLE_HEAD + PACKET + IP_DESTINATION, destination);
            }
            at += SAMPLE_HEAD + datagram.getInt(at + 4);
        }
        next = next + 1 == datagrams.length ? 0 : next + 1;
        datagram.rewind();
        try {
            channel.write(datagram);
            sent++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
