package weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.metric.Observatory;
import weir.metric.TelemetryListeners;
import weir.net.IpAddress;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** Hosts behind edge ports, learned from sampled frames. */
class EdgeHostsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String BROADCAST = "FFFFFFFFFFFF";
    private static final String HOST = "020000000001";
    private static final long MAC = 0x02_0000_0000_01L;

    private final ShardPlaces places = new ShardPlaces();
    private final EdgeHosts hosts = new EdgeHosts(places);
    private final Observatory observatory = new Observatory(new TelemetryListeners(places, hosts));
    private long sequence;

    EdgeHostsTest() {
        places.use(topology());
        hosts.at(SECOND);
    }

    /** Port 1 of the leaf is the end of a link, all others are edge ports. */
    private static TopologyIndex topology() {
        return new TopologyIndex(TopologyReader.read(Map.of(
                "nodes",
                        Map.of(
                                "leaf",
                                Map.of(
                                        "agent",
                                        "10.0.0.1",
                                        "ports",
                                        Map.of(
                                                "swp1",
                                                Map.of("ifindex", "1"),
                                                "swp7",
                                                Map.of("ifindex", "7"),
                                                "swp8",
                                                Map.of("ifindex", "8")))),
                "links", Map.of("L", Map.of("node1", "leaf", "port1", "swp1", "node2", "spine", "port2", "swp9")))));
    }

    private static PacketBuilder frame(String source) {
        return new PacketBuilder().hex("0200000000FF").hex(source);
    }

    private static byte[] ip(String source, String address, int timeToLive) {
        byte[] packet = frame(source).u16(0x0800).ipv4(6, address, "10.9.9.9").build();
        packet[14 + 8] = (byte) timeToLive;
        return packet;
    }

    private void sample(String agent, long ifIndex, byte[] packet) {
        sequence++;
        observatory.datagram(new DatagramBuilder()
                .agent(agent)
                .sequence(sequence)
                .flow(sample -> sample.sequence(sequence)
                        .source(0, ifIndex)
                        .rate(100)
                        .pool(100 * sequence)
                        .input(ifIndex)
                        .output(99)
                        .header(1500, packet)));
    }

    private Optional<SeenHost> seen() {
        return hosts.host(MAC);
    }

    @Test
    void hostsAtAllPortsOfAnAgentAreLearnedThoughNobodyAskedForTheirPlacesBefore() {
        List<Map.Entry<String, Map<String, String>>> ports = new ArrayList<>();
        for (int port = 1; port <= 100; port++) {
            ports.add(Map.entry("swp" + port, Map.of("ifindex", String.valueOf(port))));
        }
        places.use(new TopologyIndex(TopologyReader.read(Map.of(
                "nodes",
                        Map.of(
                                "leaf",
                                Map.of("agent", "10.0.0.1", "ports", Map.ofEntries(ports.toArray(Map.Entry[]::new)))),
                "links", Map.of("L", Map.of("node1", "leaf", "port1", "swp1", "node2", "spine", "port2", "swp9"))))));
        for (int port = 1; port <= 100; port++) {
            sample(
                    "10.0.0.1",
                    port,
                    frame("0200000000%02X".formatted(port))
                            .u16(0x0800)
                            .ipv4(6, "10.1.1." + port, "10.9.9.9")
                            .build());
        }
        assertThat(hosts.hosts()).hasSize(99);
        for (int port = 2; port <= 100; port++) {
            SeenHost host = hosts.host(0x02_0000_0000_00L + port).orElseThrow();
            assertThat(host.ifIndex()).isEqualTo(port);
            assertThat(host.ipv4()).contains(IpAddress.parse("10.1.1." + port).orElseThrow());
        }
    }

    @Test
    void hostIsWhereItsPacketsComeIn() {
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.1", 64));
        assertThat(seen())
                .contains(new SeenHost(
                        MAC,
                        IpAddress.parse("10.0.0.1").orElseThrow(),
                        7,
                        0,
                        SECOND,
                        IpAddress.parse("10.1.1.1"),
                        Optional.empty()));
        assertThat(seen().orElseThrow().macText()).isEqualTo("020000000001");
        hosts.at(2 * SECOND);
        sample("10.0.0.1", 8, ip(HOST, "10.1.1.1", 64));
        assertThat(seen().orElseThrow().ifIndex()).as("it has moved").isEqualTo(8);
        assertThat(hosts.hosts()).hasSize(1);
    }

    @Test
    void endsOfLinksAndAgentsOutsideTeachNothing() {
        sample("10.0.0.1", 1, ip(HOST, "10.1.1.1", 64));
        sample("10.0.0.2", 7, ip(HOST, "10.1.1.1", 64));
        assertThat(seen()).isEmpty();
        sample("10.0.0.1", 5, ip(HOST, "10.1.1.1", 64));
        assertThat(seen())
                .as("a port that has told no name may be the end of a link")
                .isEmpty();
        places.use(TopologyIndex.NONE);
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.1", 64));
        assertThat(seen()).isEmpty();
    }

    @Test
    void addressThatARouterPassedOnIsNotTheRouters() {
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.1", 62));
        assertThat(seen().orElseThrow().ipv4()).isEmpty();
        byte[] arp = frame(HOST)
                .u16(0x0806, 1, 0x0800, 0x0604, 2)
                .hex(HOST + "0A010102" + "000000000000" + "00000000")
                .build();
        sample("10.0.0.1", 7, arp);
        assertThat(seen().orElseThrow().ipv4()).isEqualTo(IpAddress.parse("10.1.1.2"));
        sample("10.0.0.1", 7, ip(HOST, "10.7.7.7", 62));
        assertThat(seen().orElseThrow().has(IpAddress.parse("10.1.1.2").orElseThrow()))
                .isTrue();
    }

    @Test
    void likelyAddressIsTakenUntilAnotherOneShowsARouter() {
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.1", 63));
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.1", 63));
        assertThat(seen().orElseThrow().ipv4()).isEqualTo(IpAddress.parse("10.1.1.1"));
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.2", 127));
        assertThat(seen().orElseThrow().ipv4()).isEmpty();
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.1", 63));
        assertThat(seen().orElseThrow().ipv4()).isEmpty();
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.254", 255));
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.1", 63));
        assertThat(seen().orElseThrow().ipv4()).as("what is certain").isEqualTo(IpAddress.parse("10.1.1.254"));
    }

    @Test
    void vlanAndIpv6AreLearnedAndAddressesOfLinksAreNot() {
        byte[] tagged = frame(HOST)
                .u16(0x8100)
                .vlan(42, 0, 0x86DD)
                .ipv6(6, "2001:db8::1", "2001:db8::2")
                .build();
        tagged[14 + 4 + 7] = 64;
        sample("10.0.0.1", 7, tagged);
        assertThat(seen().orElseThrow().vlan()).isEqualTo(42);
        assertThat(seen().orElseThrow().ipv6()).isEqualTo(IpAddress.parse("2001:db8::1"));
        byte[] local = frame(HOST).u16(0x86DD).ipv6(58, "fe80::1", "ff02::1").build();
        local[14 + 7] = (byte) 255;
        sample("10.0.0.1", 7, local);
        assertThat(seen().orElseThrow().ipv6()).isEqualTo(IpAddress.parse("2001:db8::1"));
    }

    @Test
    void whatIsNoFrameOfOneHostTeachesNothing() {
        sample("10.0.0.1", 7, ip(BROADCAST, "10.1.1.1", 64));
        sample("10.0.0.1", 7, ip("000000000000", "10.1.1.1", 64));
        sample("10.0.0.1", 7, new byte[13]);
        sample("10.0.0.1", 7, new byte[0]);
        sample("10.0.0.1", 7, frame(HOST).u16(0x8100).build());
        assertThat(hosts.hosts()).as("but for the last, which is a frame").hasSize(1);
        assertThat(seen().orElseThrow().ipv4()).isEmpty();
    }

    @Test
    void silentHostIsForgotten() {
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.1", 64));
        hosts.at(SECOND + EdgeHosts.TIMEOUT);
        assertThat(seen()).isPresent();
        hosts.at(SECOND + EdgeHosts.TIMEOUT + 1);
        assertThat(seen()).isEmpty();
        assertThat(hosts.hosts()).isEmpty();
        sample("10.0.0.1", 8, ip(HOST, "10.1.1.1", 62));
        assertThat(seen().orElseThrow().ipv4()).as("nothing of before is kept").isEmpty();
    }

    @Test
    void numberOfHostsIsBoundedAndThoseThatAreSilentMakeRoom() {
        for (int i = 0; i < EdgeHosts.MOST + 100; i++) {
            sample("10.0.0.1", 7, ip("0400%08X".formatted(i), "10.1.1.1", 64));
        }
        assertThat(hosts.hosts()).hasSize(EdgeHosts.MOST);
        assertThat(hosts.refused()).isEqualTo(100);
        hosts.at(2 * SECOND + EdgeHosts.TIMEOUT);
        sample("10.0.0.1", 7, ip(HOST, "10.1.1.1", 64));
        assertThat(seen()).isPresent();
        assertThat(hosts.hosts()).hasSize(1);
    }
}
