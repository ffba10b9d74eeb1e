package weir.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.enginetest.Await;
import weir.flow.attribute.FlowKeyTable;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.request.InvalidRequestException;
import weir.sflow.CounterSample;
import weir.sflow.DatagramDecoder;
import weir.sflow.DatagramHeader;
import weir.sflow.DecodeCounts;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;
import weir.sflow.Sample;
import weir.sflow.SampleListener;
import weir.sflow.StructureTable;
import weir.testing.Allocation;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;
import weir.testing.SampleBuilder;

/** Datagrams relayed over real sockets, unchanged and by tenant. */
class ShardRelayTest {

    private static final StructureTable STRUCTURES = StructureTable.standard();
    private static final FlowKeyTable KEYS = FlowKeyTable.standard(STRUCTURES);

    private final AtomicReference<RelayPlan> plan = new AtomicReference<>(RelayPlan.NONE);
    private final AgentDirectory directory = new AgentDirectory();
    private final RelaySender sender = new RelaySender();
    private final ShardRelay relay = new ShardRelay(plan::get, sender, directory, STRUCTURES, KEYS);
    private final Collector collector = new Collector();

    @AfterEach
    void close() {
        sender.close();
        collector.close();
    }

    private void relay(byte[] datagram) {
        byte[] inside = new byte[datagram.length + 20];
        System.arraycopy(datagram, 0, inside, 7, datagram.length);
        relay.apply(inside, 7, datagram.length, 0);
    }

    private void forward(String name, InetSocketAddress to, String... agents) {
        Forwarding forwarding =
                Forwarding.of(Map.of("address", "127.0.0.1", "port", to.getPort(), "agents", Arrays.asList(agents)));
        plan.updateAndGet(now -> now.withForwarding(name, forwarding, forwarding.resolve()));
    }

    private void tenant(String name, Collector to, Map<String, List<String>> filters) {
        Tenant tenant = Tenant.of(Map.of(
                "collectorAddress",
                "127.0.0.1",
                "collectorPort",
                Integer.toString(to.address().getPort()),
                "filters",
                filters));
        plan.updateAndGet(now -> now.withTenant(name, tenant, tenant.resolve()));
    }

