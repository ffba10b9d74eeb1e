package weir.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a URL after the question mark. */
final class QueryString {

    private QueryString() {}

    /**
     * Splits a query.
     *
     * <p>Shape: values by name, both in the order of the query. A name without {@code =} has an empty value.
     *
     * @throws weir.request.InvalidRequestException it is not percent-encoded UTF-8
     */
    static Map<String, List<String>> parse(@Nullable String raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (raw == null) {
            return query;
        }
        for (String part : raw.split("&")) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = PercentCoding.decode(equals < 0 ? part : part.substring(0, equals), true);
            String value = equals < 0 ? "" : PercentCoding.decode(part.substring(equals + 1), true);
            query.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return query;
    }
}
