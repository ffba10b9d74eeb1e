package weir.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;
import weir.testing.SampleBuilder;

/** Captures of networks in which each agent has a trouble of its own, or none. */
final class TroubledNetwork {

    /** A host name as somebody might send it who wants a browser to run it. */
    static final String HOSTILE =
            "<img src=nowhere onerror=\"document.title='taken'\"><script>document.title='over'</script>";

    private static final int MAGIC_NANOS = 0xA1B23C4D;
    private static final int LINK_RAW_IP = 101;
    private static final long START = 1_790_000_000L;
    private static final int END = 700;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private TroubledNetwork() {
        ints(MAGIC_NANOS, 2 << 16 | 4, 0, 0, 1 << 18, LINK_RAW_IP);
    }

    /** Nearly twelve minutes of agents that report well and of agents that do not. */
    static Path troubled(Path folder) {
        TroubledNetwork network = new TroubledNetwork();
        for (int second = 0; second < END; second += 2) {
            network.second(second);
        }
        return network.in(folder.resolve("troubled.pcap"));
    }

    /** Many agents that report well. */
    static Path large(Path folder, int agents) {
        TroubledNetwork network = new TroubledNetwork();
        for (int second = 0; second <= 60; second += 20) {
            for (int i = 0; i < agents; i++) {
                int number = 1 + second / 20;
                network.send(
                        second,
                        "10.2." + i / 250 + "." + i % 250,
                        number,
                        second,
                        both("switch" + i, true, number * 10L - 10, flow(number, 1000, 0)));
            }
        }
        return network.in(folder.resolve("large.pcap"));
    }

    /** One agent that reports well and calls itself so. */
    static Path named(Path folder, String name) {
        TroubledNetwork network = new TroubledNetwork();
        for (int second = 0; second < END; second += 2) {
            int number = 1 + second / 2;
            network.send(
                    second, "10.3.0.1", number, second, both(name, second % 20 == 0, number, flow(number, 1000, 0)));
        }
        return network.in(folder.resolve("named.pcap"));
    }

    private void second(int second) {
        int number = 1 + second / 2;
        boolean polled = second % 20 == 0;
        UnaryOperator<DatagramBuilder> flow = flow(number, 1000, 0);
        UnaryOperator<DatagramBuilder> nothing = datagram -> datagram;
        send(second, "10.1.0.1", number, second, both("healthy", polled, number, flow));
        if (second < 500) {
            send(second, "10.1.0.2", number, second, both("stopped", polled, number, flow));
        }
        send(second, "10.1.0.3", number, second, both("counts-only", polled, number, nothing));
        send(second, "10.1.0.4", number, second, flow);
        send(second, "10.1.0.5", number, second, both("wrong-rate", polled, number, flow(number, 1500, 0)));
        send(second, "10.1.0.6", number, second, both("shared", polled, number, flow));
        send(second + 1, "10.1.0.6", 70_000 + number, 86_400 + second, both("shared", polled, number, flow));
        if (second % 20 != 10) {
            send(second, "10.1.0.7", number, second, both("lossy", polled, number, flow));
        }
        send(second, "10.1.0.8", number, second, both(HOSTILE, polled, number, flow));
        boolean anew = second >= 600;
        int since = anew ? second - 600 : second;
        send(second, "10.1.0.9", 1 + since / 2, since, both("restarted", polled, 1 + since / 2, flow));
        send(second, "10.1.0.10", number, second, both("dropping", polled, number, flow(number, 1000, number / 4)));
        send(second, "10.1.0.11", number, second, both("twice", polled, number, flow));
        send(second, "10.1.0.11", number, second, both("twice", polled, number, flow));
    }

    private static UnaryOperator<DatagramBuilder> both(
            String name, boolean polled, long number, UnaryOperator<DatagramBuilder> flow) {
        return datagram -> flow.apply(polled ? host(name, 1 + number / 10).apply(datagram) : datagram);
    }

    /** A flow sample of port 1 that says 1 in 1,000. */
    private static UnaryOperator<DatagramBuilder> flow(long number, long poolPerSample, long drops) {
        byte[] packet = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(6, "192.0.2.7", "198.51.100.9")
                .tcp(443, 50_000, 0x10)
                .build();
        return datagram -> datagram.flow(sample -> sample.source(0, 1)
                .sequence(number)
                .rate(1000)
                .pool(number * poolPerSample)
                .drops(drops)
                .input(1)
                .output(2)
                .header(1518, packet));
    }

    /** Counters of the host, with its name, and of two ports. */
    private static UnaryOperator<DatagramBuilder> host(String name, long number) {
        return datagram -> datagram.counters(sample -> sample.source(2, 1)
                        .sequence(number)
                        .record(
                                0,
                                2000,
                                to -> to.string(name)
                                        .fixed(new byte[16])
                                        .u32s(3, 2)
                                        .string("6.1.0")))
                .counters(sample -> port(sample, 1, number))
                .counters(sample -> port(sample, 2, number));
    }

    private static void port(SampleBuilder sample, long ifIndex, long number) {
        sample.source(0, ifIndex)
                .sequence(number)
                .record(
                        0,
                        1,
                        to -> to.u32s(ifIndex, 6)
                                .u64(10_000_000_000L)
                                .u32s(1, 3)
                                .u64(number * 1_000_000)
                                .u32s(number * 1000, 0, 0, 0, 0, 0)
                                .u64(number * 2_000_000)
                                .u32s(number * 2000, 0, 0, 0, 0, 0));
    }

    private void send(int second, String agent, int sequence, int uptime, UnaryOperator<DatagramBuilder> content) {
        byte[] payload = content.apply(
                        new DatagramBuilder().agent(agent).sequence(sequence).uptime(1000L * uptime))
                .build();
        byte[] packet = new PacketBuilder()
                .ipv4(17, "192.0.2.1", "192.0.2.2")
                .udp(40000, 6343)
                .raw(payload)
                .build();
        ints((int) (START + second), 0, packet.length, packet.length);
        bytes.writeBytes(packet);
    }

    private void ints(int... values) {
        try {
            for (int value : values) {
                out.writeInt(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path in(Path file) {
        try {
            return Files.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
