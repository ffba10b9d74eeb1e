package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.sflow.Field;
import weir.sflow.Structure;
import weir.sflow.StructureTable;
import weir.testing.SharedData;

/** A Linux host with all groups of host counters, beside another decoder and what its kernel itself counted. */
class TestbedHostTest {

    private static final String CAPTURE = "testbed-host";
    private static final String AGENT = "10.255.0.101";
    private static final DataSourceId HOST = DataSourceId.of(2, 1);
    private static final DataSourceId PORT = DataSourceId.of(0, 511);
    private static final int EXPORTS = 13;

    private static final List<String> HOST_METRICS = names("""
            host_name uuid machine_type os_name os_release
            load_one load_five load_fifteen load_one_per_cpu load_five_per_cpu load_fifteen_per_cpu
            proc_run proc_total cpu_num cpu_speed uptime
            cpu_user cpu_nice cpu_system cpu_idle cpu_wio cpu_intr cpu_sintr cpu_steal cpu_guest cpu_guest_nice
            cpu_utilization interrupts contexts
            mem_total mem_free mem_shared mem_buffers mem_cached swap_total swap_free mem_used mem_utilization
            page_in page_out swap_in swap_out
            disk_total disk_free disk_utilization part_max_used
            reads writes bytes_read bytes_written read_time write_time
            bytes_in bytes_out pkts_in errs_in drops_in pkts_out errs_out drops_out
            ip_forwarding ip_defaultttl ip_inreceives ip_inhdrerrors ip_inaddrerrors ip_forwdatagrams
            ip_inunknownprotos ip_indiscards ip_indelivers ip_outrequests ip_outdiscards ip_outnoroutes
            ip_reasmtimeout ip_reasmreqds ip_reasmoks ip_reasmfails ip_fragoks ip_fragfails ip_fragcreates
            icmp_inmsgs icmp_inerrors icmp_indestunreachs icmp_intimeexcds icmp_inparamprobs icmp_insrcquenchs
            icmp_inredirects icmp_inechos icmp_inechoreps icmp_intimestamps icmp_inaddrmasks icmp_inaddrmaskreps
            icmp_outmsgs icmp_outerrors icmp_outdestunreachs icmp_outtimeexcds icmp_outparamprobs
            icmp_outsrcquenchs icmp_outredirects icmp_outechos icmp_outechoreps icmp_outtimestamps
            icmp_outtimestampreps icmp_outaddrmasks icmp_outaddrmaskreps
            tcp_rtoalgorithm tcp_rtomin tcp_rtomax tcp_maxconn tcp_currestab tcp_activeopens tcp_passiveopens
            tcp_attemptfails tcp_estabresets tcp_insegs tcp_outsegs tcp_retranssegs tcp_inerrs tcp_outrsts
            tcp_incsumerrs
            udp_indatagrams udp_noports udp_inerrors udp_outdatagrams udp_rcvbuferrors udp_sndbuferrors
            udp_incsumerrors""");

    private final Observatory observatory = new Observatory();

    private static List<String> names(String text) {
        return Stream.of(text.split("\\s+")).sorted().toList();
    }

    private MetricRow row(DataSourceId id) {
        return observatory.row(AGENT, id);
    }

    @Test
    void hasEveryMetricOfAHost() {
        observatory.capture(CAPTURE + ".pcap");
        assertThat(Observatory.values(row(HOST)).keySet()).containsExactlyElementsOf(HOST_METRICS);
        assertThat(Observatory.values(row(PORT))).containsOnlyKeys(names("""
                        ifadminstatus ifdirection ifindex ifindiscards ifinerrors ifinoctets ifinpkts
                        ifinucastpkts ifinutilization ifname ifoperstatus ifoutdiscards ifouterrors ifoutoctets ifoutpkts
                        ifoutucastpkts ifoututilization ifspeed iftype"""));
        assertThat(observatory.agent(AGENT).dataSources().keySet()).containsExactly(PORT, HOST);
    }

    @Test
    void hasThemInTheirUnits() {
        observatory.capture(CAPTURE + ".pcap");
        MetricRow row = row(HOST);
        assertThat(row.text("host_name")).isEqualTo("host1");
        assertThat(row.text("os_name")).isEqualTo("linux");
        assertThat(row.text("machine_type")).isEqualTo("x86_64");
        assertThat(row.number("tcp_maxconn")).isEqualTo(4294967295.0);
        double shares = 0;
        for (String share : names("cpu_user cpu_nice cpu_system cpu_idle cpu_wio cpu_intr cpu_sintr cpu_steal")) {
            assertThat(row.number(share)).isBetween(0.0, 100.0);
            shares += row.number(share);
        }
        assertThat(shares).isCloseTo(100, within(1e-9));
        assertThat(row.number("cpu_utilization")).isEqualTo(100 - row.number("cpu_idle"));
        assertThat(row.number("mem_used"))
                .isEqualTo(row.number("mem_total")
                        - row.number("mem_free")
                        - row.number("mem_buffers")
                        - row.number("mem_cached"));
        for (String percent : names("mem_utilization disk_utilization part_max_used")) {
            assertThat(row.number(percent)).as(percent).isBetween(1.0, 100.0);
        }
        assertThat(row.number("load_one_per_cpu")).isEqualTo(row.number("load_one") / row.number("cpu_num"));
    }

