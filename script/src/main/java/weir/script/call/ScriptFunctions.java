package weir.script.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.mozilla.javascript.Context;
import org.slf4j.event.Level;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.script.js.JsValues;

/** Functions about the script and what is around it. Source: script API reference, sections 2 and 14. */
final class ScriptFunctions {

    private final OwnScript script;
    private final ScriptServices services;

    ScriptFunctions(OwnScript script, ScriptServices services) {
        this.script = script;
        this.services = services;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("version", arguments -> services.version());
        calls.put("analyzer", arguments -> services.analyzer().get());
        calls.put("include", this::include);
        calls.put("scriptdir", arguments -> script.folder());
        calls.put("logFine", arguments -> log(Level.DEBUG, arguments));
        calls.put("logInfo", arguments -> log(Level.INFO, arguments));
        calls.put("logWarning", arguments -> log(Level.WARN, arguments));
        calls.put("logSevere", arguments -> log(Level.ERROR, arguments));
        calls.put("getSystemProperty", arguments -> arguments.text(0).flatMap(services.settings()));
        calls.put(
                "getSystemPropertyNames",
                arguments -> List.copyOf(services.settingNames().get()));
        calls.put("getenv", arguments -> arguments.text(0).map(System::getenv));
        return calls;
    }

    private Object include(Arguments arguments) {
        script.include(arguments.needed(0, "path"));
        return JsValues.undefined();
    }

    private Object log(Level level, Arguments arguments) {
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < arguments.count(); i++) {
            text.add(Context.toString(arguments.raw(i)));
        }
        script.log(level, text.toString());
        return JsValues.undefined();
    }
}
