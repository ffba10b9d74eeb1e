package weir.script.call;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.script.js.JsValues;

/** Baselines of one script. Source: script API reference, section 13. */
final class BaselineFunctions {

    private static final int MOST = 100_000;
    private static final int MOST_WINDOW = 1_000_000;

    private final Map<String, Baseline> baselines = new HashMap<>();

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("baselineCreate", this::create);
        calls.put("baselineCheck", this::check);
        calls.put("baselineStatistics", this::statistics);
        calls.put("baselineReset", arguments -> {
            Baseline known = baselines.get(name(arguments));
            if (known != null) {
                known.reset();
            }
            return JsValues.undefined();
        });
        calls.put("baselineDelete", arguments -> {
            baselines.remove(name(arguments));
            return JsValues.undefined();
        });
        return calls;
    }

    private static String name(Arguments arguments) {
        return arguments.needed(0, "name");
    }

    private Object create(Arguments arguments) {
        double window = arguments.number(1).orElse(Baseline.DEFAULT_WINDOW);
        if (!(window >= Baseline.LEAST_WINDOW && window <= MOST_WINDOW)) {
            throw new InvalidRequestException(
                    "window is from " + Baseline.LEAST_WINDOW + " to " + MOST_WINDOW + ", not " + window);
        }
        if (baselines.size() >= MOST) {
            throw new InvalidRequestException("there are " + MOST + " baselines already");
        }
        double sensitivity = arguments.number(2).orElse(Baseline.DEFAULT_SENSITIVITY);
        double repeat = arguments.number(3).orElse(Baseline.DEFAULT_REPEAT);
        baselines.put(name(arguments), new Baseline((int) window, sensitivity, (int) Math.max(1, repeat)));
        return JsValues.undefined();
    }

    private Object check(Arguments arguments) {
        Baseline known = baselines.get(name(arguments));
        if (known == null) {
            throw new InvalidRequestException("there is no baseline " + name(arguments));
        }
        return known.check(arguments.number(1).orElseThrow(() -> new InvalidRequestException("a number is needed")));
    }

    private @Nullable Object statistics(Arguments arguments) {
        Baseline known = baselines.get(name(arguments));
        if (known == null || known.usual().isEmpty()) {
            return null;
        }
        Baseline.Usual usual = known.usual().get();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("mean", usual.mean());
        members.put("variance", usual.variance());
        members.put("sdev", usual.sdev());
        members.put("min", usual.min());
        members.put("max", usual.max());
        return members;
    }
}
