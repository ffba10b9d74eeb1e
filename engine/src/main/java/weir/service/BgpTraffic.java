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
import weir.request.NotFoundException;

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
     * @param maxPrefixes most prefixes to answer
     * @param minValue least value of a prefix
     * @param source whether traffic from the prefixes is meant, not to them
     * @param minPrefix shortest prefix length
     */
    public record Query(int maxPrefixes, double minValue, boolean source, int minPrefix) {}

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
        String selector = agents.equals("EDGE") ? "ALL" : agents;
        measured.compute(router, (same, known) -> {
            List<String> all = new ArrayList<>(known == null ? List.of() : known);
            if (!all.contains(selector)) {
                all.add(selector);
            }
            return List.copyOf(all);
        });
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
        double total = 0;
        double listed = 0;
        List<Map<String, Object>> top = new ArrayList<>();
        for (ActiveFlow flow : flows(router, query.source())) {
            Prefix prefix = Prefix.parse(flow.key().toString()).orElse(null);
            if (prefix == null || prefix.address().v6() != v6 || prefix.length() < query.minPrefix()) {
                continue;
            }
            total += flow.value();
            if (top.size() < query.maxPrefixes() && flow.value() >= query.minValue()) {
                listed += flow.value();
                top.add(entry(router, prefix, flow.value()));
            }
        }
        members.put("valueTotal", total);
        members.put("valueTopPrefixes", listed);
        if (total > 0) {
            members.put("valuePercentCoverage", 100 * listed / total);
        }
        members.put("topPrefixes", top);
    }

    private List<ActiveFlow> flows(String router, boolean source) {
        List<String> agents = measured.get(router);
        if (agents == null) {
            return List.of();
        }
        String selector = agents.contains("ALL") ? "ALL" : String.join(",", agents);
        try {
            return flows.activeFlows(
                    new ActiveFlowsQuery(selector, name(router, source), PREFIXES, 0, AggMode.SUM, ""));
        } catch (NotFoundException e) {
            return List.of();
        }
    }

    private Map<String, Object> entry(String router, Prefix prefix, double value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("prefix", prefix.toString());
        entry.put("value", value);
        bgp.prefixForAddress(router, prefix.address().toString())
                .filter(route -> prefix.toString().equals(route.get("prefix")))
                .ifPresent(entry::putAll);
        return entry;
    }
}
