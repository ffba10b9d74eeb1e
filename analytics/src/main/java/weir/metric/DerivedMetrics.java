package weir.metric;

import java.util.ArrayList;
import java.util.List;
import weir.metric.DerivedMetric.ToNumber;
import weir.metric.DerivedMetric.ToText;
import weir.sflow.DataFormat;

/**
 * The table of metrics that are computed from several fields of a record.
 *
 * <p>Absent arguments make a metric absent, except in sums, which add what there is: an agent that does not count
 * multicast still has a number of packets. A quotient whose divisor is 0 is absent.
 */
final class DerivedMetrics {

    private static final List<DerivedMetric> ALL = rows();

    private DerivedMetrics() {}

    /** The rows, in the order of the reference page; a row comes after those whose names it takes as arguments. */
    static List<DerivedMetric> all() {
        return ALL;
    }

    /** The rows of one structure. */
    static List<DerivedMetric> of(int tag) {
        String format = DataFormat.text(tag);
        return ALL.stream().filter(row -> row.format().equals(format)).toList();
    }

    private static List<DerivedMetric> rows() {
        List<DerivedMetric> rows = new ArrayList<>();
        interfaces(rows);
        switches(rows);
        hosts(rows);
        applications(rows);
        return List.copyOf(rows);
    }

    private static void interfaces(List<DerivedMetric> rows) {
        for (String way : List.of("in", "out")) {
            sum(
                    rows,
                    "0:1",
                    "if" + way + "pkts",
                    "packets/s",
                    "packets of all kinds",
                    "if" + way + "ucastpkts",
                    "if" + way + "multicastpkts",
                    "if" + way + "broadcastpkts");
            number(
                    rows,
                    "0:1",
                    "if" + way + "utilization",
                    "%",
                    "`if" + way
                            + "octets` × 800 ÷ `ifspeed`; absent when the speed is 0 or unknown, or `iftype` is `other`",
                    DerivedMetrics::utilization,
                    "if" + way + "octets",
                    "ifspeed",
                    "field:ifType");
        }
        number(
                rows,
                "0:1003",
                "queue_#_length",
                "segments",
                "mean length of the queue found by arriving segments, from the middles of the counted ranges",
                DerivedMetrics::meanLength,
                "delta:queueLength0",
                "delta:queueLength1",
                "delta:queueLength2",
                "delta:queueLength4",
                "delta:queueLength8",
                "delta:queueLength32",
                "delta:queueLength128",
                "delta:queueLength1024",
                "delta:queueLengthMore");
    }

    private static void switches(List<DerivedMetric> rows) {
        usedShare(rows, "0:1001", "mem_utilization", "mem_total", "mem_free");
        for (String table : List.of("host", "ipv4", "ipv6", "ipv4_ipv6", "long_ipv6")) {
            share(
                    rows,
                    "4413:3",
                    "bcm_" + table + "_utilization",
                    "bcm_" + table + "_entries",
                    "bcm_" + table + "_entries_max");
        }
        for (String table : List.of("total_routes", "ecmp_nexthops")) {
            share(rows, "4413:3", "bcm_" + table + "_utilization", "bcm_" + table, "bcm_" + table + "_max");
        }
        share(rows, "4413:3", "bcm_mac_utilization", "bcm_mac_entries", "bcm_mac_entries_max");
        for (String way : List.of("ingress", "egress")) {
            String acl = "bcm_acl_" + way;
            share(rows, "4413:3", acl + "_utilization", acl + "_entries", acl + "_entries_max");
            for (String part : List.of("counters", "meters", "slices")) {
                String table = acl + "_" + part;
                share(rows, "4413:3", table + "_utilization", table, table + "_max");
            }
        }
    }

    private static void hosts(List<DerivedMetric> rows) {
        text(
                rows,
                "0:2002",
                "host_parent",
                "data source of the host that holds this one, as `class.index`",
                a -> TextValue.dataSource(a[0], a[1]),
                "field:container_type",
                "field:container_index");
        for (String load : List.of("load_one", "load_five", "load_fifteen")) {
            number(
                    rows,
                    "0:2003",
                    load + "_per_cpu",
                    "",
                    "`" + load + "` ÷ `cpu_num`",
                    a -> Interval.ratio(a[0], a[1]),
                    load,
                    "cpu_num");
        }
        number(rows, "0:2003", "cpu_utilization", "%", "100 − `cpu_idle`", a -> 100 - a[0], "cpu_idle");
        number(
                rows,
                "0:2004",
                "mem_used",
                "B",
                "`mem_total` − `mem_free` − `mem_buffers` − `mem_cached`",
                a -> a[0] - a[1] - a[2] - a[3],
                "mem_total",
                "mem_free",
                "mem_buffers",
                "mem_cached");
        share(rows, "0:2004", "mem_utilization", "mem_used", "mem_total");
        usedShare(rows, "0:2005", "disk_utilization", "disk_total", "disk_free");
        number(
                rows,
                "0:2102",
                "vir_mem_free",
                "B",
                "`vir_mem_total` − `vir_mem_used`",
                a -> a[0] - a[1],
                "vir_mem_total",
                "vir_mem_used");
        share(rows, "0:2102", "vir_mem_utilization", "vir_mem_used", "vir_mem_total");
        number(
                rows,
                "5703:1",
                "nvml_memused",
                "B",
                "`nvml_memtotal` − `nvml_memfree`",
                a -> a[0] - a[1],
                "nvml_memtotal",
                "nvml_memfree");
        share(rows, "5703:1", "nvml_memutilization", "nvml_memused", "nvml_memtotal");
    }

