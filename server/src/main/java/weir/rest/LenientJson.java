package weir.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import weir.request.InvalidRequestException;

/**
 * Reads the body of a request as people type it: member names without quotes, strings in single quotes, a comma after the
 * last member, text after the closing brace. The body must be an object.
 *
 * <p>Shape: values are {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link List} and {@link Map}; a null is
 * left out, as if it had not been sent, unless nulls are asked for; of equal names the last one wins. Bound: depth {@value #MAX_DEPTH}; the size is
 * bounded by the reader of the body.
 *
 * <p>Source: REST API reference, section 1.3.
 */
final class LenientJson {

    static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private LenientJson() {}

    /**
     * Reads an object.
     *
     * @throws InvalidRequestException the body is empty, no object, or cannot be read; the message says where
     */
    static JsonBody read(byte[] body) {
        return read(body, false);
    }

    /** The same; nulls are members and elements like others. */
    static JsonBody readWithNulls(byte[] body) {
        return read(body, true);
    }

    private static JsonBody read(byte[] body, boolean nulls) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new InvalidRequestException("the body is empty, a JSON object is expected");
            }
            if (first != JsonToken.START_OBJECT) {
                throw new InvalidRequestException("the body must be a JSON object");
            }
            return new JsonBody(object(parser, nulls));
        } catch (JacksonException e) {
            throw new InvalidRequestException("the body is not JSON: " + e.getOriginalMessage() + place(e));
        }
    }

    /**
     * A member of the outermost object that is an object itself.
     *
     * @param name its name
     * @param line line that its name stands in, from 1
     * @param attributes its members
     */
    record Member(String name, int line, Map<String, Object> attributes) {}

    /**
     * Reads an object of objects, and where each of them begins.
     *
     * @throws InvalidRequestException it is something else, or a name stands twice; the message says where
     */
    static List<Member> readMembers(byte[] text) {
        List<Member> members = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidRequestException("line 1: a JSON object is expected");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                int line = parser.currentTokenLocation().getLineNr();
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new InvalidRequestException("line " + line + ": " + name + " is not an object");
                }
                if (members.stream().anyMatch(member -> member.name.equals(name))) {
                    throw new InvalidRequestException("line " + line + ": " + name + " stands twice");
                }
                members.add(new Member(name, line, object(parser, false)));
            }
        } catch (JacksonException e) {
            throw new InvalidRequestException("line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        }
        return members;
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static Map<String, Object> object(JsonParser parser, boolean nulls) {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser, nulls);
            if (value == null && !nulls) {
                members.remove(name);
            } else {
                members.put(name, value);
            }
        }
        return members;
    }

    private static List<Object> array(JsonParser parser, boolean nulls) {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(parser, nulls);
            if (value != null || nulls) {
                elements.add(value);
            }
        }
        return elements;
    }

    private static @Nullable Object value(JsonParser parser, boolean nulls) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, nulls);
            case START_ARRAY -> array(parser, nulls);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Object integer(JsonParser parser) {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Object) parser.getDoubleValue()
                : (Object) parser.getLongValue();
    }
}
