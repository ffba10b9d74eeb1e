package weir.script.js;

import java.util.List;
import java.util.Set;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SymbolKey;
import org.mozilla.javascript.Undefined;

/**
 * Bounds on single calls of built-in functions that run long or make much without counting instructions.
 *
 * <p>Functions of arrays work on at most {@value Limits#MOST_ELEMENTS} elements, functions of texts make at most {@value
 * Limits#MOST_CHARACTERS} characters; JSON and {@code flat} of a structure that names the same part again and again count
 * each time. Beyond a bound a script gets a {@code RangeError}, which it can catch. Regular expressions count instructions.
 *
 * <p>Thread: that of the script.
 */
final class Guards {

    private static final Set<String> CHEAP = Set.of("constructor", "push", "pop", "at");
    private static final List<String> BINARY = List.of(
            "Int8Array",
            "Uint8Array",
            "Uint8ClampedArray",
            "Int16Array",
            "Uint16Array",
            "Int32Array",
            "Uint32Array",
            "Float32Array",
            "Float64Array");
    /** Replacing may make this many times as much as it is allowed to, if nearly everything matched. */
    private static final long REPLACING = 16L * Limits.MOST_CHARACTERS;

    private final ScriptableObject scope;
    private final Budget budget;

    private Guards(ScriptableObject scope, Budget budget) {
        this.scope = scope;
        this.budget = budget;
    }

    /** Puts the bounds in front of the functions of a scope. */
    static void install(ScriptableObject scope, Budget budget) {
        Guards guards = new Guards(scope, budget);
        guards.arrays();
        guards.texts();
        guards.calls();
        guards.numbers();
        for (String name : BINARY) {
            guards.constructor(name, (self, arguments) -> elements(many(arguments)));
        }
        guards.constructor("ArrayBuffer", (self, arguments) -> elements(number(arguments, 0)));
        ScriptableObject buffer = guards.prototype("ArrayBuffer");
        List.of("transfer", "transferToFixedLength")
                .forEach(name -> guards.guard(buffer, name, (self, arguments) -> elements(number(arguments, 0))));
    }

    private void arrays() {
        ScriptableObject prototype = prototype("Array");
        for (Object id : prototype.getAllIds()) {
            if (id instanceof String name && isFunction(prototype, name) && !CHEAP.contains(name)) {
                GuardedFunction.Check nested = name.equals("flat") ? (self, arguments) -> count(self) : (self, a) -> {};
                guard(prototype, name, (self, arguments) -> {
                    elements(length(self));
                    nested.look(self, arguments);
                });
            }
        }
        Object iterator = prototype.get(SymbolKey.ITERATOR, prototype);
        if (iterator instanceof Function original) {
            prototype.defineProperty(
                    SymbolKey.ITERATOR,
                    new GuardedFunction(scope, original, budget, (self, arguments) -> elements(length(self))),
                    ScriptableObject.DONTENUM);
        }
        constructor("Array", (self, arguments) -> {
            if (arguments.length == 1 && arguments[0] instanceof Number) {
                elements(number(arguments, 0));
            }
        });
        guard(object("Array"), "from", (self, arguments) -> elements(length(argument(arguments, 0))));
    }

    private void texts() {
        ScriptableObject prototype = prototype("String");
        for (Object id : prototype.getAllIds()) {
            if (id instanceof String name && isFunction(prototype, name) && !name.equals("constructor")) {
                guard(prototype, name, check(name));
            }
        }
        guard(object("String"), "raw", (self, arguments) -> {
            Object first = argument(arguments, 0);
            elements(first instanceof Scriptable raw ? length(ScriptableObject.getProperty(raw, "raw")) : 0);
        });
        guard(object("JSON"), "stringify", (self, arguments) -> count(argument(arguments, 0)));
    }

    private static GuardedFunction.Check check(String name) {
        return switch (name) {
            case "repeat" -> (self, arguments) -> characters(length(self) * number(arguments, 0));
            case "padStart", "padEnd" -> (self, arguments) -> characters(number(arguments, 0));
            case "replace", "replaceAll" ->
                (self, arguments) -> {
                    Object by = argument(arguments, 1);
                    boolean once = name.equals("replace") && argument(arguments, 0) instanceof CharSequence;
                    if (!once && by instanceof CharSequence text && length(self) * text.length() > REPLACING) {
                        throw range("the text would become too long");
                    }
                    characters(length(self));
                };
            default -> (self, arguments) -> characters(length(self));
        };
    }

    private void calls() {
        guard(prototype("Function"), "apply", (self, arguments) -> elements(length(argument(arguments, 1))));
        guard(object("Reflect"), "apply", (self, arguments) -> elements(length(argument(arguments, 2))));
        guard(object("Reflect"), "construct", (self, arguments) -> elements(length(argument(arguments, 1))));
    }

