package weir.bench.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/**
 * Samples of many flows at a steady rate, from a thread of its own, and single samples of attacks.
 *
 * <p>Thread: {@link #attack} one.
 */
final class Load implements AutoCloseable {

    private static final int SAMPLES = 7;
    private static final int AGENTS = 20;
    private static final int FORMS = 2_000;
    private static final int PERIOD = 1_000_000;
    private static final double LOST = 0.001;
    private static final int DATAGRAM_SEQUENCE = 16;
    private static final int FIRST_SAMPLE = 28;

    private final DatagramChannel channel = DatagramChannel.open();
    private final InetSocketAddress to;
    private final byte[][] forms = new byte[FORMS][];
    private final int perSecond;
    private final Thread thread = new Thread(this::run, "load");
    private final int[] sequences = new int[AGENTS];
    private int attackSequence;
    private volatile boolean closed;
    private volatile long sent;
    private volatile long began;
    private long sentBefore;
    private long lostBefore;
    private long checkedFrom;

    Load(int port, int perSecond) throws IOException {
        this.perSecond = perSecond;
        to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Random random = new Random(3);
        for (int i = 0; i < FORMS; i++) {
            DatagramBuilder datagram = new DatagramBuilder().agent("10.8.0." + (1 + i % AGENTS));
            for (int sample = 0; sample < SAMPLES; sample++) {
                byte[] packet = new PacketBuilder()
                        .ethernet(0x0800)
                        .ipv4(
                                6,
                                "192.0.2." + random.nextInt(256),
                                "10.2." + random.nextInt(20) + "." + random.nextInt(256))
                        .tcp(443, 1024 + random.nextInt(60_000), 16)
                        .zeros(60)
                        .build();
                datagram.flow(
                        flow -> flow.source(0, 3).rate(1000).input(3).output(4).header(1200, packet));
            }
            forms[i] = datagram.build();
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        began = System.nanoTime();
        long datagrams = 0;
        while (!closed) {
            long due = (long) ((System.nanoTime() - began) / 1e9 * perSecond / SAMPLES);
            for (; datagrams < due; datagrams++) {
                int agent = (int) (datagrams % AGENTS);
                byte[] form = forms[(int) (datagrams % FORMS)];
                number(form, agent, sequences);
                send(form);
            }
            sent = datagrams;
            LockSupport.parkNanos(PERIOD / 2);
        }
    }

    /** Numbers a datagram and its samples, which all come from one data source. */
    private static void number(byte[] form, int agent, int[] sequences) {
        ByteBuffer bytes = ByteBuffer.wrap(form);
        int sequence = ++sequences[agent];
        bytes.putInt(DATAGRAM_SEQUENCE, sequence);
        bytes.putInt(DATAGRAM_SEQUENCE + 4, sequence);
        int at = FIRST_SAMPLE;
        for (int sample = 0; sample < SAMPLES; sample++) {
            bytes.putInt(at + 8, sequence * SAMPLES + sample);
            at += 8 + bytes.getInt(at + 4);
        }
    }

    private void send(byte[] datagram) {
        try {
            channel.send(ByteBuffer.wrap(datagram), to);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends one sample of an attack. Answers when, as {@link System#nanoTime}. */
    long attack(String target, int rate) {
        int sequence = ++attackSequence;
        byte[] packet = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "198.51.100." + sequence % 256, target)
                .udp(53, 4000)
                .zeros(80)
                .build();
        byte[] datagram = new DatagramBuilder()
                .agent("10.8.1.1")
                .sequence(sequence)
                .uptime(sequence)
                .flow(flow -> flow.source(0, 3)
                        .sequence(sequence)
                        .rate(rate)
                        .input(3)
                        .output(4)
                        .header(500, packet))
                .build();
        long now = System.nanoTime();
        send(datagram);
        return now;
    }

    /** From now on nothing should be lost. */
    void warm(ReactingProduct product) throws IOException, InterruptedException {
        checkedFrom = System.nanoTime();
        sentBefore = sent;
        lostBefore = product.lost();
    }

    /** Tells how fast it was, and fails when more than a thousandth was lost. */
    void check(ReactingProduct product) throws IOException, InterruptedException {
        long datagrams = sent - sentBefore;
        double rate = datagrams * (double) SAMPLES / ((System.nanoTime() - checkedFrom) / 1e9);
        long lost = product.lost() - lostBefore;
        System.out.printf(
                Locale.ROOT, "load %.0f samples/s in %d datagrams, of which %d were lost%n", rate, datagrams, lost);
        if (lost > LOST * datagrams || rate < 0.95 * perSecond) {
            throw new IOException("the load was not what it should be");
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        thread.join();
        channel.close();
    }
}
