package weir.script.js;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * Carries values into one script and out of it.
 *
 * <p>In: text, numbers, booleans, {@link Map}, {@link List}, {@link Optional} and null become values of the engine's own, so
 * that {@code Array.isArray} and {@code JSON.stringify} work; an empty member is left out. Out: {@link String}, {@link
 * Long}, {@link Double}, {@link Boolean}, {@link List} and {@link Map}, as REST reads them; functions, {@code null} and
 * {@code undefined} are left out. Bounds: depth {@value #DEEPEST}, {@link Limits#MOST_ELEMENTS} values.
 *
 * <p>Thread: that of the script.
 */
public final class JsValues {

    /** Deepest nesting of objects and arrays that leaves a script. */
    static final int DEEPEST = 64;

    private static final double LARGEST_WHOLE = 9_007_199_254_740_992.0;
    private static final Callable AS_IT_IS = (context, scope, self, arguments) -> arguments[1];

    private final Context context;
    private final ScriptableObject scope;

    JsValues(Context context, ScriptableObject scope) {
        this.context = context;
        this.scope = scope;
    }

    /** A value as scripts see it. Absent: null and an empty {@link Optional} become {@code null}. */
    public @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> of(optional.orElse(null));
            case String text -> text;
            case Boolean flag -> flag;
            case Integer number -> number;
            case Number number -> number.doubleValue();
            case Map<?, ?> members -> object(members);
            case List<?> elements -> array(elements);
            case Scriptable own -> own;
            default -> value.toString();
        };
    }

    private Scriptable object(Map<?, ?> members) {
        Scriptable object = context.newObject(scope);
        members.forEach((name, value) -> {
            if (value != null && !(value instanceof Optional<?> optional && optional.isEmpty())) {
                put(object, name.toString(), of(value));
            }
        });
        return object;
    }

    /** Names that are numbers are indexes to the engine. */
    private static void put(Scriptable object, String name, @Nullable Object value) {
        ScriptableObject.putProperty(object, name, value);
    }

    private Scriptable array(List<?> elements) {
        @Nullable Object[] array = new Object[elements.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = of(elements.get(i));
        }
        return context.newArray(scope, array);
    }

    /** {@code undefined}. */
    public static Object undefined() {
        return Undefined.instance;
    }

    /** Whether a value is {@code null} or {@code undefined}. */
    static boolean isNothing(@Nullable Object value) {
        return value == null || Undefined.isUndefined(value);
    }

    /** A value of the script. Absent: null for what is left out. */
    static @Nullable Object toJava(@Nullable Object value) {
        return new Reading().value(value, 0);
    }

    /** A value as compact JSON text. Absent: null for what JSON does not have. */
    public @Nullable String json(@Nullable Object value) {
        return json(value, 0);
    }

    /** A value as JSON text with an indent. Absent: null for what JSON does not have. */
    public @Nullable String json(@Nullable Object value, int indent) {
        ScriptableObject own = (ScriptableObject) ScriptableObject.getProperty(scope, "JSON");
        Object text =
                ScriptableObject.callMethod(context, own, "stringify", new @Nullable Object[] {value, null, indent});
        return text instanceof CharSequence written ? written.toString() : null;
    }

    /**
     * Reads JSON text.
     *
     * @throws org.mozilla.javascript.EcmaError it is none
     */
    public @Nullable Object parse(String json) {
        return NativeJSON.parse(context, scope, json, AS_IT_IS);
    }

    /** An error as a function of the API throws it: its name is not one of the engine's, so that HTTP handlers survive it. */
    public RuntimeException error(String message) {
        Scriptable error = context.newObject(scope, "Error", new Object[] {message});
        put(error, "name", "InternalError");
        return new JavaScriptException(error, "", 0);
    }

    /** An error object with further members, whose text is the message. */
    public Scriptable errorObject(String message, Map<String, Object> members) {
        Scriptable error = context.newObject(scope, "Error", new Object[] {message});
        members.forEach((name, value) -> put(error, name, of(value)));
        return error;
    }

    /** Reads one value, counting. */
    private static final class Reading {
        private int count;

        @Nullable
        Object value(@Nullable Object value, int depth) {
            if (++count > Limits.MOST_ELEMENTS || depth > DEEPEST) {
                throw new IllegalArgumentException("the value is too large or nested too deeply");
            }
            return switch (value) {
                case null -> null;
                case CharSequence text -> text.toString();
                case Boolean flag -> flag;
                case Number number -> number(number.doubleValue());
                case NativeArray array -> elements(array, depth);
                case Function function -> null;
                case ScriptableObject object -> members(object, depth);
                default -> null;
            };
        }

        private static Object number(double number) {
            boolean whole = number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE;
            return whole ? (Object) (long) number : (Object) number;
        }

        private List<Object> elements(NativeArray array, int depth) {
            List<Object> elements = new ArrayList<>();
            for (Object element : array.toArray()) {
                Object read = value(element, depth + 1);
                if (read != null) {
                    elements.add(read);
                }
            }
            return elements;
        }

        private Object members(ScriptableObject object, int depth) {
            String kind = object.getClassName();
            if (kind.equals("String") || kind.equals("Number") || kind.equals("Boolean")) {
                return String.valueOf(value(object.getDefaultValue(null), depth + 1));
            }
            Map<String, Object> members = new LinkedHashMap<>();
            for (Object id : object.getIds()) {
                Object member = id instanceof String name
                        ? ScriptableObject.getProperty(object, name)
                        : ScriptableObject.getProperty(object, (int) id);
                Object read = value(member, depth + 1);
                if (read != null) {
                    members.put(id.toString(), read);
                }
            }
            return members;
        }
    }
}
