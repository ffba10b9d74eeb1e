package weir.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;
import weir.service.BgpService;
import weir.service.BgpTraffic;

/**
 * Calls about BGP. Source: REST API reference, section 9.
 *
 * <p>Thread: any.
 */
public final class BgpCalls {

    private static final String ROUTER = "router";
    private static final int DEFAULT_PREFIXES = 100;

    private final BgpService service;
    private final BgpTraffic traffic;

    /** Calls about the neighbours of a service. */
    public BgpCalls(BgpService service, BgpTraffic traffic) {
        this.service = service;
        this.traffic = traffic;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of(
                "bgpTopPrefixes", request -> topPrefixes(request, false),
                "bgpTopPrefixes6", request -> topPrefixes(request, true),
                "bgpPrefix", this::prefix,
                "bgpRoutes", request -> json(service.routes(request.path(ROUTER)), request),
                "bgpRoute", request -> json(service.route(request.path(ROUTER), pathPrefix(request)), request),
                "bgpAddRoute", this::addRoute,
                "bgpRemoveRoute",
                        request -> done(service.removeRoute(request.path(ROUTER), pathPrefix(request)), request),
                "bgpFlows", request -> json(service.rules(request.path(ROUTER)), request),
                "bgpAddFlow", this::addFlow,
                "bgpRemoveFlow", this::removeFlow);
    }

    private Answer topPrefixes(RestRequest request, boolean v6) {
        String direction = QueryValues.text(request, "direction").orElse("destination");
        boolean source = switch (direction) {
            case "source", "ingress" -> true;
            case "destination", "egress" -> false;
            default ->
                throw new InvalidRequestException("direction must be source or destination, not '" + direction + "'");
        };
        BgpTraffic.Query query = new BgpTraffic.Query(
                Math.clamp(QueryValues.integer(request, "maxPrefixes").orElse(DEFAULT_PREFIXES), 0, Integer.MAX_VALUE),
                QueryValues.number(request, "minValue").orElse(0),
                source,
                Math.clamp(QueryValues.integer(request, "minPrefix").orElse(0), 0, Integer.MAX_VALUE),
                yes(request, "includeCovered"),
                yes(request, "pruneCovered"));
        return json(traffic.topPrefixes(request.path(ROUTER), v6, query), request);
    }

    private static boolean yes(RestRequest request, String name) {
        String text = QueryValues.text(request, name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidRequestException(name + " must be true or false, not '" + text + "'");
        }
        return text.equals("true");
    }

    private Answer prefix(RestRequest request) {
        String address = QueryValues.text(request, "address").orElse("");
        return json(traffic.prefixForAddress(request.path(ROUTER), address), request);
    }

    private static String pathPrefix(RestRequest request) {
        return request.path("address") + "/" + request.path("bits");
    }

    private Answer addRoute(RestRequest request) {
        Map<String, Object> route = new HashMap<>(request.body().members());
        route.put("prefix", pathPrefix(request));
        if (!route.containsKey("nexthop")) {
            throw new InvalidRequestException("nexthop is missing");
        }
        return done(service.addRoute(request.path(ROUTER), route), request);
    }

    private Answer addFlow(RestRequest request) {
        Map<String, Object> rule = request.body().members();
        if (!rule.containsKey("then")) {
            throw new InvalidRequestException("then is missing");
        }
        return done(service.addRule(request.path(ROUTER), texts(rule, "match"), texts(rule, "then")), request);
    }

    private Answer removeFlow(RestRequest request) {
        return done(
                service.removeRule(request.path(ROUTER), texts(request.body().members(), "match")), request);
    }

    private static Map<String, String> texts(Map<String, Object> rule, String name) {
        if (!(rule.get(name) instanceof Map<?, ?> members)) {
            throw new InvalidRequestException(name + " must be an object");
        }
        Map<String, String> texts = new HashMap<>();
        members.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return texts;
    }

    private static Answer done(boolean done, RestRequest request) {
        if (!done) {
            throw new InvalidRequestException("no session is up with " + request.path(ROUTER) + " that can carry this");
        }
        return new Answer.Done();
    }

    private static Answer json(Optional<?> answer, RestRequest request) {
        Object found =
                answer.orElseThrow(() -> new NotFoundException("nothing is known of this at " + request.path(ROUTER)));
        return new Answer.Json(out -> out.tree(found instanceof List<?> list ? List.copyOf(list) : found));
    }
}
