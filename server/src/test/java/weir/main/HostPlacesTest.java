package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;
import weir.testing.SampleBuilder;

/**
 * Where a host and its virtual machine are, as they and the switch that they are attached to say over UDP: by UUID, agent
 * and address, to scripts and over REST. Source: script API reference, sections 2 and 7.3; sFlow Host Structures.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostPlacesTest {

    private static final String LEAF = "10.0.0.1";
    private static final String HOST = "10.9.0.1";
    private static final String HOST_UUID = "10325476-98ba-dcfe-0001-020304050607";
    private static final String GUEST_UUID = "ffffffff-98ba-dcfe-0001-020304050607";
    private static final String TOPOLOGY = "{nodes:{leaf1:{agent:'" + LEAF
            + "',ports:{up:{ifindex:'1'},swp2:{ifindex:'2'},swp3:{ifindex:'3'}}}},"
            + "links:{L1:{node1:'leaf1',port1:'up',node2:'spine',port2:'down'}}}";
    private static final String SCRIPT = """
            function short(found) { return found.map(l => [l.node, l.port, l.agent, l.ifindex, l.mac, l.ipaddress].join(' ')); }
            setHttpHandler(function(request) {
              let [what] = request.path, [of] = request.query.of;
              switch (what) {
                case 'uuid': return short(topologyLocateHostUUID(of));
                case 'agent': return short(topologyLocateHostAgent(of));
                case 'ip': return short(topologyLocateHostIP(of));
                case 'owner': return hostForMAC(of) || 'nobody';
                case 'address': return hostForIP(of) || 'nobody';
              }
            });
            """;

    @TempDir
    private static Path folder;

    private static RunningProduct product;

    @BeforeAll
    static void everybodyHasSpoken() throws IOException {
        Path script = Files.writeString(folder.resolve("places.js"), SCRIPT);
        product = new RunningProduct(Map.of("script.file", script.toString(), "workers.number", "2"));
        put("/topology/json", TOPOLOGY);
        put("/flow/hosts/json", "{keys:'host:macsource,host:macsource:uuid',value:'bytes',t:600}");
        put("/flow/guests/json", "{keys:'host:macsource:vir_host_name,host:macsource:vir_uuid',value:'bytes',t:600}");
        send(new DatagramBuilder()
                .agent(HOST)
                .counters(sample -> described(sample, 2, 1, "metal", HOST_UUID, "020000000005"))
                .counters(sample -> described(sample, 3, 100_001, "guest", GUEST_UUID, "020000000006")
                        .record(0, 2002, parent -> parent.u32s(2, 1))));
        await(() -> product.get("/script/places.js/owner/json?of=020000000006")
                .body()
                .contains("100001"));
        for (int sequence = 1; sequence <= 2; sequence++) {
            int number = sequence;
            send(new DatagramBuilder()
                    .agent(LEAF)
                    .sequence(number)
                    .flow(sample -> frame(sample, number, 2, "020000000005", "10.1.0.5"))
                    .flow(sample -> frame(sample, number, 3, "020000000006", "10.1.0.6")));
        }
        await(() -> product.json("/activeflows/ALL/hosts/json").size() == 1
                && product.json("/activeflows/ALL/guests/json").size() == 1);
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    private static void put(String path, String body) {
        assertThat(product.send("PUT", path, body).statusCode()).as(path).isEqualTo(204);
    }

    private static SampleBuilder described(
            SampleBuilder sample, int sourceClass, long index, String name, String uuid, String mac) {
        return sample.source(sourceClass, index)
                .record(
                        0,
                        2000,
                        to -> to.string(name)
                                .hex(uuid.replace("-", ""))
                                .u32s(3, 2)
                                .string("6.1"))
                .record(0, 2001, to -> to.u32s(1, 7, 1).mac(mac));
    }

    private static void frame(SampleBuilder sample, int number, int port, String mac, String address) {
        byte[] header = new PacketBuilder()
                .hex("020000000001" + mac)
                .u16(0x0800)
                .ipv4(17, address, "10.1.0.1")
                .udp(5000, 53)
                .build();
        sample.source(0, port).sequence(number).rate(100).input(port).header(1000, header);
    }

    private static void send(DatagramBuilder datagram) throws IOException {
        byte[] bytes = datagram.build();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), product.sflowPort()));
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("time is left").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static String asked(String what, String of) {
        return product.json("/script/places.js/" + what + "/json?of=" + of).toString();
    }

    @Test
    void aHostAndItsGuestAreFoundByTheirUuids() {
        assertThat(asked("uuid", HOST_UUID)).isEqualTo("[\"leaf1 swp2 10.0.0.1 2 020000000005 10.1.0.5\"]");
        assertThat(asked("uuid", GUEST_UUID)).isEqualTo("[\"leaf1 swp3 10.0.0.1 3 020000000006 10.1.0.6\"]");
        assertThat(asked("uuid", GUEST_UUID.toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo("[\"leaf1 swp3 10.0.0.1 3 020000000006 10.1.0.6\"]");
        assertThat(asked("uuid", HOST_UUID.replace('1', '2'))).isEqualTo("[]");
    }

    @Test
    void aHostIsFoundByTheAddressOfItsAgentWhichNoPacketShowed() {
        assertThat(asked("agent", HOST)).isEqualTo("[\"leaf1 swp2 10.0.0.1 2 020000000005 10.1.0.5\"]");
        assertThat(asked("agent", LEAF)).isEqualTo("[]");
        assertThat(asked("ip", HOST)).isEqualTo("[]");
        assertThat(asked("ip", "10.1.0.6")).isEqualTo("[\"leaf1 swp3 10.0.0.1 3 020000000006 10.1.0.6\"]");
    }

    @Test
    void anAddressNamesTheHostThatHasIt() {
        assertThat(asked("owner", "020000000005")).isEqualTo("{\"agent\":\"10.9.0.1\",\"dataSource\":\"2.1\"}");
        assertThat(asked("owner", "02:00:00:00:00:06"))
                .isEqualTo("{\"agent\":\"10.9.0.1\",\"dataSource\":\"3.100001\"}");
        assertThat(asked("owner", "020000000007")).isEqualTo("\"nobody\"");
        assertThat(asked("address", HOST)).isEqualTo("{\"agent\":\"10.9.0.1\",\"dataSource\":\"2.1\"}");
        assertThat(asked("address", "10.1.0.6")).isEqualTo("{\"agent\":\"10.9.0.1\",\"dataSource\":\"3.100001\"}");
    }

    @Test
    void restTellsTheSameOfHostsAndFlows() {
        assertThat(product.json("/metric/" + HOST + "/2.1.uuid,3.100001.vir_uuid,3.100001.host_parent/json")
                        .findValuesAsString("metricValue"))
                .containsExactly(HOST_UUID, GUEST_UUID, "2.1");
        assertThat(product.json("/activeflows/ALL/hosts/json").findValuesAsString("key"))
                .containsExactly("metal," + HOST_UUID);
        assertThat(product.json("/activeflows/ALL/guests/json").findValuesAsString("key"))
                .containsExactly("guest," + GUEST_UUID);
    }
}
