package weir.rest;

import java.util.Map;
import java.util.function.BooleanSupplier;
import weir.request.InvalidRequestException;
import weir.service.EngineStatus;
import weir.service.EngineStatus.Latency;
import weir.service.ReplayService;
import weir.service.ReplayStatus;

/**
 * Calls about the engine itself. Source: REST API reference, section 2.
 *
 * <p>Thread: any.
 */
public final class ServerCalls {

    private final String version;
    private final AnalyzerFigures figures;
    private final ReplayService replay;
    private final BooleanSupplier scriptsAreWell;
    private final BitRate received = new BitRate();

    /**
     * Calls about an engine.
     *
     * @param scriptsAreWell whether no script has failed
     */
    public ServerCalls(String version, AnalyzerFigures figures, ReplayService replay, BooleanSupplier scriptsAreWell) {
        this.version = version;
        this.figures = figures;
        this.replay = replay;
        this.scriptsAreWell = scriptsAreWell;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of(
                "version", request -> Answer.Text.of(version),
                "status", request -> status(),
                "license", request -> license(),
                "analyzer", request -> analyzer(),
                "replay", request -> replay(),
                "startReplay", this::startReplay,
                "apiDocs", request -> new Answer.Json(new OpenApiDocument(RouteTable.rows(), version)::write));
    }

    private Answer status() {
        return scriptsAreWell.getAsBoolean()
                        && figures.engine().threadsFailing().isEmpty()
                ? Answer.Text.of("OK")
                : new Answer.Text(503, out -> out.write("UNAVAILABLE"));
    }

    private Answer license() {
        double rate = received.at(System.nanoTime(), figures.engine().bytesReceived());
        return new Answer.Json(out -> {
            out.startObject();
            out.startObject("license").member("type", "open-source").endObject();
            out.startObject("analyzer")
                    .member("host", "localhost")
                    .member("bps", rate)
                    .endObject();
            out.endObject();
        });
    }

    private Answer analyzer() {
        EngineStatus engine = figures.engine();
        return new Answer.Json(out -> {
            out.startObject();
            for (Figures.Figure figure : figures.of(engine).list()) {
                switch (figure.value()) {
                    case Long number -> out.member(figure.name(), number);
                    case Double number -> out.member(figure.name(), number);
                    default -> out.member(figure.name(), figure.value().toString());
                }
            }
            out.startArray("threadsFailing");
            engine.threadsFailing().forEach(out::value);
            out.endArray();
            counts(out, "parseErrors", engine.errorsByCause());
            counts(out, "unknownFormats", engine.unknownFormats());
            counts(out, "boundsReached", engine.boundsReached());
            counts(out, "nameLookups", engine.nameLookups());
            counts(out, "relay", engine.relayed());
            if (!engine.replay()) {
                out.startArray("sFlowQueueDropsByShard");
                engine.queueDropsByShard().forEach(out::value);
                out.endArray();
                latency(out, engine);
            }
            out.endObject();
        });
    }

    private static void counts(JsonOut out, String name, Map<String, Long> counts) {
        out.startObject(name);
        counts.forEach(out::member);
        out.endObject();
    }

    private static void latency(JsonOut out, EngineStatus engine) {
        out.startObject("latency");
        engine.latency().forEach((stage, delay) -> {
            out.startObject(stage).member("count", delay.count());
            out.member("p50", delay.p50()).member("p90", delay.p90()).member("p99", delay.p99());
            out.member("p999", delay.p999()).member("max", delay.max()).startObject("buckets");
            for (int i = 0; i < Latency.BOUNDS.size(); i++) {
                out.member(Latency.BOUNDS.get(i).toString(), delay.upTo().get(i));
            }
            out.endObject().endObject();
        });
        out.endObject();
    }

    private Answer replay() {
        ReplayStatus status = replay.status();
        return new Answer.Json(out -> {
            out.startObject()
                    .member("file", status.file())
                    .member("state", status.state().text());
            if (status.speed().isMax()) {
                out.member("speed", "max");
            } else {
                out.member("speed", status.speed().times());
            }
            out.member("loop", status.loop()).member("time", status.timeMillis());
            out.member("datagrams", status.datagrams()).endObject();
        });
    }

    private Answer startReplay(RestRequest request) {
        // A missing replay is told before a wrong body.
        replay.status();
        String state = request.body().text("state").orElse("");
        if (!state.equals("running")) {
            throw new InvalidRequestException("state can be set to 'running' only, not to '" + state + "'");
        }
        replay.start();
        return new Answer.Done();
    }
}
