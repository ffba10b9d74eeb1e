package weir.rest;

import java.util.Map;
import weir.app.App;
import weir.app.AppFolder;
import weir.app.AppScript;
import weir.app.ScriptHealth;
import weir.request.NotFoundException;

/**
 * Calls about apps. Source: REST API reference, section 10.
 *
 * <p>Thread: any.
 */
public final class AppCalls {

    private final AppFolder apps;
    private final ScriptHealth health;

    /** Calls about the apps of a folder, whose scripts somebody runs. */
    public AppCalls(AppFolder apps, ScriptHealth health) {
        this.apps = apps;
        this.health = health;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of("apps", request -> list(), "appStatus", this::status, "appDocs", this::docs);
    }

    private Answer list() {
        return new Answer.Json(out -> {
            out.startObject();
            for (App app : apps.apps()) {
                out.startObject(app.name()).startArray("scripts");
                app.scripts().forEach(script -> out.value(script.name()));
                out.endArray();
                app.entry().ifPresent(entry -> out.member("entry", entry));
                out.endObject();
            }
            out.endObject();
        });
    }

    private Answer status(RestRequest request) {
        App app = app(request);
        boolean failed = app.scripts().stream().map(AppScript::name).anyMatch(health::hasFailed);
        return failed ? new Answer.Text(503, out -> out.write("UNAVAILABLE")) : Answer.Text.of("OK");
    }

    private Answer docs(RestRequest request) {
        App app = app(request);
        Map<String, Object> document = app.operations()
                .map(file -> YamlDocument.read(file, "/app/" + app.name() + "/scripts"))
                .orElseThrow(() -> new NotFoundException("the app " + app.name() + " has no api.yml"));
        return new Answer.Json(out -> out.tree(document));
    }

    private App app(RestRequest request) {
        String name = request.path("app");
        return apps.find(name).orElseThrow(() -> new NotFoundException("no app is called " + name));
    }
}
