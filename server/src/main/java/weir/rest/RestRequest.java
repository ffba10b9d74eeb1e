package weir.rest;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A request, taken apart.
 *
 * <p>Thread: that of the request.
 *
 * @param path values of the path's parameters, decoded
 * @param query values of the query by name, decoded, in their order
 * @param readBody reads the body when it is asked for
 */
public record RestRequest(Map<String, String> path, Map<String, List<String>> query, Supplier<byte[]> readBody) {

    /** Value of a parameter of the path. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the path has no parameter " + name);
        }
        return value;
    }

    /** Values of a parameter of the query. Absent: an empty list. */
    public List<String> query(String name) {
        return query.getOrDefault(name, List.of());
    }

    /**
     * The JSON object that the request carries.
     *
     * @throws weir.request.InvalidRequestException it carries none, or one that cannot be read
     */
    JsonBody body() {
        return LenientJson.read(readBody.get());
    }

    /** The same for what may have members of any name, so that a null is a mistake in one of them. */
    JsonBody bodyWithNulls() {
        return LenientJson.readWithNulls(readBody.get());
    }
}
