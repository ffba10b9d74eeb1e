package weir.rest;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.io.SerializedString;

/**
 * Gives each value of a document a line of its own. What stands between two values is written as one piece, because
 * answers of thousands of rows consist of such pieces for the most part.
 *
 * <p>Thread: one at a time, that of the document.
 */
final class Indentation implements PrettyPrinter {

    /** Deeper levels are indented no further. */
    private static final int DEEPEST = 32;

    private static final SerializedString COLON = new SerializedString(": ");

    private final SerializedString[] breaks = new SerializedString[DEEPEST + 1];
    private final SerializedString[] commas = new SerializedString[DEEPEST + 1];
    private int level;

    /**
     * For a document that begins.
     *
     * @param spaces of indent for each level
     */
    Indentation(int spaces) {
        for (int i = 0; i <= DEEPEST; i++) {
            String line = "\n" + " ".repeat(i * spaces);
            breaks[i] = new SerializedString(line);
            commas[i] = new SerializedString("," + line);
        }
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator out) {
        out.writeRaw(' ');
    }

    @Override
    public void writeStartObject(JsonGenerator out) {
        out.writeRaw('{');
        level++;
    }

    @Override
    public void beforeObjectEntries(JsonGenerator out) {
        piece(out, breaks);
    }

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator out) {
        out.writeRaw(COLON);
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) {
        piece(out, commas);
    }

    @Override
    public void writeEndObject(JsonGenerator out, int entries) {
        end(out, entries, '}');
    }

    @Override
    public void writeStartArray(JsonGenerator out) {
        out.writeRaw('[');
        level++;
    }

    @Override
    public void beforeArrayValues(JsonGenerator out) {
        piece(out, breaks);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) {
        piece(out, commas);
    }

    @Override
    public void writeEndArray(JsonGenerator out, int values) {
        end(out, values, ']');
    }

    private void end(JsonGenerator out, int entries, char bracket) {
        level--;
        if (entries > 0) {
            piece(out, breaks);
        }
        out.writeRaw(bracket);
    }

    private void piece(JsonGenerator out, SerializedString[] pieces) {
        out.writeRaw(pieces[Math.min(level, DEEPEST)]);
    }
}
