package weir.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.Function;
import weir.script.js.JavaScript;
import weir.script.js.JsValues;
import weir.script.js.ScriptFailure;

/** A request that waits for its script. Source: REST API reference, section 10; script API reference, section 10. */
final class RequestWork {

    private final ScriptRequest request;
    private final CompletableFuture<ScriptReply> reply = new CompletableFuture<>();

    RequestWork(ScriptRequest request) {
        this.request = request;
    }

    /** Is completed with the reply. */
    CompletableFuture<ScriptReply> reply() {
        return reply;
    }

    /**
     * Has a function answer.
     *
     * @throws ScriptFailure the engine found an error, which ends the script; the client has got its reply
     */
    void run(JavaScript engine, @Nullable Function handler) {
        if (handler == null) {
            reply.complete(ScriptReply.UNAVAILABLE);
            return;
        }
        try {
            ScriptReply answer =
                    engine.call(handler, result -> rendered(engine.values(), result), value(engine.values()));
            reply.complete(answer == null ? ScriptReply.NO_CONTENT : answer);
        } catch (ScriptFailure failure) {
            reply.complete(failure.thrownText().map(ScriptReply::thrown).orElse(ScriptReply.FAILED));
            if (!failure.isThrown()) {
                throw failure;
            }
        }
    }

    private @Nullable ScriptReply rendered(JsValues values, @Nullable Object result) {
        if (JavaScript.isNothing(result)) {
            return null;
        }
        String text = request.json() ? values.json(result, 1) : Context.toString(result);
        return text == null ? null : new ScriptReply(200, text);
    }

    private Map<String, Object> value(JsValues values) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (!request.path().isEmpty()) {
            members.put("path", request.path());
        }
        members.put("method", request.method());
        members.put("query", request.query());
        members.put("format", request.json() ? "json" : "txt");
        request.body().ifPresent(body -> body(values, members, body));
        return members;
    }

    private void body(JsValues values, Map<String, Object> members, String body) {
        if (!request.json()) {
            members.put("body", body);
            return;
        }
        try {
            Object parsed = values.parse(body);
            if (parsed != null) {
                members.put("body", parsed);
            }
        } catch (EcmaError e) {
            members.put("error", "JSON.parse " + e.details());
        }
    }

    /** The script has ended. */
    void drop() {
        reply.complete(ScriptReply.UNAVAILABLE);
    }
}
