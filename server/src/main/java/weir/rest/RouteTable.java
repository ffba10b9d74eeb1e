package weir.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All operations, from {@code routes.tsv}, and what answers them.
 *
 * <p>Thread: any; immutable.
 */
final class RouteTable {

    /**
     * A path with everything that can be done there.
     *
     * @param segments of the template
     * @param routes by method
     */
    record Resource(List<String> segments, Map<String, Route> routes) {}

    /**
     * A resource that a path leads to.
     *
     * @param resource what is there
     * @param parameters values of the path's parameters
     */
    record Match(Resource resource, Map<String, String> parameters) {}

    private final List<Route> routes;
    private final List<Resource> resources = new ArrayList<>();
    private final Map<String, RestCall> calls;

    private RouteTable(List<Route> routes, Map<String, RestCall> calls) {
        this.routes = List.copyOf(routes);
        this.calls = Map.copyOf(calls);
        Map<String, Map<String, Route>> byTemplate = new LinkedHashMap<>();
        for (Route route : routes) {
            Route before = byTemplate
                    .computeIfAbsent(route.template(), template -> new TreeMap<>())
                    .put(route.method(), route);
            if (before != null) {
                throw new IllegalArgumentException("routes.tsv: " + route.method() + " " + route.template() + " twice");
            }
        }
        byTemplate.values().forEach(methods -> {
            Route any = methods.values().iterator().next();
            resources.add(new Resource(any.segments(), Map.copyOf(methods)));
        });
    }

    /** The rows alone, for pages made from them. */
    static List<Route> rows() {
        return TableRows.of("routes.tsv").stream().map(Route::parse).toList();
    }

    /**
     * The rows with their calls.
     *
     * @throws IllegalArgumentException a row without a call, or a call without a row: an error of ours
     */
    static RouteTable of(Map<String, RestCall> calls) {
        List<Route> rows = rows();
        List<String> named = rows.stream().map(Route::call).toList();
        for (String name : named) {
            if (!calls.containsKey(name)) {
                throw new IllegalArgumentException("routes.tsv names " + name + ", and nothing answers it");
            }
        }
        for (String name : calls.keySet()) {
            if (!named.contains(name)) {
                throw new IllegalArgumentException("no row of routes.tsv names " + name);
            }
        }
        return new RouteTable(rows, calls);
    }

    /** All rows. */
    List<Route> routes() {
        return routes;
    }

    /** What answers a row. */
    RestCall call(Route route) {
        return Optional.ofNullable(calls.get(route.call())).orElseThrow();
    }

    /** What a path leads to. Absent: empty when nothing is there. */
    Optional<Match> find(List<String> path) {
        for (Resource resource : resources) {
            Map<String, String> parameters = match(resource.segments(), path);
            if (parameters != null) {
                return Optional.of(new Match(resource, parameters));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Map<String, String> match(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = template.get(i);
            if (Route.isParameter(segment)) {
                parameters.put(Route.parameterName(segment), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return null;
            }
        }
        return parameters;
    }
}
