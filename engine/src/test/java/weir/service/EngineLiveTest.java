package weir.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.enginetest.Await;
import weir.ingest.UdpInput;
import weir.metric.AgentStatus;
import weir.net.IpAddress;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.FreePort;

/** The engine on real sockets of the loopback interface. */
class EngineLiveTest {

    private static final int LARGEST = 65_507;

    private static EngineConfiguration listening(@Nullable InetAddress address, int port, int sockets, int shards) {
        UdpInput input = new UdpInput(address, port, sockets, 1 << 20);
        return new EngineConfiguration(input, shards, 1000, 1000, StructureTable.standard());
    }

    private static Engine started(EngineConfiguration configuration) {
        Engine engine = new Engine(configuration);
        engine.start();
        return engine;
    }

    private static void send(String to, int port, byte[]... datagrams) {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(to))) {
            socket.setSendBufferSize(1 << 20);
            for (byte[] datagram : datagrams) {
                socket.send(new DatagramPacket(datagram, datagram.length, InetAddress.getByName(to), port));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] datagram(String agent, long sequence) {
        return new DatagramBuilder().agent(agent).sequence(sequence).build();
    }

    private static void awaitReceived(Engine engine, long datagrams) {
        Await.until("datagrams are received", () -> engine.status().datagramsReceived() >= datagrams);
    }

    /** Waits until all datagrams that were queued are decoded, whatever became of them. */
    private static void awaitApplied(Engine engine, long datagrams) {
        Await.until(
                "datagrams are applied",
                () -> engine.status().latency().values().stream()
                                .mapToLong(EngineStatus.Latency::count)
                                .sum()
                        >= datagrams);
    }

    @Test
    void hearsIpv4AndIpv6OnOneSocket() {
        try (Engine engine = started(listening(null, 0, 1, 2))) {
            send("127.0.0.1", engine.port(), datagram("10.0.0.1", 1));
            send("::1", engine.port(), datagram("2001:db8::1", 1));
            awaitApplied(engine, 2);
            Map<IpAddress, AgentStatus> agents = engine.metrics().agents(List.of());
            assertThat(agents.get(IpAddress.parse("10.0.0.1").orElseThrow()).datagramSources())
                    .containsExactly(IpAddress.parse("127.0.0.1").orElseThrow());
            assertThat(agents.get(IpAddress.parse("2001:db8::1").orElseThrow()).datagramSources())
                    .containsExactly(IpAddress.parse("::1").orElseThrow());
            assertThat(engine.status().agents()).isEqualTo(2);
            assertThat(engine.status().replay()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void listensOnTheAddressItIsGiven(String address) throws IOException {
        try (Engine engine = started(listening(InetAddress.getByName(address), 0, 1, 1))) {
            send(address, engine.port(), datagram("10.0.0.1", 1));
            awaitApplied(engine, 1);
            assertThat(engine.status().agents()).isEqualTo(1);
        }
    }

    @Test
    void sharesAPortBetweenSockets() throws IOException {
        try (Engine engine = started(listening(null, 0, 4, 2))) {
            int senders = 64;
            for (int i = 0; i < senders; i++) {
                try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
                    byte[] datagram = datagram("10.0.0." + i, 1);
                    socket.send(new DatagramPacket(
                            datagram, datagram.length, InetAddress.getByName("127.0.0.1"), engine.port()));
                }
            }
            awaitApplied(engine, senders);
            assertThat(engine.status().agents()).isEqualTo(senders);
            assertThat(engine.status().datagramsReceived()).isEqualTo(senders);
        }
    }

    @Test
    void takesDatagramsOfAnySizeThatUdpCarries() {
        try (Engine engine = started(listening(null, 0, 1, 1))) {
            byte[] largest = new DatagramBuilder()
                    .sample(0, 99, LARGEST - 39, new byte[LARGEST - 39])
                    .trailing(new byte[3])
                    .build();
            assertThat(largest.length).isEqualTo(LARGEST);
            for (int i = 1; i <= 50; i++) {
                send("127.0.0.1", engine.port(), largest, new byte[0]);
                awaitApplied(engine, 2L * i);
            }
            EngineStatus status = engine.status();
            assertThat(status.datagramsReceived()).isEqualTo(100);
            assertThat(status.bytesReceived()).isEqualTo(50L * LARGEST);
            assertThat(status.unknownFormats()).containsOnly(Map.entry("sample 0:99", 50L));
            assertThat(status.errorsByCause()).containsOnly(Map.entry("datagramTooShort", 50L));
            assertThat(status.parseErrors()).isEqualTo(50);
            assertThat(status.datagramsTooLarge()).isZero();
            assertThat(status.datagramsDiscarded()).isZero();
        }
    }

    @Test
    void countsDatagramsLargerThanSflowCanBe() {
        try (Engine engine = started(listening(null, 0, 1, 1))) {
            // IPv6 carries 20 bytes more than IPv4.
            send("::1", engine.port(), new byte[LARGEST + 1], new byte[LARGEST + 20]);
            awaitReceived(engine, 2);
            Await.until("both are counted", () -> engine.status().datagramsTooLarge() == 2);
            assertThat(engine.status().errorsByCause()).isEmpty();
        }
    }

    @Test
    void countsEachCauseOfAParseError() {
        try (Engine engine = started(listening(null, 0, 1, 3))) {
            send(
                    "127.0.0.1",
                    engine.port(),
                    new byte[0],
                    new byte[] {0, 0, 0},
                    new DatagramBuilder().version(4).build(),
                    new DatagramBuilder().agent(7, new byte[4]).build(),
                    new DatagramBuilder().claimSamples(3).build());
            awaitApplied(engine, 5);
            EngineStatus status = engine.status();
            assertThat(status.errorsByCause())
                    .containsOnly(
                            Map.entry("datagramTooShort", 2L),
                            Map.entry("versionUnsupported", 1L),
                            Map.entry("agentAddressType", 1L),
                            Map.entry("samplesMissing", 1L));
            assertThat(status.parseErrors()).isEqualTo(4);
            assertThat(status.unsupportedVersion()).isEqualTo(1);
        }
    }

    @Test
    void outlivesAFloodOfGarbage() {
        try (Engine engine = started(listening(null, 0, 1, 2))) {
            Random random = new Random(7);
            byte[][] garbage = new byte[1000][];
            for (int i = 0; i < garbage.length; i++) {
                garbage[i] = i % 2 == 0 ? new byte[1 + random.nextInt(2000)] : datagram("10.0.0.9", i);
                for (int flips = i % 2 == 0 ? garbage[i].length : 4; flips > 0; flips--) {
                    garbage[i][random.nextInt(garbage[i].length)] = (byte) random.nextInt(256);
                }
            }
            send("127.0.0.1", engine.port(), datagram("192.0.2.77", 1));
            awaitReceived(engine, 1);
            Await.until("the flood was received", () -> {
                send("127.0.0.1", engine.port(), garbage);
                return engine.status().datagramsReceived() > 20_000;
            });
            // Invented agents may have taken all places, but not that of an agent known before.
            Await.until("the agent known before is heard again", () -> {
                send("127.0.0.1", engine.port(), datagram("192.0.2.77", 2));
                return engine.metrics().agents(List.of("192.0.2.77")).values().stream()
                        .anyMatch(agent -> agent.datagrams().received() > 1);
            });
            EngineStatus status = engine.status();
            assertThat(status.faults()).isZero();
            assertThat(status.agents()).isLessThanOrEqualTo(1000);
            assertThat(status.errorsByCause().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isGreaterThan(1000);
        }
    }

    @Test
    void countsWhatAFullQueueDrops() {
        // A queue of one item, and datagrams that take a while to decode.
        UdpInput input = new UdpInput(null, 0, 1, 8 << 20);
        var configuration = new EngineConfiguration(input, 1, 1, 1000, StructureTable.standard());
        try (Engine engine = started(configuration)) {
            DatagramBuilder slow = new DatagramBuilder();
            for (int i = 0; i < 1000; i++) {
                slow.flow(sample -> sample.source(0, 1).record(0, 1001, record -> record.u32s(1, 0, 2, 0)));
            }
            byte[] datagram = slow.build();
            Await.until("the queue was full", () -> {
                for (int i = 0; i < 20; i++) {
                    send("127.0.0.1", engine.port(), datagram);
                }
                return engine.status().queueDrops() > 0;
            });
            Await.until("every datagram is accounted for", () -> {
                EngineStatus status = engine.status();
                long applied = status.latency().get("applied").count();
                return applied + status.queueDrops() == status.datagramsReceived();
            });
            EngineStatus status = engine.status();
            assertThat(status.datagramsDiscarded()).isEqualTo(status.queueDrops());
            assertThat(status.queueDropsByShard()).containsExactly(status.queueDrops());
        }
    }

    @Test
    void refusesAgentsBeyondTheBound() {
        UdpInput input = new UdpInput(null, 0, 1, 1 << 20);
        var configuration = new EngineConfiguration(input, 2, 100, 3, StructureTable.standard());
        try (Engine engine = started(configuration)) {
            for (int i = 0; i < 10; i++) {
                send("127.0.0.1", engine.port(), datagram("10.0.0." + i, 1));
                awaitReceived(engine, i + 1);
            }
            send("127.0.0.1", engine.port(), datagram("10.0.0.1", 2));
            awaitReceived(engine, 11);
            awaitApplied(engine, 4);
            assertThat(engine.status().agentsRefused()).isEqualTo(7);
            assertThat(engine.status().datagramsDiscarded()).isEqualTo(7);
            assertThat(engine.metrics().agents(List.of()).keySet())
                    .extracting(IpAddress::toString)
                    .containsExactly("10.0.0.0", "10.0.0.1", "10.0.0.2");
        }
    }

    @Test
    void countsTheDropsOfTheKernel() {
        UdpInput input = new UdpInput(null, 0, 1, 4096);
        var configuration = new EngineConfiguration(input, 1, 1000, 1000, StructureTable.standard());
        try (Engine engine = started(configuration)) {
            byte[] large = new byte[60_000];
            assertThat(engine.status().kernelDrops()).isZero();
            // Larger than the whole buffer, so the kernel can only drop it when anything is there already.
            Await.until("the kernel has dropped something", () -> {
                byte[][] burst = new byte[200][];
                java.util.Arrays.fill(burst, large);
                send("127.0.0.1", engine.port(), burst);
                return engine.status().kernelDrops() > 0;
            });
        }
    }

    @Test
    void reportsTheReceiveBufferAskedForAndGot() {
        try (Engine engine = started(listening(null, 0, 1, 1))) {
            assertThat(engine.status().receiveBufferAsked()).isEqualTo(1 << 20);
            assertThat(engine.status().receiveBufferGot()).isPositive();
        }
    }

    @Test
    void measuresTheDelayOfEachDatagram() {
        try (Engine engine = started(listening(null, 0, 1, 2))) {
            for (int i = 0; i < 10; i++) {
                send("127.0.0.1", engine.port(), datagram("10.0.0." + i, 1));
            }
            awaitApplied(engine, 10);
            EngineStatus.Latency delay = engine.status().latency().get("applied");
            assertThat(delay.count()).isEqualTo(10);
            assertThat(delay.p50()).isPositive().isLessThanOrEqualTo(delay.p99());
            assertThat(delay.p99()).isLessThanOrEqualTo(delay.max());
            assertThat(delay.upTo()).isSorted().last().isEqualTo(10L);
            assertThat(delay.sum()).isBetween(10L, 10 * delay.max());
            assertThat(engine.status().latency().get("event").count()).isZero();
        }
    }

    @Test
    void closesWhileDatagramsArriveAndCanListenOnThePortAgain() throws InterruptedException {
        int port = FreePort.find();
        for (int round = 0; round < 5; round++) {
            Thread sender;
            try (Engine engine = started(listening(null, port, 1, 2))) {
                sender = new Thread(() -> {
                    for (int i = 0; i < 2000; i++) {
                        send("127.0.0.1", port, datagram("10.0.0.1", i));
                    }
                });
                sender.start();
                awaitReceived(engine, 100);
            }
            sender.join();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("weir-"));
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress("0.0.0.0", 0));
                Engine engine = new Engine(listening(null, taken.getLocalPort(), 1, 1))) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(engine::start)
                    .withMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void doesNothingUntilItIsStarted() {
        try (Engine engine = new Engine(listening(null, 0, 1, 1))) {
            assertThat(engine.status().datagramsReceived()).isZero();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("weir-"));
        }
    }
}
