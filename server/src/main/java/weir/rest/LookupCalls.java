package weir.rest;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import weir.service.LookupService;

/**
 * Calls about groups and maps. Source: REST API reference, section 5.
 *
 * <p>Thread: any.
 */
public final class LookupCalls {

    private static final String NAME = "name";

    private final LookupService service;

    /** Calls about the sets of a service. */
    public LookupCalls(LookupService service) {
        this.service = service;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of(
                "groups", request -> times(service.groups()),
                "oldGroups", request -> times(service.groups()),
                "group", request -> set(service.group(request.path(NAME))),
                "defineGroup", this::defineGroup,
                "removeGroup", this::removeGroup,
                "maps", request -> times(service.maps()),
                "map", request -> set(service.map(request.path(NAME))),
                "defineMap", this::defineMap,
                "removeMap", this::removeMap);
    }

    private Answer defineGroup(RestRequest request) {
        service.defineGroup(request.path(NAME), request.bodyWithNulls().members());
        return new Answer.Done();
    }

    private Answer removeGroup(RestRequest request) {
        service.removeGroup(request.path(NAME));
        return new Answer.Done();
    }

    private Answer defineMap(RestRequest request) {
        service.defineMap(request.path(NAME), request.bodyWithNulls().members());
        return new Answer.Done();
    }

    private Answer removeMap(RestRequest request) {
        service.removeMap(request.path(NAME));
        return new Answer.Done();
    }

    private static Answer times(SortedMap<String, Long> times) {
        return new Answer.Json(out -> {
            out.startObject();
            times.forEach(out::member);
            out.endObject();
        });
    }

    private static Answer set(Map<String, List<String>> set) {
        return new Answer.Json(out -> {
            out.startObject();
            set.forEach((name, texts) -> {
                out.startArray(name);
                texts.forEach(out::value);
                out.endArray();
            });
            out.endObject();
        });
    }
}