    private static void applications(List<DerivedMetric> rows) {
        sum(
                rows,
                "0:2201",
                "http_requests",
                "1/s",
                "requests of all methods",
                "http_method_option",
                "http_method_get",
                "http_method_head",
                "http_method_post",
                "http_method_put",
                "http_method_delete",
                "http_method_trace",
                "http_method_connect",
                "http_method_other");
        sum(
                rows,
                "0:2202",
                "app_requests",
                "1/s",
                "requests of all outcomes",
                "app_success",
                "app_other",
                "app_timeout",
                "app_internal_error",
                "app_bad_request",
                "app_forbidden",
                "app_too_large",
                "app_not_implemented",
                "app_not_found",
                "app_unavailable",
                "app_unauthorized");
        share(rows, "0:2203", "app_mem_utilization", "app_mem_used", "app_mem_max");
        share(rows, "0:2203", "app_fd_utilization", "app_fd_open", "app_fd_max");
        share(rows, "0:2203", "app_conn_utilization", "app_conn_open", "app_conn_max");
        share(rows, "0:2206", "workers_utilization", "workers_active", "workers_max");
        sum(
                rows,
                "0:2204",
                "memcache_requests",
                "1/s",
                "commands of all kinds",
                "memcache_cmdset",
                "memcache_cmdtouch",
                "memcache_cmdflush",
                "memcache_gethits",
                "memcache_getmisses",
                "memcache_deletehits",
                "memcache_deletemisses",
                "memcache_incrhits",
                "memcache_incrmisses",
                "memcache_decrhits",
                "memcache_decrmisses",
                "memcache_cashits",
                "memcache_casmisses",
                "memcache_casbadval",
                "memcache_authcmds",
                "memcache_autherrors");
        partOfBoth(rows, "0:2204", "memcache_hitrate", "memcache_gethits", "memcache_getmisses");
        number(
                rows,
                "0:2204",
                "memcache_missrate",
                "%",
                "100 − `memcache_hitrate`",
                a -> 100 - a[0],
                "memcache_hitrate");
        partOfBoth(rows, "0:2207", "ovs_dp_hitrate", "ovs_dp_hits", "ovs_dp_misses");
        partOfBoth(rows, "0:2207", "ovs_dp_missrate", "ovs_dp_misses", "ovs_dp_hits");
        number(
                rows,
                "0:2207",
                "ovs_dp_maskhitsperpacket",
                "",
                "`ovs_mask_hits` ÷ (`ovs_dp_hits` + `ovs_dp_misses`)",
                a -> Interval.ratio(a[0], a[1] + a[2]),
                "ovs_mask_hits",
                "ovs_dp_hits",
                "ovs_dp_misses");
    }

    private static void sum(
            List<DerivedMetric> rows, String format, String name, String unit, String what, String... parts) {
        String sentence = what + ": `" + String.join("` + `", parts) + "`, as far as they are known";
        number(rows, format, name, unit, sentence, DerivedMetrics::sumOfKnown, parts);
    }

    private static void share(List<DerivedMetric> rows, String format, String name, String part, String whole) {
        number(
                rows,
                format,
                name,
                "%",
                "`" + part + "` ÷ `" + whole + "` × 100",
                a -> Interval.ratio(a[0], a[1]) * 100,
                part,
                whole);
    }

    private static void usedShare(List<DerivedMetric> rows, String format, String name, String total, String free) {
        number(
                rows,
                format,
                name,
                "%",
                "(`" + total + "` − `" + free + "`) ÷ `" + total + "` × 100",
                a -> Interval.ratio(a[0] - a[1], a[0]) * 100,
                total,
                free);
    }

    private static void partOfBoth(List<DerivedMetric> rows, String format, String name, String part, String rest) {
        number(
                rows,
                format,
                name,
                "%",
                "`" + part + "` ÷ (`" + part + "` + `" + rest + "`) × 100",
                a -> Interval.ratio(a[0], a[0] + a[1]) * 100,
                part,
                rest);
    }

    private static void number(
            List<DerivedMetric> rows,
            String format,
            String name,
            String unit,
            String sentence,
            ToNumber formula,
            String... arguments) {
        rows.add(new DerivedMetric(format, name, unit, sentence, List.of(arguments), formula));
    }

    private static void text(
            List<DerivedMetric> rows,
            String format,
            String name,
            String sentence,
            ToText formula,
            String... arguments) {
        rows.add(new DerivedMetric(format, name, "", sentence, List.of(arguments), formula));
    }

    private static double sumOfKnown(double[] parts) {
        double sum = Double.NaN;
        for (double part : parts) {
            if (!Double.isNaN(part)) {
                sum = Double.isNaN(sum) ? part : sum + part;
            }
        }
        return sum;
    }

    /** Some routers send service numbers in the place of the speed, on interfaces of type {@code other}. */
    private static double utilization(double[] arguments) {
        boolean otherType = arguments[2] == 1;
        return otherType ? Double.NaN : Interval.ratio(arguments[0] * 800, arguments[1]);
    }

    /** Ranges counted: 0, 1, 2, 3-4, 5-8, 9-32, 33-128, 129-1024 and more. */
    private static double meanLength(double[] counts) {
        double[] middles = {0, 1, 2, 3.5, 6.5, 20.5, 80.5, 576.5, 1025};
        double segments = 0;
        double weighted = 0;
        for (int i = 0; i < middles.length; i++) {
            segments += counts[i];
            weighted += counts[i] * middles[i];
        }
        return Interval.ratio(weighted, segments);
    }
}
