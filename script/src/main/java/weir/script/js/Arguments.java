package weir.script.js;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * What a script handed to a function, read as loosely as scripts are written: numbers as text, lists as text or arrays or
 * arrays in arrays.
 *
 * <p>Thread: that of the script.
 */
public final class Arguments {

    private final JsValues values;
    private final Object[] given;

    Arguments(JsValues values, Object[] given) {
        this.values = values;
        this.given = given;
    }

    /** How many there are. */
    public int count() {
        return given.length;
    }

    /** An argument as the script gave it. Absent: {@code undefined}. */
    public @Nullable Object raw(int index) {
        return index < given.length ? given[index] : JsValues.undefined();
    }

    /** Whether an argument is missing, {@code null} or {@code undefined}. */
    public boolean isMissing(int index) {
        return JsValues.isNothing(raw(index));
    }

    /** The text of an argument; of an array its elements, separated by commas. Absent: empty. */
    public Optional<String> text(int index) {
        return isMissing(index) ? Optional.empty() : Optional.of(Context.toString(raw(index)));
    }

    /**
     * The text of an argument that is needed.
     *
     * @throws RuntimeException it is missing: an error of the script
     */
    public String needed(int index, String name) {
        return text(index).orElseThrow(() -> values.error(name + " is missing"));
    }

    /** A number, also as text. Absent: empty when it is missing or none. */
    public OptionalDouble number(int index) {
        double number = isMissing(index) ? Double.NaN : Context.toNumber(raw(index));
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    /** Whether an argument counts as true. */
    public boolean flag(int index) {
        return Context.toBoolean(raw(index));
    }

    /**
     * An object, its members as REST reads JSON. Absent: empty when it is missing or something else.
     *
     * @throws RuntimeException it is too large: an error of the script
     */
    public Optional<Map<String, Object>> object(int index) {
        Object value = raw(index);
        boolean object =
                value instanceof ScriptableObject && !(value instanceof Function || value instanceof NativeArray);
        if (!object || !(java(value) instanceof Map<?, ?> members)) {
            return Optional.empty();
        }
        Map<String, Object> read = new LinkedHashMap<>();
        members.forEach((name, member) -> read.put((String) name, member));
        return Optional.of(read);
    }

    private @Nullable Object java(@Nullable Object value) {
        try {
            return JsValues.toJava(value);
        } catch (IllegalArgumentException e) {
            throw values.error(String.valueOf(e.getMessage()));
        }
    }

    /** A function. Absent: empty. */
    public Optional<Function> function(int index) {
        return raw(index) instanceof Function function ? Optional.of(function) : Optional.empty();
    }

    /** A member of an object that is a function. Absent: empty. */
    public Optional<Function> function(int index, String member) {
        return raw(index) instanceof Scriptable object
                        && ScriptableObject.getProperty(object, member) instanceof Function function
                ? Optional.of(function)
                : Optional.empty();
    }

    /** The elements of an array as texts. Absent: empty when it is no array. */
    public Optional<List<String>> array(int index) {
        if (!(raw(index) instanceof NativeArray array)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (Object element : array.toArray()) {
            texts.add(Context.toString(element));
        }
        return Optional.of(texts);
    }

    /** The elements of an array, or the one text that stands for it. Absent: empty. */
    public Optional<List<String>> texts(int index) {
        return array(index).or(() -> text(index).map(List::of));
    }
}
