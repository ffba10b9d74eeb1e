package weir.script.js;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.RhinoException;

/** What ended a callback: a sentence with its place, and the value that was thrown, if the script itself threw it. */
public final class ScriptFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient @Nullable Object thrown;
    private final boolean ofScript;
    private final boolean fault;

    private ScriptFailure(String sentence, Throwable cause, @Nullable Object thrown, boolean ofScript, boolean fault) {
        super(sentence, cause, false, false);
        this.thrown = thrown;
        this.ofScript = ofScript;
        this.fault = fault;
    }

    static ScriptFailure of(Throwable cause) {
        return switch (cause) {
            case JavaScriptException thrown ->
                new ScriptFailure(placed(thrown, text(thrown)), thrown, thrown.getValue(), true, false);
            case EcmaError error -> new ScriptFailure(placed(error, error.details()), error, null, false, false);
            case RhinoException error -> new ScriptFailure(placed(error, error.details()), error, null, false, false);
            case LimitError limit -> new ScriptFailure(String.valueOf(limit.getMessage()), limit, null, false, false);
            case StackOverflowError deep -> new ScriptFailure("calls are nested too deeply", deep, null, false, false);
            case OutOfMemoryError large ->
                new ScriptFailure("asked for more memory than there is", large, null, false, false);
            default -> new ScriptFailure("internal error, see the log: " + cause, cause, null, false, true);
        };
    }

    private static String text(JavaScriptException thrown) {
        Object value = thrown.getValue();
        return value instanceof CharSequence ? value.toString() : thrown.details();
    }

    /** {@code file#line sentence}. */
    private static String placed(RhinoException error, String sentence) {
        String file = error.sourceName();
        return file == null || file.isEmpty() ? sentence : file + "#" + error.lineNumber() + " " + sentence;
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Whether the script itself threw a value, and the engine found nothing wrong. */
    public boolean isThrown() {
        return ofScript;
    }

    /** A text that was thrown. Absent: empty when something else was. */
    public Optional<String> thrownText() {
        return thrown instanceof CharSequence text ? Optional.of(text.toString()) : Optional.empty();
    }

    /** Whether it is a fault of ours. */
    public boolean isFault() {
        return fault;
    }
}