    /** Numbers as large as one likes; {@link BoundedOperators} has the rest. */
    private void numbers() {
        constructor("BigInt", (self, arguments) -> BoundedOperators.digits(text(arguments, 0)));
        for (String name : List.of("asIntN", "asUintN")) {
            guard(object("BigInt"), name, (self, arguments) -> {
                BoundedOperators.bits(number(arguments, 0));
                BoundedOperators.digits(text(arguments, 1));
            });
        }
        // Writing to them reads numbers from texts, in a step that nobody can look at.
        scope.delete("BigInt64Array");
        scope.delete("BigUint64Array");
        ScriptableObject view = prototype("DataView");
        view.delete("setBigInt64");
        view.delete("setBigUint64");
    }

    private ScriptableObject object(String name) {
        return (ScriptableObject) ScriptableObject.getProperty(scope, name);
    }

    private ScriptableObject prototype(String name) {
        return (ScriptableObject) ScriptableObject.getProperty(object(name), "prototype");
    }

    private static boolean isFunction(ScriptableObject owner, String name) {
        return owner.get(name, owner) instanceof Function;
    }

    /** Also where the owner has the function from a constructor that is guarded already. */
    private void guard(ScriptableObject owner, String name, GuardedFunction.Check check) {
        if (ScriptableObject.getProperty(owner, name) instanceof Function original) {
            owner.defineProperty(name, new GuardedFunction(scope, original, budget, check), ScriptableObject.DONTENUM);
        } else {
            throw new IllegalStateException("the engine has no function " + name);
        }
    }

    private void constructor(String name, GuardedFunction.Check check) {
        if (ScriptableObject.getProperty(scope, name) instanceof Function original) {
            scope.defineProperty(
                    name, GuardedFunction.constructor(scope, original, budget, check), ScriptableObject.DONTENUM);
        }
    }

    private static Object argument(Object[] arguments, int index) {
        return index < arguments.length ? arguments[index] : Context.getUndefinedValue();
    }

    /** An argument as the number that it becomes; it is made only once, as an object can say another one every time. */
    private static double number(Object[] arguments, int index) {
        if (Undefined.isUndefined(argument(arguments, index))) {
            return 0;
        }
        if (!(arguments[index] instanceof Number)) {
            arguments[index] = ScriptRuntime.toNumber(arguments[index]);
        }
        return ((Number) arguments[index]).doubleValue();
    }

    /** An argument as the value without parts that it becomes, made only once. */
    private static Object text(Object[] arguments, int index) {
        if (index < arguments.length && arguments[index] instanceof Scriptable object) {
            arguments[index] = object.getDefaultValue(ScriptRuntime.NumberClass);
        }
        return argument(arguments, index);
    }

    /** How many elements the first argument asks for: a number, or something with a length. */
    private static double many(Object[] arguments) {
        return argument(arguments, 0) instanceof Scriptable other ? length(other) : number(arguments, 0);
    }

    private static double length(Object of) {
        return switch (of) {
            case NativeArray array -> array.getLength();
            case CharSequence text -> text.length();
            case Scriptable other -> {
                Object length = ScriptableObject.getProperty(other, "length");
                yield length instanceof Number number ? number.doubleValue() : 0;
            }
            default -> 0;
        };
    }

    private static void elements(double count) {
        if (count > Limits.MOST_ELEMENTS) {
            throw range("an array of more than " + Limits.MOST_ELEMENTS + " elements");
        }
    }

    private static void characters(double count) {
        if (count > Limits.MOST_CHARACTERS) {
            throw range("a text of more than " + Limits.MOST_CHARACTERS + " characters");
        }
    }

    /** Counts values as often as they would be written. */
    private static void count(Object value) {
        count(value, 0, 0);
    }

    private static long count(Object value, long before, int depth) {
        long now = before + 1;
        elements(now);
        if (depth > JsValues.DEEPEST) {
            // Deeper, and round in circles: the built-in function finds out itself.
            return now;
        }
        if (value instanceof NativeArray array) {
            elements(array.getLength());
            for (int i = 0; i < array.getLength(); i++) {
                now = count(array.get(i, array), now, depth + 1);
            }
        } else if (value instanceof ScriptableObject object && !(value instanceof Function)) {
            for (Object id : object.getIds()) {
                Object member = id instanceof String name ? object.get(name, object) : object.get((int) id, object);
                now = count(member, now, depth + 1);
            }
        }
        return now;
    }

    private static RuntimeException range(String message) {
        return ScriptRuntime.rangeError(message);
    }
}
