package weir.rest;

import java.util.List;

/** Configurations that differ from the usual one in one respect. */
final class Configurations {

    private Configurations() {}

    static RestConfiguration with(RestConfiguration from, int indent) {
        return of(from, from.html(), from.rest(), from.readonly(), indent, from.hosts(), from.limits());
    }

    static RestConfiguration with(RestConfiguration from, RestConfiguration.Limits limits) {
        return of(from, from.html(), from.rest(), from.readonly(), from.jsonIndent(), from.hosts(), limits);
    }

    static RestConfiguration readonly() {
        RestConfiguration from = RestConfiguration.onPort(0);
        return of(from, true, true, true, 1, List.of(), from.limits());
    }

    static RestConfiguration serving(boolean html, boolean rest) {
        RestConfiguration from = RestConfiguration.onPort(0);
        return of(from, html, rest, false, 1, List.of(), from.limits());
    }

    static RestConfiguration hosts(String... hosts) {
        RestConfiguration from = RestConfiguration.onPort(0);
        return of(from, true, true, false, 1, List.of(hosts), from.limits());
    }

    private static RestConfiguration of(
            RestConfiguration from,
            boolean html,
            boolean rest,
            boolean readonly,
            int indent,
            List<String> hosts,
            RestConfiguration.Limits limits) {
        return new RestConfiguration(
                from.hostname(),
                from.port(),
                from.log(),
                html,
                from.htmlRedirect(),
                rest,
                readonly,
                indent,
                hosts,
                from.pages(),
                from.buffers(),
                limits);
    }
}
