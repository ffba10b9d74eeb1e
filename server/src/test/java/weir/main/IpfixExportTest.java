package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import weir.testing.FreePort;

/** Records of flows as IPFIX: read by the test, and by nfcapd and nfdump where they are installed. */
class IpfixExportTest {

    private static final Path CAPTURE = Path.of("..", "demo", "leafspine.pcap.gz");

    @TempDir
    private Path directory;

    private static RunningProduct held(int collectorPort) {
        return new RunningProduct(Map.of(
                "sflow.file", CAPTURE.toString(),
                "sflow.file.loop", "no",
                "sflow.file.speed", "max",
                "sflow.file.hold", "yes",
                "flows.max", "100000",
                "ipfix.port", Integer.toString(collectorPort)));
    }

    private static void replay(RunningProduct product, String definition) {
        assertThat(product.send("PUT", "/flow/export/json", definition).statusCode())
                .isEqualTo(204);
        product.send("PUT", "/replay/json", "{state:'running'}");
        product.awaitReplay("ended");
    }

    /** Octets by key, as the flow log has them. */
    private static Map<String, Long> logged(RunningProduct product) {
        Map<String, Long> octets = new TreeMap<>();
        JsonNode records = product.json("/flows/json?name=export&maxFlows=100000");
        records.valueStream()
                .forEach(record -> octets.merge(
                        record.get("flowKeys").asString(),
                        Math.round(record.get("value").asDouble()),
                        Long::sum));
        return octets;
    }

    private static long records(RunningProduct product) {
        return product.json("/flows/json?name=export&maxFlows=100000").size();
    }

    /** A message taken apart by the rules of RFC 7011, for the one template of this test. */
    private static final class Reader {
        private final Map<String, Long> octets = new TreeMap<>();
        private long records;

        void read(byte[] bytes, int length) {
            ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
            assertThat(in.getShort()).isEqualTo((short) 10);
            assertThat(in.getShort()).isEqualTo((short) length);
            assertThat(in.getInt()).as("export time").isGreaterThan(1_600_000_000);
            assertThat(in.getInt()).as("records before this message").isEqualTo((int) records);
            assertThat(in.getInt()).as("observation domain").isZero();
            Map<Integer, List<int[]>> templates = new HashMap<>();
            while (in.hasRemaining()) {
                int start = in.position();
                int id = in.getShort();
                int end = start + in.getShort();
                if (id == 2) {
                    int template = in.getShort();
                    List<int[]> fields = new ArrayList<>();
                    for (int count = in.getShort(); count > 0; count--) {
                        fields.add(new int[] {in.getShort(), in.getShort()});
                    }
                    templates.put(template, fields);
                    assertThat(template).isGreaterThanOrEqualTo(256);
                    int agent = fields.getFirst()[0];
                    assertThat(agent).isIn(130, 131);
                    assertThat(fields.getFirst()[1]).isEqualTo(agent == 130 ? 4 : 16);
                    assertThat(fields.stream().skip(1).map(field -> field[0]))
                            .containsExactly(150, 151, 8, 12, 4, 252, 85, 86);
                } else {
                    assertThat(templates).containsKey(id);
                    while (in.position() < end) {
                        record(in, templates.get(id).getFirst()[0] == 131);
                    }
                }
                assertThat(in.position()).isEqualTo(end);
            }
        }

        private void record(ByteBuffer in, boolean agentV6) {
            records++;
            if (agentV6) {
                assertThat(in.getLong()).as("agent").isEqualTo(0xFD00_00FF_0000_0000L);
                in.getLong();
            } else {
                assertThat(address(in)).as("agent").startsWith("10.255.0.");
            }
            long start = in.getInt();
            long last = in.getInt();
            assertThat(last).isBetween(start, start + 61);
            String key = address(in) + "," + address(in) + "," + (in.get() & 0xFF) + "," + port(in.getInt());
            long bytes = in.getLong();
            assertThat(in.getInt()).as("packets").isPositive().isLessThan((int) bytes);
            octets.merge(key, bytes, Long::sum);
        }

        private static String port(int index) {
            return index == 0x3FFFFFFF ? "internal" : Integer.toString(index);
        }

        private static String address(ByteBuffer in) {
            return (in.get() & 0xFF) + "." + (in.get() & 0xFF) + "." + (in.get() & 0xFF) + "." + (in.get() & 0xFF);
        }
    }

