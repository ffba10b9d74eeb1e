package weir.script.js;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/**
 * One engine with one global scope.
 *
 * <p>Functions of the API stand behind the scope, so that whatever a script declares under their names hides them, in that
 * script only. Thread: the one that made it.
 */
public final class JavaScript implements AutoCloseable {

    /** Inner parts of the engine that it shows to scripts. */
    private static final List<String> NOT_OF_THE_LANGUAGE =
            List.of("global", "Call", "CallSite", "Continuation", "JavaException", "Script", "With", "isXMLName");

    private final Context context;
    private final ScriptableObject scope;
    private final Budget budget;
    private final JsValues values;

    /**
     * An engine for this thread.
     *
     * @param clock time that scripts see, ms since the epoch
     */
    public JavaScript(Budget budget, LongSupplier clock) {
        this.budget = budget;
        context = new SafeContextFactory(budget).enterContext();
        scope = context.initSafeStandardObjects();
        NOT_OF_THE_LANGUAGE.forEach(scope::delete);
        values = new JsValues(context, scope);
        Guards.install(scope, budget);
        EngineDate.install(scope, clock);
    }

    /** Carries values in and out. */
    public JsValues values() {
        return values;
    }

    /** Makes functions known under their names. */
    public void define(Map<String, Call> functions) {
        ScriptableObject behind = new NativeObject();
        behind.setParentScope(null);
        behind.setPrototype(scope.getPrototype());
        define(behind, functions);
        scope.setPrototype(behind);
    }

    /** Makes functions known as members of one global object. */
    public void defineIn(String name, Map<String, Call> functions) {
        ScriptableObject object = (ScriptableObject) context.newObject(scope);
        define(object, functions);
        scope.defineProperty(name, object, ScriptableObject.DONTENUM);
    }

    private void define(ScriptableObject owner, Map<String, Call> functions) {
        functions.forEach((name, call) -> owner.defineProperty(
                name, new ApiFunction(scope, name, values, budget, call), ScriptableObject.DONTENUM));
    }

    /**
     * Runs a source text in the global scope, as a part of what runs now.
     *
     * @param name of the file, for messages
     */
    public @Nullable Object include(String source, String name) {
        Script script = context.compileString(source, name, 1, null);
        return script.exec(context, scope, scope);
    }

    /**
     * Runs a source text in the global scope.
     *
     * @param name of the file, for messages
     * @throws ScriptFailure it cannot be read, or ended with an error
     */
    public void run(String source, String name) {
        budget.begin();
        try {
            include(source, name);
        } catch (RuntimeException | Error e) {
            throw ScriptFailure.of(e);
        } finally {
            budget.end();
        }
    }

    /**
     * Calls a function of the script.
     *
     * @param arguments as {@link JsValues#of} takes them
     * @return a value of the script
     * @throws ScriptFailure it ended with an error
     */
    public @Nullable Object call(Function function, @Nullable Object... arguments) {
        return call(function, result -> result, arguments);
    }

    /**
     * Calls a function of the script and does something with its result, in the same bounds.
     *
     * @throws ScriptFailure either ended with an error
     */
    public <T> @Nullable T call(
            Function function,
            java.util.function.Function<@Nullable Object, @Nullable T> then,
            @Nullable Object... arguments) {
        budget.begin();
        try {
            @Nullable Object[] carried = new Object[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                carried[i] = JsValues.isNothing(arguments[i]) ? arguments[i] : values.of(arguments[i]);
            }
            return then.apply(function.call(context, scope, scope, carried));
        } catch (RuntimeException | Error e) {
            throw ScriptFailure.of(e);
        } finally {
            budget.end();
        }
    }

    /** Whether a result is {@code null} or {@code undefined}. */
    public static boolean isNothing(@Nullable Object result) {
        return JsValues.isNothing(result);
    }

    @Override
    public void close() {
        Context.exit();
    }
}
