package weir.script.call;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.mozilla.javascript.Function;
import org.slf4j.event.Level;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.script.js.JsValues;
import weir.service.BgpOptions;
import weir.service.BgpService;
import weir.service.BgpTraffic;

/**
 * Functions of BGP. Where BGP is off they answer as if every session were down, so that scripts which could use it run
 * without it; the log says so once. Source: script API reference, section 8.
 */
final class BgpFunctions {

    private static final double MOST = 1e6;

    private final OwnScript script;
    private final BgpService bgp;
    private final BgpTraffic traffic;
    private final Definitions definitions;
    private boolean told;

    BgpFunctions(OwnScript script, BgpService bgp, BgpTraffic traffic, Definitions definitions) {
        this.script = script;
        this.bgp = bgp;
        this.traffic = traffic;
        this.definitions = definitions;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("bgpAddNeighbor", this::addNeighbor);
        calls.put("bgpRemoveNeighbor", arguments -> {
            bgp.removeNeighbor(router(arguments));
            return JsValues.undefined();
        });
        calls.put("bgpAddSource", this::addSource);
        calls.put("bgpRemoveSource", arguments -> {
            removeSource(arguments.needed(0, "agent"));
            return JsValues.undefined();
        });
        calls.put("bgpSetNextHops", this::setNextHops);
        calls.put("bgpClearNextHops", arguments -> {
            bgp.clearNextHops();
            return JsValues.undefined();
        });
        calls.put(
                "bgpAddRoute",
                arguments -> bgp.addRoute(router(arguments), arguments.object(1).orElse(Map.of())));
        calls.put("bgpRemoveRoute", arguments -> bgp.removeRoute(router(arguments), prefix(arguments)));
        calls.put("bgpRouteCount", arguments -> bgp.routeCount(router(arguments)));
        calls.put("bgpRoutes", arguments -> bgp.routes(router(arguments)));
        calls.put("bgpGetRoute", arguments -> bgp.route(router(arguments), prefix(arguments)));
        calls.put(
                "bgpAddFlow",
                arguments -> bgp.isOn()
                        && bgp.addRule(router(arguments), part(arguments, "match"), part(arguments, "then")));
        calls.put(
                "bgpRemoveFlow",
                arguments -> bgp.isOn() && bgp.removeRule(router(arguments), part(arguments, "match")));
        calls.put("bgpFlowCount", arguments -> bgp.ruleCount(router(arguments)));
        calls.put("bgpFlows", arguments -> bgp.rules(router(arguments)));
        calls.put(
                "bgpPrefixForAddress",
                arguments -> traffic.prefixForAddress(router(arguments), arguments.needed(1, "address")));
        calls.put("bgpTopPrefixes", arguments -> topPrefixes(arguments, false));
        calls.put("bgpTopPrefixes6", arguments -> topPrefixes(arguments, true));
        calls.replaceAll((name, call) -> arguments -> {
            tell(name);
            return call.apply(arguments);
        });
        return calls;
    }

    private Object setNextHops(Arguments arguments) {
        Map<String, Object> hops =
                arguments.object(0).orElseThrow(() -> new InvalidRequestException("next hops are missing"));
        definitions.nextHops(() -> bgp.setNextHops(hops), bgp::clearNextHops);
        return JsValues.undefined();
    }

    private void tell(String name) {
        if (!bgp.isOn() && !told) {
            told = true;
            script.log(Level.WARN, script.name() + ": " + name + " has no effect, BGP is not spoken (bgp.start)");
        }
    }

    private static String router(Arguments arguments) {
        return arguments.needed(0, "router");
    }

    private static String prefix(Arguments arguments) {
        if (!(arguments.raw(1) instanceof CharSequence)) {
            throw new InvalidRequestException("prefix must be a string");
        }
        return arguments.needed(1, "prefix");
    }

    private Object addNeighbor(Arguments arguments) {
        String router = router(arguments);
        BgpService.Peering peering = bgp.peering(
                router,
                arguments.needed(1, "as"),
                arguments.text(2),
                arguments.object(3).map(BgpOptions::of).orElse(BgpOptions.USUAL));
        // The script goes on although nothing may ever call it: the neighbour goes when it ends.
        Consumer<String> opened = callback(arguments.function(4));
        Consumer<String> closed = callback(arguments.function(5));
        definitions.neighbor(router, () -> bgp.addNeighbor(peering, opened, closed));
        return JsValues.undefined();
    }

    /** Has a function called with the router's address whenever something happens. */
    private Consumer<String> callback(Optional<Function> function) {
        OwnScript.Later later = script.watch();
        return function.isEmpty() ? any -> {} : router -> later.done(function, () -> router);
    }

    private Object addSource(Arguments arguments) {
        String agents = arguments.needed(0, "agents");
        Map<String, Object> both = arguments.object(1).orElse(Map.of());
        String router = both.isEmpty() ? arguments.needed(1, "router") : named(both, "router", "router6");
        String router6 = both.isEmpty() ? router : named(both, "router6", "router");
        OptionalDouble seconds = arguments.number(2);
        Optional<String> value = arguments.text(3);
        boolean measured = seconds.isPresent() || value.isPresent();
        Optional<Double> smoothing = seconds.isPresent() ? Optional.of(seconds.getAsDouble()) : Optional.empty();
        definitions.source(
                agents,
                () -> {
                    bgp.addSource(agents, router, router6);
                    traffic.forget(agents);
                    if (measured) {
                        traffic.measure(agents, router, smoothing, value);
                    }
                    if (measured && !router6.equals(router)) {
                        traffic.measure(agents, router6, smoothing, value);
                    }
                },
                () -> removeSource(agents));
        return JsValues.undefined();
    }

    private void removeSource(String agents) {
        bgp.removeSource(agents);
        traffic.forget(agents);
    }

    private static String named(Map<String, Object> routers, String name, String otherwise) {
        Object router = routers.getOrDefault(name, routers.get(otherwise));
        if (router == null) {
            throw new InvalidRequestException("router is missing");
        }
        return router.toString();
    }

    private static Map<String, String> part(Arguments arguments, String name) {
        Object part = arguments.object(1).map(rule -> rule.get(name)).orElse(null);
        if (!(part instanceof Map<?, ?> members)) {
            throw new InvalidRequestException(name + " is missing");
        }
        Map<String, String> texts = new HashMap<>();
        members.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return texts;
    }

    private Object topPrefixes(Arguments arguments, boolean v6) {
        String direction = arguments.text(3).orElse("");
        BgpTraffic.Query query = new BgpTraffic.Query(
                (int) Math.clamp(arguments.number(1).orElse(0), 0, MOST),
                arguments.number(2).orElse(0),
                direction.equals("ingress") || direction.equals("source"),
                (int) Math.clamp(arguments.number(5).orElse(0), 0, MOST),
                arguments.flag(4),
                arguments.flag(6));
        return traffic.topPrefixes(router(arguments), v6, query);
    }
}
