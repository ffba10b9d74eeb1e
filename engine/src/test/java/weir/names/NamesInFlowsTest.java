package weir.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Section;
import weir.enginetest.Await;
import weir.flow.key.FlowDefinition;
import weir.ingest.UdpInput;
import weir.meter.MeterLimits;
import weir.metric.MetricLimits;
import weir.service.ActiveFlowsQuery;
import weir.service.Engine;
import weir.service.EngineConfiguration;
import weir.service.LogSizes;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** Names in the keys of flows, from datagrams on a socket to the answer. */
class NamesInFlowsTest {

    @TempDir
    private Path directory;

    private Engine engine;
    private long sent;

    private void start(NameSources names) {
        engine = new Engine(new EngineConfiguration(
                UdpInput.onPort(0),
                2,
                1000,
                1000,
                StructureTable.standard(),
                names,
                LogSizes.USUAL,
                MeterLimits.DEFAULT_ENTRIES,
                EngineConfiguration.DEFAULT_IPFIX_PORT,
                MetricLimits.DEFAULT,
                0));
        engine.start();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void define(String name, String keys) {
        engine.flows().define(FlowDefinition.of(name, Map.of("keys", keys, "value", "frames", "t", 600)));
    }

    private Set<String> keys(String flow) {
        Set<String> keys = new TreeSet<>();
        engine.flows()
                .activeFlows(ActiveFlowsQuery.of(flow))
                .forEach(active -> keys.add(active.key().text()));
        return keys;
    }

    /** Sends one sample of a packet between two addresses, and waits until it is applied. */
    private void packet(String from, String to) {
        PacketBuilder packet = from.contains(":")
                ? new PacketBuilder().ethernet(0x86DD).ipv6(17, from, to)
                : new PacketBuilder().ethernet(0x0800).ipv4(17, from, to);
        sent++;
        byte[] datagram = new DatagramBuilder()
                .agent("10.0.0.1")
                .sequence(sent)
                .flow(sample -> sample.sequence(sent)
                        .source(0, 1)
                        .rate(1)
                        .input(1)
                        .output(2)
                        .header(100, packet.udp(1, 2).zeros(20).build()))
                .build();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), engine.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until(
                "the datagram is applied",
                () -> engine.status().latency().values().stream().anyMatch(applied -> applied.count() >= sent));
    }

    @Test
    void longestPrefixOfTheFirstSetThatHasOneNamesTheGroup() {
        start(NameSources.NONE);
        define("groups", "null:[group:ipsource:near:far]:-,null:[group:ip6source:near:far]:-");
        engine.lookups()
                .defineGroup(
                        "near",
                        Map.of(
                                "site", List.of("10.4.0.0/16", "2001:db8::/32"),
                                "rack1", List.of("10.4.1.0/25", "2001:db8:1::/48"),
                                "host", List.of("10.4.1.2")));
        engine.lookups()
                .defineGroup("far", Map.of("world", List.of("0.0.0.0/0", "::/0"), "ten", List.of("10.0.0.0/8")));
        packet("10.4.1.2", "10.0.0.2");
        packet("10.4.1.3", "10.0.0.2");
        packet("10.4.1.129", "10.0.0.2");
        packet("10.5.1.1", "10.0.0.2");
        packet("192.0.2.1", "10.0.0.2");
        packet("2001:db8:1::5", "2001:db8::2");
        packet("2001:db8:2::5", "2001:db8::2");
        packet("2001:db9::5", "2001:db8::2");
        assertThat(keys("groups"))
                .containsExactlyInAnyOrder(
                        "host,-", "rack1,-", "site,-", "ten,-", "world,-", "-,rack1", "-,site", "-,world");
    }

