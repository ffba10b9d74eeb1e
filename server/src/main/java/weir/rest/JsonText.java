package weir.rest;

import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * A name or text that is written often, encoded once.
 *
 * <p>Thread: any.
 */
final class JsonText {

    private final SerializedString text;

    private JsonText(String text) {
        this.text = new SerializedString(text);
    }

    /** Keeps a text. */
    static JsonText of(String text) {
        return new JsonText(text);
    }

    SerializableString encoded() {
        return text;
    }

    /** The text. */
    @Override
    public String toString() {
        return text.getValue();
    }
}
