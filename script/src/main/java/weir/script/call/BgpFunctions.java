package weir.script.call;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import weir.script.js.Call;
import weir.script.js.JsValues;

/**
 * Functions of BGP where no BGP is spoken: they answer as if every session were down, so that scripts which could use it
 * run without it; the log says so once. Source: script API reference, section 8.
 */
final class BgpFunctions {

    private static final double NO_SESSION = -1;

    private final OwnScript script;
    private boolean told;

    BgpFunctions(OwnScript script) {
        this.script = script;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        Object nothing = JsValues.undefined();
        answer(calls, nothing, "bgpAddNeighbor", "bgpRemoveNeighbor", "bgpAddSource", "bgpRemoveSource");
        answer(calls, nothing, "bgpSetNextHops", "bgpClearNextHops");
        answer(calls, false, "bgpAddRoute", "bgpRemoveRoute", "bgpAddFlow", "bgpRemoveFlow");
        answer(calls, NO_SESSION, "bgpRouteCount", "bgpFlowCount");
        answer(calls, null, "bgpRoutes", "bgpGetRoute", "bgpFlows");
        answer(calls, null, "bgpPrefixForAddress", "bgpTopPrefixes", "bgpTopPrefixes6");
        return calls;
    }

    private void answer(Map<String, Call> calls, @Nullable Object result, String... names) {
        for (String name : names) {
            calls.put(name, arguments -> {
                tell(name);
                return result;
            });
        }
    }

    private void tell(String name) {
        if (!told) {
            told = true;
            script.log(Level.WARN, script.name() + ": " + name + " has no effect, BGP is not spoken (bgp.start)");
        }
    }
}
