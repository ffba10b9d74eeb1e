package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recorded leaf and spine fabric is known to hold. */
class EcmpCaptureTest {

    private static final DataSourceId HOST = DataSourceId.of(2, 1);
    private static Observatory fabric = new Observatory();

    @BeforeAll
    static void replay() {
        fabric = new Observatory().capture("ecmp.pcap.gz");
    }

    private static MetricRow port(String agent, long ifIndex) {
        return fabric.row(agent, DataSourceId.of(0, ifIndex));
    }

    @Test
    void knowsFourSwitchesByName() {
        assertThat(fabric.directory().agents())
                .extracting(agent ->
                        agent.address().toString() + " " + agent.hostName().orElse(""))
                .containsExactly(
                        "192.168.0.11 leaf1", "192.168.0.12 leaf2", "192.168.0.13 spine1", "192.168.0.14 spine2");
    }

    @ParameterizedTest
    @CsvSource({"192.168.0.11, 2929, 39", "192.168.0.12, 2906, 39", "192.168.0.13, 1347, 53", "192.168.0.14, 2097, 53"})
    void countsWhatEachSwitchSent(String agent, long datagrams, long dataSources) {
        AgentStatus status = fabric.agent(agent).status(fabric.now());
        assertThat(status.datagrams()).isEqualTo(new AgentStatus.DatagramCounts(datagrams, 0, 0, 0));
        assertThat(status.counters().dataSources()).isEqualTo(dataSources);
        assertThat(status.counters().lost()).isZero();
        assertThat(status.flows().lost()).isZero();
        assertThat(status.flows().drops()).isZero();
        assertThat(status.samplingRates()).contains(new AgentStatus.SamplingRates(20_000, 20_000));
        assertThat(status.datagramSources()).singleElement().hasToString(agent);
        assertThat(status.restarts() + status.addressConflicts()).isZero();
    }

    @Test
    void countsSamplesAfterTheFirstOfEachDataSource() {
        long flows = 0;
        long counters = 0;
        for (Agent agent : fabric.directory().agents()) {
            flows += agent.status(fabric.now()).flows().samples();
            counters += agent.status(fabric.now()).counters().samples();
        }
        assertThat(flows).isEqualTo(52_785 - 16);
        assertThat(counters).isEqualTo(3682 - 184);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.0.11", "192.168.0.12"})
    void namesThePortsOfLeafs(String leaf) {
        assertThat(List.of(3, 4, 5, 6, 37, 38))
                .extracting(ifIndex -> port(leaf, ifIndex).text("ifname"))
                .containsExactly("swp1s0", "swp1s1", "swp1s2", "swp1s3", "swp32s0", "swp32s1");
    }

    @Test
    void hasSpeedsAndUtilisationsOfPortsThatAreUpOnly() {
        for (Agent agent : fabric.directory().agents()) {
            TreeSet<Long> up = new TreeSet<>();
            for (DataSource source : agent.dataSources().values()) {
                if (!source.id().isInterface()) {
                    continue;
                }
                MetricRow row = source.row();
                boolean fast = row.number("ifspeed") == 1e10;
                assertThat(fast || row.number("ifspeed") == 0).isTrue();
                assertThat(row.number("ifinutilization") >= 0).isEqualTo(fast);
                assertThat(row.number("ifoututilization") >= 0).isEqualTo(fast);
                assertThat(row.text("ifoperstatus")).isEqualTo(fast ? "up" : "down");
                assertThat(row.text("ifindex")).isEqualTo(source.id().toString());
                if (fast) {
                    up.add(source.id().index());
                }
            }
            boolean leaf = agent.hostName().orElse("").startsWith("leaf");
            assertThat(up)
                    .containsExactlyElementsOf(leaf ? List.of(3L, 4L, 5L, 6L, 37L, 38L) : List.of(51L, 52L, 53L, 54L));
        }
    }

    @Test
    void describesTheSwitches() {
        for (Agent agent : fabric.directory().agents()) {
            MetricRow row = Objects.requireNonNull(agent.host()).row();
            assertThat(row.text("machine_type")).isEqualTo("powerpc");
            assertThat(row.text("os_name")).isEqualTo("linux");
            assertThat(row.text("os_release")).isEqualTo("3.2.60-1+deb7u1+cl2.5+1");
        }
    }

    @Test
    void hasTheKnownFamiliesOfMetrics() {
        TreeSet<String> families = new TreeSet<>();
        TreeSet<String> names = new TreeSet<>();
        for (Agent agent : fabric.directory().agents()) {
            for (String name : Observatory.values(fabric.row(agent.address().toString(), HOST))
                    .keySet()) {
                names.add(name);
                families.add(name.replaceAll("_.*", ""));
            }
        }
        assertThat(families)
                .contains("bcm", "load", "cpu", "mem", "disk", "bytes")
                .doesNotContain("ip", "icmp", "tcp", "udp");
        assertThat(names)
                .contains(
                        "load_fifteen_per_cpu",
                        "cpu_utilization",
                        "mem_utilization",
                        "disk_utilization",
                        "drops_out",
                        "bcm_host_utilization",
                        "bcm_acl_egress_slices_utilization",
                        "bcm_ipv6_routes")
                .filteredOn(name -> name.startsWith("bcm_") && !name.endsWith("_utilization"))
                .hasSize(36);
    }

    @Test
    void switchesTellTheirMacAddresses() {
        Map<Long, Agent> owners = new HashMap<>();
        for (Agent agent : fabric.directory().agents()) {
            Adapters adapters = Objects.requireNonNull(agent.host()).adapters();
            assertThat(adapters.size()).isPositive();
            for (int i = 0; i < adapters.size(); i++) {
                assertThat(owners.put(adapters.mac(i), agent)).isIn(null, agent);
            }
        }
        assertThat(owners).hasSize(6).containsKey(0x6C641A001A80L);
    }
}
