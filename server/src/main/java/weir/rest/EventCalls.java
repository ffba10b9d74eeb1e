package weir.rest;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import weir.event.Event;
import weir.event.FlowRecord;
import weir.event.Numbered;
import weir.event.Threshold;
import weir.service.EventService;
import weir.service.LogQuery;
import weir.service.LogReader;

/**
 * Calls about thresholds, events and the log of flows. Source: REST API reference, sections 4.7 and 6.
 *
 * <p>Thread: any.
 */
public final class EventCalls {

    private static final long DEFAULT_MAX = 100;
    /** A client that asks for longer asks again; the clock of a day is long enough for anything. */
    private static final double LONGEST_SECONDS = 86_400;

    private final EventService service;

    /** Calls of a service. */
    public EventCalls(EventService service) {
        this.service = service;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of(
                "thresholds", request -> thresholds(),
                "threshold", this::threshold,
                "putThreshold", this::putThreshold,
                "deleteThreshold", this::deleteThreshold,
                "events", this::events,
                "flowLog", this::flowLog);
    }

    private Answer thresholds() {
        Map<String, Threshold> all = service.thresholds();
        return new Answer.Json(out -> {
            out.startObject();
            all.forEach((name, threshold) -> EventJson.write(out.startObject(name), threshold));
            out.endObject();
        });
    }

    private Answer threshold(RestRequest request) {
        Threshold threshold = service.threshold(request.path("name"));
        return new Answer.Json(out -> EventJson.write(out.startObject(), threshold));
    }

    private Answer putThreshold(RestRequest request) {
        service.define(Threshold.of(request.path("name"), request.body().members()));
        return new Answer.Done();
    }

    private Answer deleteThreshold(RestRequest request) {
        service.remove(request.path("name"));
        return new Answer.Done();
    }

    private Answer events(RestRequest request) {
        return log(request, service.events(), "thresholdID", "maxEvents", "eventID", EventCalls::eventsJson);
    }

    private static Answer.Json eventsJson(List<Numbered<Event>> events) {
        return new Answer.Json(out -> {
            out.startArray();
            events.forEach(event -> EventJson.write(out, event));
            out.endArray();
        });
    }

    private Answer flowLog(RestRequest request) {
        return log(request, service.flows(), "name", "maxFlows", "flowID", EventCalls::flowsJson);
    }

    private static Answer.Json flowsJson(List<Numbered<FlowRecord>> flows) {
        return new Answer.Json(out -> {
            out.startArray();
            flows.forEach(flow -> EventJson.writeFlow(out, flow));
            out.endArray();
        });
    }

    /** Answers at once what there is; waits if there is nothing and the client says since when and how long. */
    private static <T> Answer log(
            RestRequest request,
            LogReader<T> log,
            String name,
            String max,
            String cursor,
            Function<List<Numbered<T>>, Answer.Json> json) {
        OptionalLong after = QueryValues.integer(request, cursor);
        long most = QueryValues.integer(request, max).orElse(DEFAULT_MAX);
        double seconds = QueryValues.number(request, "timeout").orElse(0);
        LogQuery query = log.resolve(
                new LogQuery(QueryValues.text(request, name), after, Math.clamp(most, 0, Integer.MAX_VALUE)));
        LogPoll<T> poll = new LogPoll<>(log, query, json);
        boolean waits = after.isPresent() && seconds > 0 && most > 0;
        return poll.answer()
                .<Answer>map(answer -> answer)
                .orElseGet(() -> waits
                        ? new Answer.Held(poll, (long) (Math.min(seconds, LONGEST_SECONDS) * 1e9))
                        : poll.nothing());
    }
}
