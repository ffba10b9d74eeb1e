package weir.rest;

import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one JSON document, member by member, so that an answer of any size needs no memory.
 *
 * <p>Numbers: a whole {@code double} is written as an integer, any other as the shortest text that reads back the same; what
 * is no number (NaN, infinite) becomes {@code null}.
 *
 * <p>Thread: one at a time.
 */
public final class JsonOut {

    /** Nothing is completed behind our back: an answer that breaks off must not look whole. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private final JsonGenerator generator;

    /**
     * Starts a document.
     *
     * @param out where the text goes, in UTF-8
     * @param indent spaces of indent for each level; 0 for none and no line breaks
     */
    public JsonOut(OutputStream out, int indent) {
        generator = FACTORY.createGenerator(new Layout(indent), out, JsonEncoding.UTF8);
    }

    /** Starts an object. */
    public JsonOut startObject() {
        generator.writeStartObject();
        return this;
    }

    /** Starts an object that is a member of the current one. */
    public JsonOut startObject(String name) {
        generator.writeName(name);
        return startObject();
    }

    /** Ends the current object. */
    public JsonOut endObject() {
        generator.writeEndObject();
        return this;
    }

    /** Starts an array. */
    public JsonOut startArray() {
        generator.writeStartArray();
        return this;
    }

    /** Starts an array that is a member of the current object. */
    public JsonOut startArray(String name) {
        generator.writeName(name);
        return startArray();
    }

    /** Ends the current array. */
    public JsonOut endArray() {
        generator.writeEndArray();
        return this;
    }

    /** Writes a text member. */
    public JsonOut member(String name, String value) {
        generator.writeStringProperty(name, value);
        return this;
    }

    /** Writes an integer member. */
    public JsonOut member(String name, long value) {
        generator.writeNumberProperty(name, value);
        return this;
    }

    /** Writes a number member. */
    public JsonOut member(String name, double value) {
        generator.writeName(name);
        return value(value);
    }

    /** Writes a yes/no member. */
    public JsonOut member(String name, boolean value) {
        generator.writeBooleanProperty(name, value);
        return this;
    }

    /** Writes a text member. */
    JsonOut member(JsonText name, JsonText value) {
        generator.writeName(name.encoded());
        generator.writeString(value.encoded());
        return this;
    }

    /** Writes a text member. */
    JsonOut member(JsonText name, String value) {
        generator.writeName(name.encoded());
        generator.writeString(value);
        return this;
    }

    /** Writes an integer member. */
    JsonOut member(JsonText name, long value) {
        generator.writeName(name.encoded());
        generator.writeNumber(value);
        return this;
    }

    /** Writes a number member. */
    JsonOut member(JsonText name, double value) {
        generator.writeName(name.encoded());
        return value(value);
    }

    /** Copies a JSON text as member of the current object. */
    JsonOut raw(String name, String json) {
        generator.writeName(name);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            generator.copyCurrentStructure(parser);
        }
        return this;
    }

    /** Writes a text as element of the current array. */
    public JsonOut value(String value) {
        generator.writeString(value);
        return this;
    }

    /** Writes a number as element of the current array. */
    public JsonOut value(double value) {
        if (!Double.isFinite(value)) {
            generator.writeNull();
        } else if (NumberText.isWhole(value)) {
            generator.writeNumber((long) value);
        } else {
            generator.writeNumber(value);
        }
        return this;
    }

    /** Writes parsed JSON: maps, lists, texts, numbers, booleans and nulls. */
    JsonOut tree(@Nullable Object value) {
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> members -> {
                startObject();
                members.forEach((name, member) -> {
                    generator.writeName(String.valueOf(name));
                    tree(member);
                });
                endObject();
            }
            case List<?> items -> {
                startArray();
                items.forEach(this::tree);
                endArray();
            }
            case Boolean yes -> generator.writeBoolean(yes);
            case BigInteger number -> generator.writeNumber(number);
            case Number number when number instanceof Double || number instanceof Float -> value(number.doubleValue());
            case Number number -> generator.writeNumber(number.longValue());
            default -> generator.writeString(value.toString());
        }
        return this;
    }

    /** Hands the last of the text to the stream. */
    void finish() {
        generator.close();
    }

    /** Indentation as asked, one line break for each value. */
    private static final class Layout extends ObjectWriteContext.Base {
        private final @Nullable PrettyPrinter printer;

        Layout(int indent) {
            printer = indent == 0 ? null : new Indentation(indent);
        }

        @Override
        public @Nullable PrettyPrinter getPrettyPrinter() {
            return printer;
        }

        @Override
        public boolean hasPrettyPrinter() {
            return printer != null;
        }
    }
}
