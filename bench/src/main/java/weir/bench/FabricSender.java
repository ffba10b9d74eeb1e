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
 * The process that sends what many quiet agents send: {@code FabricSender PORT AGENTS PORTS POLLING SAMPLING}. Each agent
 * sends its counters every POLLING seconds, those of its ports or, with 0 ports, of a host; and a flow sample every
 * SAMPLING seconds, or none when that is 0. All are spread evenly over time. Sends until it is ended.
 */
final class FabricSender {

    private static final double BILLION = 1e9;
    /** Counter samples that fit into a datagram. */
    private static final int PORTS_IN_DATAGRAM = 5;

    private static final int RATE = 1000;
    private static final int FRAME = 1518;
    private static final long PAUSE = 500_000;

    private final DatagramChannel channel;
    private final int ports;
    private final int[] sequences;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final long start = System.nanoTime();

    private FabricSender(DatagramChannel channel, int agents, int ports) {
        this.channel = channel;
        this.ports = ports;
        sequences = new int[agents];
    }

    static void main(String[] args) throws IOException {
        int agents = Integer.parseInt(args[1]);
        int ports = Integer.parseInt(args[2]);
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
            new FabricSender(channel, agents, ports).run(Double.parseDouble(args[3]), Double.parseDouble(args[4]));
        }
    }

    private void run(double polling, double sampling) {
        int agents = sequences.length;
        int parts = Math.max(1, Math.ceilDiv(ports, PORTS_IN_DATAGRAM));
        double betweenCounters = polling / agents / parts;
        double betweenSamples = sampling / agents;
        long counters = 0;
        long samples = 0;
        while (true) {
            double now = (System.nanoTime() - start) / BILLION;
            while (counters * betweenCounters <= now) {
                int agent = (int) (counters / parts % agents);
                int round = (int) (counters / parts / agents) + 1;
                send(agent, counters(agent, (int) (counters % parts), round, now));
                counters++;
            }
            while (sampling > 0 && samples * betweenSamples <= now) {
                int agent = (int) (samples % agents);
                send(agent, sample(agent, samples / agents + 1, now));
                samples++;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private DatagramBuilder datagram(int agent, double now) {
        return new DatagramBuilder()
                .agent(1, new byte[] {10, (byte) (agent >>> 16), (byte) (agent >>> 8), (byte) agent})
                .sequence(++sequences[agent])
                .uptime((long) (now * 1000) + 1);
    }

    private byte[] counters(int agent, int part, int round, double now) {
        DatagramBuilder datagram = datagram(agent, now);
        if (ports == 0) {
            return datagram.counters(sample -> Fabric.hostCounters(sample, agent, round))
                    .build();
        }
        int first = part * PORTS_IN_DATAGRAM + 1;
        for (int port = first; port < first + PORTS_IN_DATAGRAM && port <= ports; port++) {
            int number = port;
            datagram.counters(sample -> Fabric.portCounters(sample, number, round));
        }
        return datagram.build();
    }

    private byte[] sample(int agent, long number, double now) {
        byte[] packet = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(6, address(agent), address(agent + 1))
                .tcp(40_000, 443, 0x10)
                .build();
        return datagram(agent, now)
                .flow(sample -> sample.sequence(number)
                        .source(0, 1)
                        .rate(RATE)
                        .pool(number * RATE)
                        .input(1)
                        .output(2)
                        .header(FRAME, packet))
                .build();
    }

    private static String address(int agent) {
        return "10." + (agent >>> 16 & 255) + "." + (agent >>> 8 & 255) + "." + (agent & 255);
    }

    private void send(int agent, byte[] datagram) {
        buffer.clear().put(datagram).flip();
        try {
            channel.write(buffer);
        } catch (IOException e) {
            // Nobody listens: what the receiver counts will tell.
            sequences[agent]--;
        }
    }
}
