package weir.script.call;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.script.js.JsValues;

/** Functions that say what is to be called when. Source: script API reference, sections 1.5 and 11. */
final class HandlerFunctions {

    private static final double DEFAULT_SECONDS = 1;
    private static final double SHORTEST_SECONDS = 0.01;
    private static final double LONGEST_SECONDS = 1e9;

    private final OwnScript script;

    HandlerFunctions(OwnScript script) {
        this.script = script;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("setIntervalHandler", this::setInterval);
        calls.put("setEventHandler", arguments -> {
            script.onEvent(handler(arguments), names(arguments));
            return JsValues.undefined();
        });
        calls.put("setFlowHandler", arguments -> {
            script.onFlow(handler(arguments), names(arguments));
            return JsValues.undefined();
        });
        calls.put("setHttpHandler", arguments -> {
            script.onRequest(handler(arguments));
            return JsValues.undefined();
        });
        calls.put("clearIntervalHandler", done(script::clearInterval));
        calls.put("clearEventHandler", done(script::clearEvents));
        calls.put("clearFlowHandler", done(script::clearFlows));
        calls.put("clearHttpHandler", done(script::clearRequests));
        calls.put("setTimeout", this::setTimeout);
        calls.put("clearTimeout", this::clearTimeout);
        return calls;
    }

    private static Call done(Runnable work) {
        return arguments -> {
            work.run();
            return JsValues.undefined();
        };
    }

    private static Function handler(Arguments arguments) {
        return arguments.function(0).orElseThrow(() -> new InvalidRequestException("a function is needed"));
    }

    private static Optional<Set<String>> names(Arguments arguments) {
        return arguments.texts(1).map(HashSet::new);
    }

    private Object setInterval(Arguments arguments) {
        double seconds = arguments.number(1).orElse(DEFAULT_SECONDS);
        script.onInterval(handler(arguments), Math.clamp(seconds, SHORTEST_SECONDS, LONGEST_SECONDS));
        return JsValues.undefined();
    }

    private Object setTimeout(Arguments arguments) {
        double millis = arguments.number(1).orElse(0);
        @Nullable Object[] further = new Object[Math.max(0, arguments.count() - 2)];
        Arrays.setAll(further, i -> arguments.raw(i + 2));
        return script.later(handler(arguments), (long) Math.clamp(millis, 0, LONGEST_SECONDS * 1000), further);
    }

    private Object clearTimeout(Arguments arguments) {
        arguments.number(0).ifPresent(number -> script.cancel((int) number));
        return JsValues.undefined();
    }
}
