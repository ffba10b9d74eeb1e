package weir.rest;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import weir.request.InvalidRequestException;

/**
 * The JSON object that a request carries. Members that nobody asks for are ignored.
 *
 * <p>Thread: any; not changed after reading.
 *
 * @param members values by name, as {@link LenientJson} reads them
 */
record JsonBody(Map<String, Object> members) {

    /**
     * A text; a number or a boolean is taken as its text.
     *
     * @throws InvalidRequestException it is an object or an array
     */
    Optional<String> text(String name) {
        Object value = members.get(name);
        if (value instanceof Map || value instanceof Iterable) {
            throw new InvalidRequestException(name + " must be a string");
        }
        return Optional.ofNullable(value).map(Object::toString);
    }

    /**
     * A number; a numeric string counts as one.
     *
     * @throws InvalidRequestException it is something else
     */
    OptionalDouble number(String name) {
        Object value = members.get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (value instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        try {
            if (value instanceof String text) {
                double number = Double.parseDouble(text);
                if (Double.isFinite(number)) {
                    return OptionalDouble.of(number);
                }
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new InvalidRequestException(name + " must be a number");
    }

    /**
     * A boolean; false when it is absent.
     *
     * @throws InvalidRequestException it is something else
     */
    boolean flag(String name) {
        Object value = members.get(name);
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value == null) {
            return false;
        }
        throw new InvalidRequestException(name + " must be true or false");
    }
}
