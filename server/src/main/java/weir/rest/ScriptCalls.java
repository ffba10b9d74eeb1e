package weir.rest;

import java.util.Map;
import java.util.SortedMap;
import weir.script.ScriptHost;
import weir.script.ScriptStatus;
import weir.script.call.TypeDefinitions;

/**
 * Calls about scripts. Source: REST API reference, section 10.
 *
 * <p>Thread: any.
 */
public final class ScriptCalls {

    private final ScriptHost scripts;

    /** Calls about the scripts of a host. */
    public ScriptCalls(ScriptHost scripts) {
        this.scripts = scripts;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of(
                "scripts", request -> scripts(),
                "scriptTypes", request -> Answer.Text.of(TypeDefinitions.text()));
    }

    private Answer scripts() {
        SortedMap<String, ScriptStatus> statuses = scripts.statuses();
        return new Answer.Json(out -> {
            out.startObject();
            statuses.forEach((name, status) -> write(out.startObject(name), status));
            out.endObject();
        });
    }

    private static void write(JsonOut out, ScriptStatus status) {
        out.member("alive", status.alive());
        if (!status.alive()) {
            out.member("gracefulExit", status.gracefulExit());
        }
        status.error().ifPresent(error -> out.member("error", error));
        out.member("cpuMs", status.cpuMillis()).member("slowestMs", status.slowestMillis());
        out.member("limitMs", status.limits().callbackMillis());
        out.member("mostBytes", status.mostBytes())
                .member("limitBytes", status.limits().callbackBytes());
        count(out, "flows", status.flows());
        count(out, "events", status.events());
        count(out, "requests", status.requests());
        out.member("loads", (long) status.loads());
        status.described().forEach(out::member);
        out.endObject();
    }

    private static void count(JsonOut out, String what, ScriptStatus.Count count) {
        out.member(what + "Received", count.received()).member(what + "Lost", count.lost());
        out.member(what + "Waiting", (long) count.waiting()).member(what + "Max", (long) count.bound());
    }
}
