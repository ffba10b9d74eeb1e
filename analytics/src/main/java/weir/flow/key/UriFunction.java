package weir.flow.key;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;

/**
 * The key function {@code uri}: a part of a URL, or of the path and query that a request line has.
 *
 * <p>Source: RFC 3986, appendix B.
 */
final class UriFunction {

    private interface Part {
        boolean pick(TextView url, KeyValue into);
    }

    private static final Map<String, Part> PARTS = Map.of(
            "scheme", (url, into) -> schemeEnd(url) >= 0 && into.text(url.bytes(), url.start(), schemeEnd(url)),
            "authority",
                    (url, into) -> hasAuthority(url) && into.text(url.bytes(), authorityStart(url), pathStart(url)),
            "host", UriFunction::host,
            "port", UriFunction::port,
            "path", (url, into) -> into.text(url.bytes(), pathStart(url), pathEnd(url)),
            "file",
                    (url, into) ->
                            fileStart(url) < pathEnd(url) && into.text(url.bytes(), fileStart(url), pathEnd(url)),
            "extension", UriFunction::extension,
            "query", UriFunction::query,
            "fragment",
                    (url, into) -> fragmentStart(url) < url.end()
                            && into.text(url.bytes(), fragmentStart(url) + 1, url.end()));

    private UriFunction() {}

    static EvaluatedKey make(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        if (arguments.size() == 1) {
            return key;
        }
        Part part = PARTS.getOrDefault(arguments.get(1).text(), (url, into) -> false);
        TextView view = new TextView();
        AttributeReader reader = (sample, into) -> {
            KeyValue value = key.of(sample);
            return value != null && part.pick(view.of(value), into);
        };
        return new EvaluatedKey(reader, KeyFormat.TEXT, key.required());
    }

    /** What is wrong with the name of a part. Absent: null. */
    static @Nullable String check(List<Argument> arguments) {
        boolean known =
                arguments.size() < 2 || PARTS.containsKey(arguments.get(1).text());
        return known ? null : "a URL has scheme, authority, host, port, path, file, extension, query and fragment";
    }

    /** First of some characters at or behind a place, else the end of a range. */
    private static int find(TextView url, int from, int to, String wanted) {
        for (int i = from; i < to; i++) {
            if (wanted.indexOf(url.bytes()[i]) >= 0) {
                return i;
            }
        }
        return to;
    }

    /** Index of the colon behind the scheme. Absent: -1. */
    private static int schemeEnd(TextView url) {
        int colon = find(url, url.start(), url.end(), ":/?#");
        boolean found = colon > url.start() && colon < url.end() && url.bytes()[colon] == ':';
        return found ? colon : -1;
    }

    private static int behindScheme(TextView url) {
        int colon = schemeEnd(url);
        return colon < 0 ? url.start() : colon + 1;
    }

    private static boolean hasAuthority(TextView url) {
        int at = behindScheme(url);
        return at + 1 < url.end() && url.bytes()[at] == '/' && url.bytes()[at + 1] == '/';
    }

    private static int authorityStart(TextView url) {
        return behindScheme(url) + 2;
    }

    private static int pathStart(TextView url) {
        return hasAuthority(url) ? find(url, authorityStart(url), url.end(), "/?#") : behindScheme(url);
    }

    private static int pathEnd(TextView url) {
        return find(url, pathStart(url), url.end(), "?#");
    }

    private static int fragmentStart(TextView url) {
        return find(url, pathStart(url), url.end(), "#");
    }

    /** Where the host begins, behind a user. */
    private static int hostStart(TextView url) {
        int at = find(url, authorityStart(url), pathStart(url), "@");
        return at < pathStart(url) ? at + 1 : authorityStart(url);
    }

    /** Where the host ends; an IPv6 address has colons within its brackets. */
    private static int hostEnd(TextView url) {
        int from = hostStart(url);
        int to = pathStart(url);
        boolean bracketed = from < to && url.bytes()[from] == '[';
        return find(url, bracketed ? find(url, from, to, "]") : from, to, ":");
    }

    private static boolean host(TextView url, KeyValue into) {
        return hasAuthority(url)
                && hostEnd(url) > hostStart(url)
                && into.text(url.bytes(), hostStart(url), hostEnd(url));
    }

    private static boolean port(TextView url, KeyValue into) {
        int from = hasAuthority(url) ? hostEnd(url) + 1 : url.end();
        return from < pathStart(url) && into.text(url.bytes(), from, pathStart(url));
    }

    private static int fileStart(TextView url) {
        int at = pathEnd(url);
        while (at > pathStart(url) && url.bytes()[at - 1] != '/') {
            at--;
        }
        return at;
    }

    private static boolean extension(TextView url, KeyValue into) {
        int at = pathEnd(url);
        while (at > fileStart(url) && url.bytes()[at - 1] != '.') {
            at--;
        }
        return at > fileStart(url) && at < pathEnd(url) && into.text(url.bytes(), at, pathEnd(url));
    }

    private static boolean query(TextView url, KeyValue into) {
        int from = pathEnd(url);
        return from < url.end() && url.bytes()[from] == '?' && into.text(url.bytes(), from + 1, fragmentStart(url));
    }
}