    /** Messages as they come, taken at once: a receive buffer need not hold all of them. */
    private static BlockingQueue<byte[]> received(DatagramSocket collector) {
        BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().start(() -> {
            byte[] buffer = new byte[2048];
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                    collector.receive(packet);
                    messages.add(Arrays.copyOf(buffer, packet.getLength()));
                }
            } catch (IOException e) {
                // It is closed at the end of the test.
            }
        });
        return messages;
    }

    /** A record is counted after it was sent, so it may come before. */
    private static void awaitExported(RunningProduct product, long expected) {
        while (product.json("/analyzer/json").get("relay").get("ipfixRecords").asLong() < expected) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void messagesCarryWhatTheFlowLogHas() throws IOException, InterruptedException {
        try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                RunningProduct product = held(collector.getLocalPort())) {
            collector.setReceiveBufferSize(4 << 20);
            BlockingQueue<byte[]> messages = received(collector);
            replay(
                    product,
                    "{keys:'ipsource,ipdestination,ipprotocol,inputifindex',value:'bytes',values:'frames',log:true,"
                            + "activeTimeout:10,ipfixCollectors:['127.0.0.1']}");
            long expected = records(product);
            assertThat(expected).isGreaterThan(20);
            Reader reader = new Reader();
            while (reader.records < expected) {
                byte[] message = messages.poll(120, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("only " + reader.records + " of " + expected + " records came");
                }
                reader.read(message, message.length);
            }
            assertThat(reader.octets).isEqualTo(logged(product));
            awaitExported(product, expected);
            JsonNode counts = product.json("/analyzer/json").get("relay");
            assertThat(counts.get("ipfixRecords").asLong()).isEqualTo(expected);
            assertThat(counts.get("ipfixDrops").asLong()).isZero();
        }
    }

    @Test
    void keysAndValuesWithoutAnElementAreRefused() {
        try (RunningProduct product = held(4739)) {
            for (String wrong : List.of(
                    "{keys:'ipsource,ipttl',value:'bytes',ipfixCollectors:['127.0.0.1']}",
                    "{keys:'mask:ipsource:24',value:'bytes',ipfixCollectors:['127.0.0.1']}",
                    "{keys:'ipsource',value:'requests',ipfixCollectors:['127.0.0.1']}",
                    "{keys:'ipsource',value:'bytes',ipfixCollectors:['collector.example']}")) {
                assertThat(product.send("PUT", "/flow/export/json", wrong).statusCode())
                        .as(wrong)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void nfcapdReadsWhatTheFlowLogHas() throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nfcapd")));
        assumeTrue(installed || "true".equals(System.getenv("CI")), "nfcapd is not installed (package nfdump)");
        int port = FreePort.find();
        Process nfcapd = new ProcessBuilder(
                        "nfcapd",
                        "-b",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-w",
                        directory.toString(),
                        "-B",
                        "4000000")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nfcapd.log").toFile())
                .start();
        try (RunningProduct product = held(port)) {
            awaitListening(port);
            replay(
                    product,
                    "{keys:'ipsource,ipdestination,ipprotocol',value:'bytes',values:'frames',log:true,"
                            + "activeTimeout:10,ipfixCollectors:['127.0.0.1']}");
            long expected = records(product);
            assertThat(expected).isGreaterThan(20);
            awaitExported(product, expected);
            awaitEmptyReceiveQueue(port);
            nfcapd.destroy();
            assertThat(nfcapd.waitFor(30, TimeUnit.SECONDS)).isTrue();
            Map<String, Long> octets = new TreeMap<>();
            long count = 0;
            for (String line : nfdump()) {
                String[] columns = line.split(";");
                octets.merge(
                        columns[0].strip() + "," + columns[1].strip() + "," + columns[2].strip(),
                        Long.parseLong(columns[3].strip()),
                        Long::sum);
                assertThat(Long.parseLong(columns[4].strip())).as(line).isPositive();
                count++;
            }
            assertThat(count).isEqualTo(expected);
            assertThat(octets).isEqualTo(logged(product));
        } finally {
            nfcapd.destroyForcibly();
        }
        assertThat(Files.readString(directory.resolve("nfcapd.log"))).doesNotContain("equence error", "Unknown");
    }

    /** Lines of numbers: source, destination, protocol, octets, packets. */
    private List<String> nfdump() throws IOException, InterruptedException {
        Process nfdump = new ProcessBuilder(
                        "nfdump", "-R", directory.toString(), "-N", "-q", "-o", "fmt:%sa;%da;%pr;%byt;%pkt")
                .start();
        String out = new String(nfdump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(nfdump.waitFor()).isZero();
        return out.lines().filter(line -> line.contains(";")).toList();
    }

    private static void awaitListening(int port) throws IOException {
        while (udpLine(port).isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void awaitEmptyReceiveQueue(int port) throws IOException {
        while (!udpLine(port).contains(":00000000 ")) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** The kernel's line on a UDP socket: its queues, transmit and receive. */
    private static String udpLine(int port) throws IOException {
        String local = String.format(":%04X ", port);
        for (String line : Files.readAllLines(Path.of("/proc/net/udp"))) {
            if (line.contains(local)) {
                String[] columns = line.strip().split("\\s+");
                return columns[4] + " ";
            }
        }
        return "";
    }
}
