package weir.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import weir.app.App;
import weir.script.ScriptReply;
import weir.script.ScriptRequest;

/** Calls for every row of the route table; those a test does not care for say their own name. */
final class TestCalls {

    private BiFunction<String, ScriptRequest, ScriptReply> scripts = (name, request) -> new ScriptReply(503, "");

    private AtomicReference<Object> definitions = new AtomicReference<>("none");

    private final Map<String, RestCall> calls = new HashMap<>();

    TestCalls() {
        for (Route route : RouteTable.rows()) {
            calls.put(route.call(), request -> switch (route.answer()) {
                case JSON ->
                    new Answer.Json(out -> {
                        out.startObject().member("call", route.call());
                        request.path().forEach(out::member);
                        request.query().forEach((name, values) -> out.member("?" + name, String.join("|", values)));
                        out.endObject();
                    });
                case TEXT -> Answer.Text.of(route.call());
                case PCAP -> new Answer.File(EvidenceCalls.PCAP, new byte[0]);
                case NONE -> new Answer.Done();
            });
        }
    }

    /** Has requests to scripts answered. */
    TestCalls with(BiFunction<String, ScriptRequest, ScriptReply> answering) {
        scripts = answering;
        return this;
    }

    /** Says what is measured. */
    TestCalls measuring(AtomicReference<Object> what) {
        definitions = what;
        return this;
    }

    TestCalls with(String name, RestCall call) {
        calls.put(name, call);
        return this;
    }

    /** A started server on a free port. */
    RestServer start(RestConfiguration configuration) {
        return start(configuration, new HttpTraffic());
    }

    /** A started server on a free port, and what counts what it does. */
    RestServer start(RestConfiguration configuration, HttpTraffic traffic) {
        RestServer server = new RestServer(configuration, calls, definitions::get, List.of(), traffic, scripts);
        server.start();
        return server;
    }

    /** A started server on a free port that serves pages of apps. */
    RestServer start(RestConfiguration configuration, List<App> apps) {
        RestServer server = new RestServer(configuration, calls, definitions::get, apps, new HttpTraffic(), scripts);
        server.start();
        return server;
    }

    RestServer start() {
        return start(RestConfiguration.onPort(0));
    }
}
