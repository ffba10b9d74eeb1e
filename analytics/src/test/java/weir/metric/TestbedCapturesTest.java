package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import weir.metric.AgentStatus.DatagramCounts;

/** Applications, custom metrics, software switches and an IPv6 agent as they were recorded. */
class TestbedCapturesTest {

    private static final String HOST = "10.255.0.102";
    private static final DataSourceId DEPOT = DataSourceId.of(3, 150_001);
    private static final DataSourceId SENSOR = DataSourceId.named("sensor1");

    private final Observatory observatory = new Observatory();

    private AgentStatus status(String agent) {
        return observatory.agent(agent).status(observatory.now());
    }

    @Test
    void measuresAnApplication() {
        observatory.capture("testbed-app.pcap");
        assertThat(Observatory.values(observatory.row(HOST, DEPOT)))
                .containsOnlyKeys(
                        "host_parent",
                        "app_name",
                        "app_success",
                        "app_timeout",
                        "app_not_found",
                        "app_unauthorized",
                        "app_requests",
                        "app_usertime",
                        "app_systemtime",
                        "app_mem_used",
                        "app_mem_max",
                        "app_fd_open",
                        "app_fd_max",
                        "app_conn_open",
                        "app_conn_max",
                        "app_mem_utilization",
                        "app_fd_utilization",
                        "app_conn_utilization",
                        "workers_active",
                        "workers_idle",
                        "workers_max",
                        "workers_utilization",
                        "req_delayed",
                        "req_dropped")
                .containsEntry("app_name", "depot")
                .containsEntry("host_parent", "2.1")
                .containsEntry("app_mem_utilization", 50.0)
                .containsEntry("app_conn_utilization", 4.0)
                .containsEntry("workers_utilization", 12.5);
        MetricRow row = observatory.row(HOST, DEPOT);
        assertThat(row.number("app_requests"))
                .isEqualTo(row.number("app_success")
                        + row.number("app_timeout")
                        + row.number("app_not_found")
                        + row.number("app_unauthorized"));
        assertThat(observatory.agent(HOST).hostName()).contains("host2");
    }

    @Test
    void countsWhatTheApplicationGaveToItsAgent() {
        observatory.capture("testbed-app.pcap");
        AgentStatus status = status(HOST);
        assertThat(status.flows().samples()).isEqualTo(342 - 1);
        assertThat(status.flows().dataSources()).isEqualTo(1);
        assertThat(status.counters().samples()).isEqualTo(76 - 2);
        assertThat(status.counters().dataSources()).isEqualTo(2);
        assertThat(status.customSamples()).isEqualTo(136);
        assertThat(status.datagrams().received()).isEqualTo(143);
        assertThat(status.datagrams().lost()).isZero();
        assertThat(observatory.agent(HOST).dataSources().keySet())
                .extracting(Object::toString)
                .containsExactly("2.1", "3.150000", "3.150001", "probe1", "sensor1");
    }

    @Test
    void followsCustomMetricsOfEveryType() {
        List<Double> totals = new ArrayList<>();
        long[] last = {0};
        observatory.capture("testbed-app.pcap", number -> {
            Agent agent = observatory.findAgent(HOST);
            DataSource sensor = agent == null ? null : agent.dataSource(SENSOR);
            MetricBlock block = sensor == null ? null : sensor.row().find("g32");
            if (block == null || block.updated() == last[0]) {
                return;
            }
            MetricRow row = Objects.requireNonNull(sensor).row();
            if (totals.isEmpty()) {
                assertThat(row.number("c32")).isNaN();
                totals.add(0.0);
            } else {
                double seconds = (block.updated() - last[0]) / 1e9;
                assertThat(row.number("c64")).isCloseTo(100_000 * row.number("c32"), within(1e-3));
                totals.add(totals.getLast() + row.number("c32") * seconds);
            }
            last[0] = block.updated();
            double step = row.number("g32") / 5;
            assertThat(row.number("temp")).isCloseTo(20.5 + 0.05 * step, within(1e-6));
            assertThat(row.number("g64")).isEqualTo(step * 25_000_000_000.0);
            assertThat(row.number("dbl")).isCloseTo(step * 5 / 3, within(1e-6));
            assertThat(row.text("name")).isEqualTo("rack-7");
        });
        assertThat(totals).hasSize(68);
        assertThat(totals.getLast()).isCloseTo(67 * 50, within(1e-6));
    }

