package weir.rest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import weir.request.InvalidRequestException;

/** Values of parameters of the query, by type; of repeated ones the first counts. */
final class QueryValues {

    private QueryValues() {}

    /** A text. Absent: empty. */
    static Optional<String> text(RestRequest request, String name) {
        List<String> values = request.query(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /**
     * A whole number. Absent: empty.
     *
     * @throws InvalidRequestException it is something else
     */
    static OptionalLong integer(RestRequest request, String name) {
        Optional<String> text = text(request, name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(name + " must be a whole number, not '" + text.get() + "'");
        }
    }

    /**
     * A number. Absent: empty.
     *
     * @throws InvalidRequestException it is something else
     */
    static OptionalDouble number(RestRequest request, String name) {
        Optional<String> text = text(request, name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text.get());
            if (Double.isFinite(number)) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new InvalidRequestException(name + " must be a number, not '" + text.get() + "'");
    }
}