    @Test
    void changedSetCountsFromTheNextSampleAndEntriesKeepTheirText() {
        start(NameSources.NONE);
        define("racks", "null:[group:ipsource:racks]:none,null:[map:ipdestination:services]:none");
        packet("10.4.1.2", "10.0.0.2");
        engine.lookups().defineGroup("racks", Map.of("rack1", List.of("10.4.1.0/25")));
        packet("10.4.1.2", "10.0.0.2");
        engine.lookups().defineGroup("racks", Map.of("rack9", List.of("10.4.1.0/25")));
        engine.lookups().defineMap("services", Map.of("dns", List.of("10.0.0.2")));
        packet("10.4.1.2", "10.0.0.2");
        engine.lookups().removeGroup("racks");
        engine.lookups().removeMap("services");
        packet("10.4.1.2", "10.0.0.2");
        assertThat(keys("racks")).containsExactlyInAnyOrder("none,none", "rack1,none", "rack9,dns");
    }

    @Test
    void filesAndServersNameAddresses() throws IOException {
        Path countries = Files.write(
                directory.resolve("country.mmdb"),
                MmdbWriter.ofVersion(6)
                        .add(
                                "10.4.0.0/16",
                                Map.of("country", Map.of("iso_code", "NZ", "names", Map.of("en", "New Zealand"))))
                        .bytes());
        Path systems = Files.write(
                directory.resolve("asn.mmdb"),
                MmdbWriter.ofVersion(6)
                        .add(
                                "10.0.0.0/8",
                                Map.of("autonomous_system_number", 64500L, "autonomous_system_organization", "Example"))
                        .bytes());
        Path vendors = Files.writeString(directory.resolve("oui.txt"), "02-00-00   (hex)\t\tExample Corp.\n");
        try (DnsServer server = new DnsServer(NamesInFlowsTest::named)) {
            DnsConfiguration dns = new DnsConfiguration(
                    List.of("127.0.0.1:" + server.address().getPort()),
                    directory,
                    100,
                    Duration.ofHours(1),
                    Duration.ofSeconds(60));
            start(new NameSources(
                    Optional.of(countries), Optional.of(systems), Optional.of(vendors), Optional.of(dns)));
            define(
                    "names",
                    "null:[country:ipsource:both]:-,null:[asn:ipsource]:-,null:[oui:macsource:name]:-,"
                            + "null:[dns:ipsource]:-");
            packet("10.4.1.2", "10.0.0.2");
            Await.until("the name is there", () -> engine.status().nameLookups().get("dnsNamed") > 0);
            packet("10.4.1.2", "10.0.0.2");
            assertThat(keys("names"))
                    .containsExactlyInAnyOrder(
                            "NZ-New Zealand,64500,Example Corp.,-", "NZ-New Zealand,64500,Example Corp.,host.example.");
        }
    }

    private static byte[] named(Message query) {
        Message reply = new Message(query.getHeader().getID());
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        Name owner = query.getQuestion().getName();
        reply.addRecord(new PTRRecord(owner, DClass.IN, 60, Name.fromConstantString("host.example.")), Section.ANSWER);
        return reply.toWire();
    }

    /** A server that never answers: samples go on, and the flow is there with its other keys. */
    @Test
    void silentServerHoldsNoSampleUp() {
        try (DnsServer silent = new DnsServer(query -> null)) {
            DnsConfiguration dns = new DnsConfiguration(
                    List.of("127.0.0.1:" + silent.address().getPort()),
                    directory,
                    100,
                    Duration.ofHours(1),
                    Duration.ofSeconds(60));
            start(new NameSources(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(dns)));
            define("names", "null:[dns:ipsource]:-,ipsource");
            for (int i = 1; i <= 20; i++) {
                packet("10.4.1." + i, "10.0.0.2");
            }
            Await.until(
                    "questions are asked", () -> engine.status().nameLookups().get("dnsAsked") == 20);
            assertThat(engine.status().nameLookups()).containsEntry("dnsNamed", 0L);
            assertThat(keys("names")).hasSize(20).allMatch(key -> key.startsWith("-,"));
        }
    }
}