    /** A flow sample at a port, of a packet between two addresses. */
    private static Consumer<SampleBuilder> packet(long sequence, long port, String from, String to) {
        byte[] header = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, from, to)
                .udp(5000, 6000)
                .build();
        return sample -> sample.sequence(sequence)
                .source(0, port)
                .rate(100)
                .pool(sequence * 1000)
                .input(port)
                .output(9)
                .header(1000, header);
    }

    /** A sample in short: kind, source, sequence, pool. */
    private static List<String> samples(byte[] datagram) {
        List<String> seen = new ArrayList<>();
        new DatagramDecoder(STRUCTURES, new DecodeCounts()).decode(datagram, 0, datagram.length, new SampleListener() {
            @Override
            public void onDatagram(DatagramHeader header) {
                seen.add(header.agent() + "/" + header.subAgent() + " " + header.sequence() + " of "
                        + header.sampleCount());
            }

            @Override
            public void onFlow(DatagramHeader header, FlowSample sample) {
                seen.add("flow " + text(sample) + " pool " + sample.samplePool());
            }

            @Override
            public void onCounters(DatagramHeader header, CounterSample sample) {
                seen.add("counters " + text(sample));
            }

            @Override
            public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
                seen.add("discard " + text(sample));
            }
        });
        return seen;
    }

    private static String text(Sample sample) {
        return sample.sourceClass() + "." + sample.sourceIndex() + " #" + sample.sequence();
    }

    @Test
    void forwardedDatagramsAreTheSameBytes() {
        sender.start();
        forward("all", collector.address());
        byte[] good = new DatagramBuilder()
                .agent("10.0.0.1")
                .flow(packet(1, 1, "10.1.1.1", "10.2.2.2"))
                .build();
        byte[] broken = Arrays.copyOf(good, 33);
        for (byte[] datagram : List.of(good, broken, new byte[] {1, 2, 3}, new byte[60_000])) {
            relay(datagram);
            assertThat(collector.next()).isEqualTo(datagram);
        }
        assertThat(sender.counts()).containsEntry("relayDrops", 0L);
    }

    @Test
    void forwardingOfSomeAgentsLeavesTheOthersOut() {
        sender.start();
        forward("some", collector.address(), "10.0.0.2", "2001:db8::1");
        byte[] one = new DatagramBuilder().agent("10.0.0.1").build();
        byte[] two = new DatagramBuilder().agent("10.0.0.2").build();
        byte[] six = new DatagramBuilder().agent("2001:db8::1").build();
        relay(one);
        relay(two);
        relay(new byte[] {0, 0, 0, 5});
        relay(six);
        assertThat(collector.next()).isEqualTo(two);
        assertThat(collector.next()).isEqualTo(six);
    }

    @Test
    void whatFindsNoRoomIsDroppedAndCounted() {
        // Nobody sends: the sender was not started.
        forward("all", collector.address());
        for (int i = 0; i < RelayQueue.CAPACITY + 10; i++) {
            relay(new byte[100]);
        }
        assertThat(sender.counts()).containsEntry("relayDrops", 10L);
    }

    @Test
    void largeDatagramsStayWithinTheBytesOfTheQueue() {
        forward("all", collector.address());
        int room = (int) (RelayQueue.MOST_BYTES / 60_000);
        for (int i = 0; i < room + 5; i++) {
            relay(new byte[60_000]);
        }
        assertThat(sender.counts()).containsEntry("relayDrops", 5L);
    }

    @Test
    void tenantGetsSamplesOfItsAddressesNumberedWithoutGaps() {
        sender.start();
        tenant("t", collector, Map.of("cidr", List.of("10.1.0.0/16", "2001:db8::/32")));
        DatagramBuilder first = new DatagramBuilder()
                .agent("10.0.0.1")
                .subAgent(3)
                .sequence(70)
                .flow(packet(500, 1, "10.9.1.1", "10.9.2.2"))
                .flow(packet(501, 1, "10.1.1.1", "10.9.2.2"))
                .flow(packet(502, 1, "10.9.1.1", "10.1.2.2"))
                .flow(packet(600, 2, "10.1.1.1", "10.9.2.2"));
        relay(first.build());
        assertThat(samples(collector.next()))
                .containsExactly(
                        "10.0.0.1/3 1 of 3", "flow 0.1 #1 pool 100", "flow 0.1 #2 pool 200", "flow 0.2 #1 pool 100");
        relay(new DatagramBuilder()
                .agent("10.0.0.1")
                .subAgent(3)
                .sequence(71)
                .flow(packet(503, 1, "10.9.1.1", "10.9.2.2"))
                .build());
        relay(new DatagramBuilder()
                .agent("10.0.0.1")
                .subAgent(3)
                .sequence(72)
                .expandedFlow(packet(504, 1, "10.9.1.1", "10.1.2.2"))
                .discarded(sample -> sample.sequence(9)
                        .source(0, 1)
                        .reason(258)
                        .header(
                                100,
                                new PacketBuilder()
                                        .ethernet(0x86DD)
                                        .ipv6(17, "2001:db8::1", "2001:db9::1")
                                        .udp(1, 2)
                                        .build()))
                .counters(sample -> sample.sequence(4).source(0, 1))
                .build());
        assertThat(samples(collector.next()))
                .as("the datagram in between had nothing for the tenant")
                .containsExactly("10.0.0.1/3 2 of 2", "flow 0.1 #1 pool 100", "discard 0.1 #1");
        // Counted after they were sent.
        Await.until("all are counted", () -> plan.get().tenantSamples().equals(Map.of("t", 5L)));
    }

    @Test
    void tenantGetsSamplesAndCountersOfItsPorts() {
        sender.start();
        tenant("t", collector, Map.of("ifindex", List.of("10.0.0.1_2", "2001:db8::7_5")));
        relay(new DatagramBuilder()
                .agent("10.0.0.1")
                .flow(packet(1, 1, "10.1.1.1", "10.2.2.2"))
                .flow(packet(1, 2, "10.1.1.1", "10.2.2.2"))
                .flow(packet(2, 1, "10.1.1.1", "10.2.2.2").andThen(sample -> sample.output(2)))
                .counters(sample -> sample.sequence(8).source(0, 1))
                .counters(sample -> sample.sequence(8).source(0, 2))
                .expandedCounters(sample -> sample.sequence(9).source(0, 2))
                .counters(sample -> sample.sequence(8).source(2, 2))
                .build());
        assertThat(samples(collector.next()))
                .containsExactly(
                        "10.0.0.1/0 1 of 4",
                        "flow 0.2 #1 pool 100",
                        "flow 0.1 #1 pool 100",
                        "counters 0.2 #1",
                        "counters 0.2 #1");
        relay(new DatagramBuilder()
                .agent("10.0.0.2")
                .flow(packet(1, 2, "10.1.1.1", "10.2.2.2"))
                .build());
        relay(new DatagramBuilder()
                .agent("2001:db8::7")
                .flow(packet(1, 5, "10.1.1.1", "10.2.2.2"))
                .build());
        assertThat(samples(collector.next())).containsExactly("2001:db8::7/0 1 of 1", "flow 0.5 #1 pool 100");
    }

    @Test
    void portsGivenByNameAreThoseThatTheAgentTells() {
        sender.start();
        AgentTable agents = new AgentTable(directory, STRUCTURES, new DecodeCounts());
        DatagramBuilder names = new DatagramBuilder()
                .agent("10.0.0.1")
                .counters(sample -> sample.sequence(1).source(0, 7).record(0, 1005, out -> out.string("eth_3")));
        byte[] datagram = names.build();
        agents.applier().arrived(0, false, 0, 1);
        new DatagramDecoder(STRUCTURES, new DecodeCounts()).decode(datagram, 0, datagram.length, agents.applier());
        tenant("t", collector, Map.of("ifname", List.of("10.0.0.1_eth_3")));
        relay(new DatagramBuilder()
                .agent("10.0.0.1")
                .flow(packet(1, 6, "10.1.1.1", "10.2.2.2"))
                .flow(packet(1, 7, "10.1.1.1", "10.2.2.2"))
                .build());
        assertThat(samples(collector.next())).containsExactly("10.0.0.1/0 1 of 1", "flow 0.7 #1 pool 100");
    }

    @Test
    void innerAddressesAndMacAddressesSelectToo() {
        sender.start();
        byte[] vxlan = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "10.0.0.1", "10.0.0.2")
                .udp(50000, 4789)
                .hex("08000000 00138900")
                .ethernet(0x0800)
                .ipv4(6, "10.50.1.1", "10.50.1.2")
                .tcp(1, 2, 0x10)
                .build();
        try (Collector second = new Collector()) {
            tenant("inner", collector, Map.of("cidr", List.of("10.50.1.2")));
            tenant("mac", second, Map.of("mac", List.of("02000000000a", "020000000001")));
            relay(new DatagramBuilder()
                    .agent("10.0.0.1")
                    .flow(sample -> sample.source(0, 1).rate(10).header(200, vxlan))
                    .build());
            assertThat(samples(collector.next())).hasSize(2);
            assertThat(samples(second.next())).hasSize(2);
        }
    }

    @Test
    void sameDefinitionGoesOnAndAnotherBeginsAgain() {
        sender.start();
        byte[] datagram = new DatagramBuilder()
                .agent("10.0.0.1")
                .flow(packet(1, 1, "10.1.1.1", "10.2.2.2"))
                .build();
        tenant("t", collector, Map.of("cidr", List.of("10.1.0.0/16")));
        relay(datagram);
        assertThat(samples(collector.next())).contains("10.0.0.1/0 1 of 1");
        tenant("t", collector, Map.of("cidr", List.of("10.1.0.0/16")));
        tenant("other", collector, Map.of("cidr", List.of("192.0.2.0/24")));
        relay(datagram);
        assertThat(samples(collector.next())).contains("10.0.0.1/0 2 of 1", "flow 0.1 #2 pool 200");
        tenant("t", collector, Map.of("cidr", List.of("10.1.1.1")));
        relay(datagram);
        assertThat(samples(collector.next())).contains("10.0.0.1/0 1 of 1", "flow 0.1 #1 pool 100");
        plan.updateAndGet(now -> now.withoutTenant("t"));
        relay(datagram);
        assertThat(plan.get().tenantSamples()).containsOnlyKeys("other");
    }

    /** All samples of a recording, each selected: what arrives is what was recorded, in sequences that begin at 1. */
    @Test
    void everySampleOfARecordingSurvives() {
        sender.start();
        tenant("all", collector, Map.of("cidr", List.of("0.0.0.0/0", "::/0")));
        Map<String, Long> last = new HashMap<>();
        int compared = 0;
        try (CaptureReader capture = CaptureReader.open(Path.of("..", "demo", "leafspine.pcap.gz"), 6343)) {
            CapturedDatagram captured = new CapturedDatagram();
            while (compared < 2_000 && capture.next(captured)) {
                byte[] sent =
                        Arrays.copyOfRange(captured.bytes(), captured.start(), captured.start() + captured.length());
                int flows = flowsOfIpPackets(sent);
                relay(sent);
                if (flows == 0) {
                    continue;
                }
                List<String> got = samples(collector.next());
                assertThat(got).hasSize(1 + flows);
                String agent = got.getFirst().replaceAll(" .*", "");
                for (String sample : got.subList(1, got.size())) {
                    String source = agent + sample.replaceAll(" #.*", "");
                    long number = Long.parseLong(sample.replaceAll(".*#| pool.*", ""));
                    assertThat(number).as(source).isEqualTo(last.getOrDefault(source, 0L) + 1);
                    last.put(source, number);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(1_000);
        assertThat(last).hasSizeGreaterThan(4);
    }

    /** Flow samples whose header is an Ethernet frame with an IP packet, by the bytes at their places. */
    private static int flowsOfIpPackets(byte[] datagram) {
        int[] count = {0};
        new DatagramDecoder(STRUCTURES, new DecodeCounts()).decode(datagram, 0, datagram.length, new SampleListener() {
            @Override
            public void onFlow(DatagramHeader header, FlowSample sample) {
                for (int i = 0; i < sample.records().count(); i++) {
                    int type = sample.records().start(i) + 16 + 12;
                    int ethertype = (sample.bytes()[type] & 0xFF) << 8 | sample.bytes()[type + 1] & 0xFF;
                    if (sample.records().tag(i) == 1 && (ethertype == 0x0800 || ethertype == 0x86DD)) {
                        count[0]++;
                    }
                }
            }
        });
        return count[0];
    }

    /** sflowtool sees in what a tenant gets the samples that it sees in the recording, in the same order. */
    @Test
    void sflowtoolReadsWhatATenantGets(@TempDir Path directory) throws IOException {
        Path tool = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "sflowtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(tool != null, "no sflowtool on the PATH");
        sender.start();
        tenant("all", collector, Map.of("cidr", List.of("0.0.0.0/0", "::/0")));
        List<byte[]> recorded = new ArrayList<>();
        List<byte[]> relayed = new ArrayList<>();
        try (CaptureReader capture = CaptureReader.open(Path.of("..", "demo", "leafspine.pcap.gz"), 6343)) {
            CapturedDatagram captured = new CapturedDatagram();
            while (recorded.size() < 500 && capture.next(captured)) {
                byte[] sent =
                        Arrays.copyOfRange(captured.bytes(), captured.start(), captured.start() + captured.length());
                if (flowsOfIpPackets(sent) > 0) {
                    relay(sent);
                    recorded.add(sent);
                    relayed.add(collector.next());
                }
            }
        }
        List<String> before = flowLines(tool, capture(directory.resolve("recorded"), recorded));
        List<String> after = flowLines(tool, capture(directory.resolve("relayed"), relayed));
        assertThat(before).hasSizeGreaterThan(500);
        assertThat(after).isEqualTo(before);
    }

    /** A capture of Ethernet frames with these datagrams to the sFlow port. */
    private static Path capture(Path file, List<byte[]> datagrams) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int head : new int[] {0xA1B2C3D4, 2 << 16 | 4, 0, 0, 1 << 18, 1}) {
            out.writeInt(head);
        }
        for (byte[] datagram : datagrams) {
            byte[] frame = new PacketBuilder()
                    .ethernet(0x0800)
                    .ipv4(17, "192.0.2.1", "192.0.2.2")
                    .udp(40000, 6343)
                    .raw(datagram)
                    .build();
            for (int head : new int[] {1_700_000_000, 0, frame.length, frame.length}) {
                out.writeInt(head);
            }
            out.write(frame);
        }
        return Files.write(file, bytes.toByteArray());
    }

    /** Lines about samples of IP packets. */
    private static List<String> flowLines(Path tool, Path capture) throws IOException {
        Process process = new ProcessBuilder(tool.toString(), "-l", "-r", capture.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return out.lines()
                .filter(line -> line.startsWith("FLOW,") && (line.contains(",0x0800,") || line.contains(",0x86dd,")))
                .toList();
    }

    @Test
    void relayingAllocatesNothingOnTheShard() {
        sender.start();
        tenant("t", collector, Map.of("cidr", List.of("10.1.0.0/16"), "mac", List.of("02000000000a")));
        forward("all", collector.address());
        byte[] datagram = new DatagramBuilder()
                .agent("10.0.0.1")
                .flow(packet(1, 1, "10.1.1.1", "10.2.2.2"))
                .flow(packet(2, 1, "10.9.1.1", "10.2.2.2"))
                .build();
        long allocated = Allocation.ofWarm(200, () -> {
            for (int i = 0; i < 200; i++) {
                relay.apply(datagram, 0, datagram.length, 0);
            }
        });
        assertThat(allocated).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ifindex|10.0.0.1|ifindex: '10.0.0.1' is not an agent's address, _ and the ifindex",
                "ifindex|host_1|ifindex: 'host_1' is not an agent's address, _ and the ifindex",
                "ifindex|10.0.0.1_x|ifindex: '10.0.0.1_x' has no ifIndex behind the _",
                "ifname|10.0.0.1_|ifname: '10.0.0.1_' is not an agent's address, _ and the ifname",
                "cidr|10.0.0.0/33|group cidr: '10.0.0.0/33' is no address and no prefix",
                "mac|02:00:00:00:00:01|mac: '02:00:00:00:00:01' does not have 12 hex digits",
            })
    void malformedFilterIsRefusedWithItsName(String kind, String element, String message) {
        assertThatThrownBy(() ->
                        Tenant.of(Map.of("collectorAddress", "192.0.2.1", "filters", Map.of(kind, List.of(element)))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }
}
