package weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import weir.metric.Observatory;
import weir.testing.Allocation;

/** Hosts as agents announce them, some on one shard and some on another. */
class HostTableTest {

    private static final long MAC = 0x020000000001L;
    private static final String UUID = "10325476-98ba-dcfe-0001-020304050607";

    private final LocalHosts first = new LocalHosts();
    private final LocalHosts second = new LocalHosts();
    private final Observatory observatory = new Observatory(first);
    private final Observatory elsewhere = new Observatory(second);
    private final Announced announced = new Announced(observatory);
    private final Announced announcedElsewhere = new Announced(elsewhere);
    private List<KnownHost> firstKnown = List.of();
    private List<KnownHost> secondKnown = List.of();

    private HostTable table() {
        firstKnown = first.changes().orElse(firstKnown);
        secondKnown = second.changes().orElse(secondKnown);
        HostTable table = HostTable.of(List.of(firstKnown, secondKnown));
        List<List<KnownHost>> turned = new ArrayList<>(List.of(secondKnown, firstKnown));
        assertThat(String.valueOf(HostTable.of(turned).withMac(MAC)))
                .as("in whatever order shards are put together")
                .isEqualTo(String.valueOf(table.withMac(MAC)));
        return table;
    }

    private String owner() {
        KnownHost host = table().withMac(MAC);
        return host == null ? "" : host.agent() + " " + host.dataSource();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void findsHostsOfAllShardsByAnAdapter() {
        announced.host("10.0.0.1", 2, 1, "web-1", "020000000001", "020000000002");
        announcedElsewhere.host("10.0.0.2", 2, 1, "web-2", "020000000003");
        HostTable table = table();
        assertThat(table.byMac(MAC, "host_name")).hasToString("web-1");
        assertThat(table.byMac(MAC + 1, "os_release")).hasToString("6.1");
        assertThat(table.byMac(MAC + 2, "host_name")).hasToString("web-2");
        assertThat(table.byMac(MAC + 3, "host_name")).isNull();
        assertThat(table.byMac(MAC, "load_one")).as("a number").isNull();
        assertThat(table.byMac(MAC, "no_such")).isNull();
    }

    @Test
    void virtualMachinesAnswerOnlyNamesOfTheirOwn() {
        announced.host("10.0.0.1", 2, 1, "metal", "020000000009");
        announced.host("10.0.0.1", 3, 100_001, "guest", "020000000001");
        assertThat(table().byMac(MAC, "host_name")).isNull();
        assertThat(table().byMac(MAC, "vir_host_name")).hasToString("guest");
        assertThat(table().byMac(0x020000000009L, "vir_host_name")).isNull();
    }

    @Test
    void findsTheHostOfAnAgentByTheAddressOfTheAgent() {
        announced.host("2001:db8::1", 2, 7, "pi");
        announced.host("10.0.0.1", 2, 1, "web-1");
        announced.host("10.0.0.1", 3, 100_001, "guest");
        assertThat(table().byAddress(false, 0, 0x0A000001, "host_name")).hasToString("web-1");
        assertThat(table().byAddress(true, 0x20010db800000000L, 1, "host_name")).hasToString("pi");
        assertThat(table().byAddress(false, 0, 0x0A000002, "host_name")).isNull();
        assertThat(table().byAddress(true, 0, 0x0A000001, "host_name")).isNull();
    }

    @Test
    void findsAHostByItsUuidInEitherCase() {
        announced.host("10.0.0.1", 2, 1, "web-1");
        byte[] upper = utf8("x" + UUID.toUpperCase(Locale.ROOT));
        assertThat(table().byUuid(utf8(UUID), 0, 36, "host_name")).hasToString("web-1");
        assertThat(table().byUuid(upper, 1, 37, "host_name")).hasToString("web-1");
        for (String other : List.of("", UUID.replace('1', '2'), UUID.replace('-', '0'), "web-1", UUID + "0")) {
            assertThat(table().byUuid(utf8(other), 0, utf8(other).length, "host_name"))
                    .as(other)
                    .isNull();
        }
    }

    @Test
    void givesAnAddressToTheHostThatBeganToNameItLast() {
        announced.host("10.0.0.1", 3, 100_001, "guest", "020000000001");
        elsewhere.at(10);
        announcedElsewhere.host("10.0.0.2", 3, 100_001, "guest", "020000000001");
        assertThat(owner()).isEqualTo("10.0.0.2 3.100001");
        observatory.at(20);
        announced.host("10.0.0.1", 3, 100_001, "guest", "020000000001");
        assertThat(owner()).as("naming it again is nothing new").isEqualTo("10.0.0.2 3.100001");
        observatory.at(30);
        announced.host("10.0.0.1", 3, 100_001, "guest", "020000000009");
        observatory.at(40);
        announced.host("10.0.0.1", 3, 100_001, "guest", "020000000009", "020000000001");
        assertThat(owner()).isEqualTo("10.0.0.1 3.100001");
    }

    @Test
    void givesAnAddressNamedByTwoAtOnceToTheFirstInOrder() {
        announced.host("10.0.0.2", 2, 1, "b", "020000000001");
        announcedElsewhere.host("10.0.0.1", 2, 1, "a", "020000000001");
        assertThat(owner()).isEqualTo("10.0.0.1 2.1");
    }

    @Test
    void tellsChangesOnly() {
        assertThat(first.changes()).isEmpty();
        announced.host("10.0.0.1", 2, 1, "web-1", "020000000001");
        assertThat(first.changes()).isPresent();
        observatory.at(10);
        announced.host("10.0.0.1", 2, 1, "web-1", "020000000001");
        assertThat(first.changes()).as("the same again").isEmpty();
        observatory.at(20);
        announced.host("10.0.0.1", 2, 1, "web-2", "020000000001");
        assertThat(first.changes())
                .hasValueSatisfying(hosts -> assertThat(hosts)
                        .singleElement()
                        .satisfies(host -> assertThat(host.text("host_name")).hasToString("web-2")));
        observatory.at(30);
        announced.host("10.0.0.1", 2, 1, "web-2", "020000000001", "020000000002");
        assertThat(first.changes()).isPresent();
        observatory.at(700).sweep();
        assertThat(first.changes()).as("silent for too long").contains(List.of());
    }

    @Test
    void portsAreNoHosts() {
        announced.port("10.0.0.1", 1, "swp1");
        assertThat(first.changes()).isEmpty();
    }

    @Test
    void asksWithoutAllocation() {
        String[] macs = new String[500];
        for (int i = 0; i < macs.length; i++) {
            macs[i] = String.format("02000000%04x", i);
        }
        announced.host("10.0.0.1", 2, 1, "web-1", macs);
        HostTable table = table();
        assertThat(table.size()).isEqualTo(502);
        byte[] uuid = utf8(UUID);
        long[] found = new long[1];
        assertThat(Allocation.ofWarm(1000, () -> {
                    for (int i = 0; i < 1000; i++) {
                        found[0] += table.byMac(0x020000000000L + i, "host_name") == null ? 0 : 1;
                        found[0] += table.byAddress(false, 0, 0x0A000001, "host_name") == null ? 0 : 1;
                        found[0] += table.byUuid(uuid, 0, 36, "host_name") == null ? 0 : 1;
                    }
                }))
                .isZero();
        assertThat(found[0]).isPositive();
        assertThat(found[0] % 2500).isZero();
    }

    @Test
    void doesNotDependOnTheOrderHostsCameIn() {
        String[] agents = {"10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"};
        List<String> owners = new ArrayList<>();
        for (int turn = 0; turn < 2; turn++) {
            LocalHosts hosts = new LocalHosts();
            Announced said = new Announced(new Observatory(hosts));
            List<String> order = Arrays.asList(agents);
            if (turn == 1) {
                Collections.reverse(order);
            }
            order.forEach(agent -> said.host(agent, 2, 1, "h" + agent, "020000000001"));
            owners.add(String.valueOf(
                    HostTable.of(List.of(hosts.changes().orElseThrow())).byMac(MAC, "host_name")));
        }
        assertThat(owners).containsExactly("h10.0.0.1", "h10.0.0.1");
    }
}
