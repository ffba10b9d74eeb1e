package weir.rest;

import java.util.ArrayList;
import java.util.List;
import weir.request.InvalidRequestException;

/** The path of a URL as its client wrote it: a semicolon is a character like any other. */
final class RequestPath {

    private RequestPath() {}

    /**
     * Segments of a path, decoded; {@code /a/b} has two, {@code /} has one that is empty.
     *
     * @throws InvalidRequestException it is not percent-encoded UTF-8
     */
    static List<String> segments(String raw) {
        if (!raw.startsWith("/")) {
            throw new InvalidRequestException("the path must begin with /");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : raw.substring(1).split("/", -1)) {
            segments.add(PercentCoding.decode(segment, false));
        }
        return segments;
    }
}