    /** Every gauge and every rate of every export, made anew from what another decoder read. */
    @Test
    void agreesWithAnotherDecoderInEveryValue() {
        List<List<GoldenCounters.Sample>> golden = GoldenCounters.of(CAPTURE);
        Map<String, Map<String, String>> before = new HashMap<>();
        Map<String, Long> times = new HashMap<>();
        List<String> compared = new ArrayList<>();
        observatory.capture(CAPTURE + ".pcap", number -> {
            for (GoldenCounters.Sample sample : golden.get(number)) {
                MetricRow row = row(sample.dataSource().equals("2:1") ? HOST : PORT);
                Map<String, String> old = before.put(sample.dataSource(), sample.fields());
                Long oldTime = times.put(sample.dataSource(), observatory.now());
                fields().forEach(field -> {
                    Double expected = expected(field, sample.fields(), old, oldTime);
                    if (expected != null) {
                        assertThat(row.number(field.metric()))
                                .as(field.metric())
                                .isEqualTo(expected);
                        compared.add(field.metric());
                    }
                });
            }
        });
        assertThat(compared).hasSizeGreaterThan(EXPORTS * 90).contains("ip_inreceives", "ifinoctets", "mem_total");
    }

    private static Stream<Field> fields() {
        return StructureTable.standard()
                .all()
                .filter(structure -> structure.kind() == Structure.Kind.COUNTER
                        && (structure.tag() == 1 || structure.tag() >= 2003 && structure.tag() <= 2010))
                .flatMap(structure -> structure.fields().stream())
                .filter(field -> !field.label().isEmpty());
    }

    private Double expected(Field field, Map<String, String> fields, Map<String, String> old, Long oldTime) {
        String sent = fields.get(field.label());
        if (sent == null || sent.equals("4294967295") || sent.equals("-1")) {
            return null;
        }
        return switch (field.as()) {
            case "gauge" -> field.label().startsWith("cpu_load") ? null : Double.valueOf(sent);
            case "rate" -> {
                if (old == null) {
                    yield null;
                }
                double seconds = (observatory.now() - oldTime) / 1e9;
                yield (Long.parseLong(sent) - Long.parseLong(old.get(field.label()))) / seconds;
            }
            default -> null;
        };
    }

    /**
     * What the kernel counted while the traffic ran. The start was read before the first export, the end between the
     * eleventh and the twelfth.
     */
    @ParameterizedTest
    @CsvSource({
        "Ip, InReceives, ip_inreceives",
        "Ip, InDelivers, ip_indelivers",
        "Ip, OutRequests, ip_outrequests",
        "Ip, InDiscards, ip_indiscards",
        "Ip, ForwDatagrams, ip_forwdatagrams",
        "Tcp, InSegs, tcp_insegs",
        "Tcp, OutSegs, tcp_outsegs",
        "Tcp, RetransSegs, tcp_retranssegs",
        "Tcp, ActiveOpens, tcp_activeopens",
        "Tcp, AttemptFails, tcp_attemptfails",
        "Tcp, OutRsts, tcp_outrsts",
        "Udp, InDatagrams, udp_indatagrams",
        "Udp, OutDatagrams, udp_outdatagrams",
        "Udp, NoPorts, udp_noports",
        "Udp, InErrors, udp_inerrors",
        // This kernel has columns the agent does not know, which shifts its names of ICMP counters. They are kept.
        "Icmp, InMsgs, icmp_inmsgs",
        "Icmp, InDestUnreachs, icmp_intimeexcds",
        "Icmp, InEchoReps, icmp_intimestamps",
        "Icmp, OutMsgs, icmp_outdestunreachs",
        "Icmp, OutEchos, icmp_outaddrmasks",
    })
    void agreesWithWhatTheKernelCounted(String protocol, String counter, String metric) throws Exception {
        JsonNode truth = new JsonMapper()
                .readTree(SharedData.path(CAPTURE + ".truth.json").toFile());
        long counted = truth.at("/proc_net_snmp_end/" + protocol + "/" + counter)
                        .asLong()
                - truth.at("/proc_net_snmp_start/" + protocol + "/" + counter).asLong();
        double[] totals = totals(metric);
        assertThat(totals).hasSize(EXPORTS);
        assertThat(totals[10]).as("up to the eleventh export").isLessThanOrEqualTo(counted + 1e-6);
        double largestStep = 0;
        for (int i = 1; i < 12; i++) {
            largestStep = Math.max(largestStep, totals[i] - totals[i - 1]);
        }
        assertThat(counted - totals[11])
                .as(String.format(Locale.ROOT, "%d counted, %.1f up to the twelfth export", counted, totals[11]))
                .isLessThanOrEqualTo(largestStep);
    }

    /** Rate times interval, added up from the first export to each. */
    private double[] totals(String metric) {
        List<Double> totals = new ArrayList<>();
        long[] last = {0};
        observatory.capture(CAPTURE + ".pcap", number -> {
            DataSource source = observatory.agent(AGENT).dataSource(HOST);
            MetricBlock block = source == null ? null : source.row().find("ip_defaultttl");
            if (source == null || block == null || block.updated() == last[0]) {
                return;
            }
            double seconds = (block.updated() - last[0]) / 1e9;
            last[0] = block.updated();
            double rate = source.row().number(metric);
            totals.add(totals.isEmpty() ? 0 : totals.getLast() + rate * seconds);
        });
        return totals.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
