package weir.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import weir.flow.ActiveFlow;
import weir.flow.AggMode;
import weir.flow.Estimate;
import weir.flow.FlowSource;
import weir.flow.key.FlowDefinition;
import weir.request.InvalidRequestException;
import weir.service.ActiveFlowsQuery;
import weir.service.FlowService;
import weir.service.LocatedFlow;
import weir.topology.Place.LinkEnd;

/**
 * Calls about flow definitions and the flows they measure. Source: REST API reference, section 4.
 *
 * <p>Thread: any.
 */
public final class FlowCalls {

    /** Units: seconds. */
    private static final int LONGEST_LEASE = 3600;

    private final FlowService service;

    /** Calls of a service. */
    public FlowCalls(FlowService service) {
        this.service = service;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of(
                "flows", request -> flows(),
                "flow", this::flow,
                "defineFlow", this::define,
                "removeFlow", this::remove,
                "activeFlows", this::activeFlows,
                "flowValue", this::flowValue,
                "flowLocations", this::flowLocations,
                "flowKeys", request -> flowKeys());
    }

    private Answer flows() {
        SortedMap<String, FlowDefinition> definitions = service.definitions();
        return new Answer.Json(out -> {
            out.startObject();
            definitions.forEach((name, definition) -> definition(out.startObject(name), definition));
            out.endObject();
        });
    }

    private Answer flow(RestRequest request) {
        FlowDefinition definition = service.definition(request.path("name"));
        return new Answer.Json(out -> definition(out.startObject(), definition));
    }

    private static void definition(JsonOut out, FlowDefinition definition) {
        definition.attributes().forEach((name, value) -> attribute(out, name, value));
        out.endObject();
    }

    private static void attribute(JsonOut out, String name, Object value) {
        switch (value) {
            case Boolean flag -> out.member(name, flag.booleanValue());
            case Number number -> out.member(name, number.doubleValue());
            case List<?> list -> {
                out.startArray(name);
                list.forEach(element -> out.value(element.toString()));
                out.endArray();
            }
            default -> out.member(name, value.toString());
        }
    }

    private Answer define(RestRequest request) {
        FlowDefinition definition =
                FlowDefinition.of(request.path("name"), request.body().members());
        OptionalLong lease = QueryValues.integer(request, "lease");
        if (lease.isEmpty()) {
            service.define(definition);
        } else if (lease.getAsLong() < 1 || lease.getAsLong() > LONGEST_LEASE) {
            throw new InvalidRequestException("lease must be 1 to " + LONGEST_LEASE + " seconds");
        } else {
            service.define(definition, Duration.ofSeconds(lease.getAsLong()));
        }
        return new Answer.Done();
    }

    private Answer remove(RestRequest request) {
        service.remove(request.path("name"));
        return new Answer.Done();
    }

    private Answer activeFlows(RestRequest request) {
        List<ActiveFlow> flows = service.activeFlows(new ActiveFlowsQuery(
                request.path("agent"),
                request.path("flow"),
                maxFlows(request),
                QueryValues.number(request, "minValue").orElse(0),
                AggMode.of(QueryValues.text(request, "aggMode").orElse("")),
                QueryValues.text(request, "filter").orElse("")));
        return new Answer.Json(out -> {
            out.startArray();
            flows.forEach(flow -> activeFlow(out, flow));
            out.endArray();
        });
    }

    private static int maxFlows(RestRequest request) {
        long asked = QueryValues.integer(request, "maxFlows").orElse(ActiveFlowsQuery.DEFAULT_MAX_FLOWS);
        return Math.clamp(asked, 0, Integer.MAX_VALUE);
    }

    private static void activeFlow(JsonOut out, ActiveFlow flow) {
        out.startObject();
        flow.source().ifPresent(source -> source(out, source));
        out.member("flowN", (long) flow.flowN()).member("key", flow.key().text());
        out.member("value", flow.value());
        flowValues(out, flow.values());
        flow.estimate().ifPresent(estimate -> estimate(out, estimate));
        out.endObject();
    }

    static void source(JsonOut out, FlowSource source) {
        source.agent().ifPresent(agent -> out.member("agent", agent.toString()));
        source.dataSource().ifPresent(dataSource -> out.member("dataSource", dataSource.toString()));
    }

    static void flowValues(JsonOut out, List<Double> values) {
        if (!values.isEmpty()) {
            out.startArray("values");
            values.forEach(value -> out.value(value.doubleValue()));
            out.endArray();
        }
    }

    private static void estimate(JsonOut out, Estimate estimate) {
        out.member("samples", estimate.samples()).member("error", estimate.error());
    }

    private Answer flowValue(RestRequest request) {
        double value = service.flowValue(request.path("agent"), request.path("flow"), QueryValues.text(request, "key"));
        return new Answer.Json(out -> out.value(value));
    }

    private Answer flowLocations(RestRequest request) {
        Optional<String> key = QueryValues.text(request, "key");
        List<LocatedFlow> locations = service.flowLocations(request.path("agent"), request.path("flow"), key);
        return new Answer.Json(out -> {
            out.startArray();
            locations.forEach(location -> location(out, location, key.isEmpty()));
            out.endArray();
        });
    }

    private static void location(JsonOut out, LocatedFlow location, boolean withKey) {
        out.startObject();
        source(out, location.flow().source());
        if (withKey) {
            out.member("key", location.flow().key().text());
        }
        Optional<LinkEnd> link = location.link();
        if (link.isPresent()) {
            LinkEnd end = link.get();
            out.member("linkname", end.name().toString());
            out.member("localnode", end.localNode().toString());
            out.member("localport", end.localPort().toString());
            out.member("remotenode", end.remoteNode().toString());
            out.member("remoteport", end.remotePort().toString());
        } else {
            location.node().ifPresent(node -> out.member("node", node));
            location.port().ifPresent(port -> out.member("port", port));
        }
        out.member("value", location.flow().value()).endObject();
    }

    private Answer flowKeys() {
        SortedMap<String, Long> ages = service.flowKeys();
        return new Answer.Json(out -> {
            out.startObject();
            ages.forEach(out::member);
            out.endObject();
        });
    }
}
