package weir.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import weir.flow.ActiveFlow;
import weir.flow.AggMode;
import weir.flow.key.FlowDefinition;
import weir.lookup.Prefix;
import weir.net.IpAddress;

/**
 * How much traffic the prefixes of a router carry: measured by two flow definitions of our own for each router that agents
 * are bound to with a value, {@code _bgp_destination_…} and {@code _bgp_source_…}.
 *
 * <p>Thread: any.
 */
public final class BgpTraffic {

    private static final String DEFAULT_VALUE = "bytes";
    private static final double DEFAULT_SECONDS = 2;
    private static final int PREFIXES = 10_000;

    private final BgpService bgp;
    private final FlowService flows;
    /** Agents by the router they are bound to with a value. */
    private final Map<String, List<String>> measured = new ConcurrentHashMap<>();

    BgpTraffic(BgpService bgp, FlowService flows) {
        this.bgp = bgp;
        this.flows = flows;
    }

    /**
     * Which prefixes are asked for.
     *
     * @param maxPrefixes most prefixes to answer by their own value
     * @param minValue least value of a prefix
     * @param source whether traffic from the prefixes is meant, not to them
     * @param minPrefix shortest prefix length
     * @param includeCovered whether those that a listed one covers are listed too, whatever they carry
     * @param pruneCovered whether those are left out whose next hop is that of the listed one that covers them
     */
    public record Query(
            int maxPrefixes,
            double minValue,
            boolean source,
            int minPrefix,
            boolean includeCovered,
            boolean pruneCovered) {}

    /**
     * Measures what agents send to and from the prefixes of a router.
     *
     * @param agents as {@link BgpService#addSource} takes them
     * @param seconds smoothing time
     * @param value {@code bytes} or {@code frames}
     */
    public void measure(String agents, String router, Optional<Double> seconds, Optional<String> value) {
        for (boolean source : new boolean[] {false, true}) {
            String name = name(router, source);
            flows.define(FlowDefinition.of(
                    name,
                    Map.of(
                            "keys",
                            source ? "bgpsourceprefix" : "bgpdestinationprefix",
                            "value",
                            value.orElse(DEFAULT_VALUE),
                            "t",
                            seconds.orElse(DEFAULT_SECONDS),
                            "n",
                            PREFIXES)));
        }
        measured.compute(router, (same, known) -> {
            List<String> all = new ArrayList<>(known == null ? List.of() : known);
            if (!all.contains(agents)) {
                all.add(agents);
            }
            return List.copyOf(all);
        });
    }

    /** Measures it no more. */
    public void forget(String agents) {
        for (String router : measured.keySet()) {
            measured.computeIfPresent(router, (same, known) -> {
                List<String> others =
                        known.stream().filter(each -> !each.equals(agents)).toList();
                if (others.isEmpty()) {
                    flows.remove(name(router, false));
                    flows.remove(name(router, true));
                }
                return others.isEmpty() ? null : others;
            });
        }
    }

    private static String name(String router, boolean source) {
        return (source ? "_bgp_source_" : "_bgp_destination_") + router.replaceAll("[^A-Za-z0-9]", "_");
    }

    /**
     * The session with a router and the prefixes that carry the most traffic. Absent: empty when the session is down.
     *
     * @param v6 whether IPv6 prefixes are meant
     */
    public Optional<Map<String, Object>> topPrefixes(String router, boolean v6, Query query) {
        return bgp.session(router, v6).map(members -> {
            members.put("direction", query.source() ? "source" : "destination");
            if (query.maxPrefixes() > 0) {
                addPrefixes(members, router, v6, query);
            }
            return members;
        });
    }

    private void addPrefixes(Map<String, Object> members, String router, boolean v6, Query query) {
        TopPrefixes top = TopPrefixes.of(carried(router, query.source()), v6, query);
        if (query.pruneCovered()) {
            top.prune(prefix ->
                    bgp.learned(router, prefix).map(route -> route.route().nextHop()));
        }
        members.put("valueTotal", top.total());
        members.put("valueTopPrefixes", top.listed());
        if (top.total() > 0) {
            members.put("valuePercentCoverage", 100 * top.listed() / top.total());
        }
        boolean bare = query.source() && (query.includeCovered() || query.pruneCovered());
        members.put(
                "topPrefixes",
                top.entries().stream()
                        .map(entry -> members(router, entry, bare))
                        .toList());
    }

    private Map<String, Object> members(String router, TopPrefixes.Entry entry, boolean bare) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("prefix", entry.prefix().toString());
        members.put("value", entry.value());
        if (!bare) {
            bgp.learned(router, entry.prefix()).map(BgpRoutes::members).ifPresent(members::putAll);
        }
        if (!entry.children().isEmpty()) {
            members.put(
                    "children", entry.children().stream().map(Prefix::toString).toList());
        }
        entry.parent().ifPresent(parent -> members.put("parentprefix", parent.toString()));
        return members;
    }

    /**
     * The learned route that an address takes, with what its prefix sends and gets where that is measured. Absent: empty when
     * there is none, or the session is down.
     */
    public Optional<Map<String, Object>> prefixForAddress(String router, String address) {
        return IpAddress.parse(address)
                .flatMap(parsed -> bgp.learned(router, parsed))
                .map(route -> {
                    Map<String, Object> members = BgpRoutes.members(route);
                    if (measured.containsKey(router)) {
                        members.put("valueIngress", value(router, true, route.prefix()));
                        members.put("valueEgress", value(router, false, route.prefix()));
                    }
                    return members;
                });
    }

    private double value(String router, boolean source, Prefix prefix) {
        return carried(router, source).stream()
                .filter(each -> each.prefix().equals(prefix))
                .mapToDouble(TopPrefixes.Carried::value)
                .sum();
    }

    private List<TopPrefixes.Carried> carried(String router, boolean source) {
        List<String> agents = measured.get(router);
        if (agents == null) {
            return List.of();
        }
        String selector = agents.contains("ALL") ? "ALL" : String.join(",", agents);
        List<TopPrefixes.Carried> carried = new ArrayList<>();
        for (ActiveFlow flow :
                flows.activeFlows(new ActiveFlowsQuery(selector, name(router, source), PREFIXES, 0, AggMode.SUM, ""))) {
            Prefix.parse(flow.key().toString())
                    .ifPresent(prefix -> carried.add(new TopPrefixes.Carried(prefix, flow.value())));
        }
        return carried;
    }
}