    @Test
    void measuresSoftwareSwitchesWithSeveralSubAgents() {
        observatory.capture("testbed-ovs.pcap");
        for (String agent : List.of("10.255.0.31", "10.255.0.32")) {
            AgentStatus status = status(agent);
            assertThat(status.subAgents()).isEqualTo(2);
            assertThat(status.counters().dataSources()).isEqualTo(11);
            assertThat(status.restarts()).isZero();
            assertThat(status.addressConflicts()).isZero();
            assertThat(status.samplingRates()).contains(new AgentStatus.SamplingRates(32, 64));
        }
        MetricRow bridge = observatory.row("10.255.0.31", DataSourceId.of(2, 1001));
        assertThat(Observatory.values(bridge))
                .as("mask hits are unknown, and so is what is made of them")
                .containsOnlyKeys(
                        "app_usertime",
                        "app_systemtime",
                        "app_mem_used",
                        "app_mem_max",
                        "app_fd_open",
                        "app_fd_max",
                        "app_conn_open",
                        "app_conn_max",
                        "ovs_dp_hits",
                        "ovs_dp_misses",
                        "ovs_dp_lost",
                        "ovs_dp_flows",
                        "ovs_dp_hitrate",
                        "ovs_dp_missrate");
        assertThat(bridge.number("ovs_dp_hitrate") + bridge.number("ovs_dp_missrate"))
                .isCloseTo(100, within(1e-9));
        assertThat(bridge.number("ovs_dp_flows")).isEqualTo(35);
        MetricRow port = observatory.row("10.255.0.31", DataSourceId.of(0, 3));
        assertThat(port.text("ifname")).isEqualTo("brphy");
        assertThat(port.text("of_dpid")).isEqualTo("00005eea9461e941");
        assertThat(port.number("of_port")).isEqualTo(65_534);
        assertThat(port.number("eth_fcserrors")).isZero();
        assertThat(port.number("eth_latecollisions")).isNaN();
    }

    @Test
    void knowsTheNodesOfALeafAndSpineTestbed() {
        observatory.capture("testbed-leafspine.pcap");
        assertThat(observatory.directory().agents())
                .extracting(agent -> agent.address() + " " + agent.hostName().orElse(""))
                .containsExactly(
                        "10.255.0.1 spine1",
                        "10.255.0.2 spine2",
                        "10.255.0.11 leaf1",
                        "10.255.0.12 leaf2",
                        "10.255.0.101 host1",
                        "10.255.0.102 host2",
                        "10.255.0.103 host3",
                        "fd00:ff::104 host4");
        assertThat(observatory.directory().agents()).allSatisfy(agent -> {
            AgentStatus status = agent.status(observatory.now());
            assertThat(status.datagrams().lost()).isZero();
            assertThat(status.flows().lost()).isZero();
            assertThat(status.counters().lost()).isZero();
            assertThat(status.restarts()).isZero();
        });
        assertThat(status("fd00:ff::104").datagramSources()).singleElement().hasToString("fd00:ff::104");
        assertThat(observatory.row("10.255.0.11", DataSourceId.of(0, 303)).text("ifname"))
                .isEqualTo("swp3");
    }

    /** These switches leave out sequence numbers, as the numbers that another decoder printed show. */
    @Test
    void countsWhatSoftwareSwitchesLeaveOut() {
        observatory.capture("testbed-ovs.pcap");
        assertThat(status("10.255.0.31").datagrams()).isEqualTo(new DatagramCounts(451, 39 + 39, 0, 0));
        assertThat(status("10.255.0.32").datagrams()).isEqualTo(new DatagramCounts(547, 63 + 16, 0, 0));
        assertThat(status("10.255.0.31").flows().lost()).isEqualTo(161 + 168);
        assertThat(status("10.255.0.32").flows().lost()).isEqualTo(335 + 41);
        assertThat(status("10.255.0.31").counters().lost()).isEqualTo(8);
        assertThat(status("10.255.0.32").counters().lost()).isEqualTo(4);
    }
}
