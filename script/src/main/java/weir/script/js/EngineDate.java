package weir.script.js;

import java.util.function.LongSupplier;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** {@code Date}, of which now is the time of the engine's clock, so that scripts of a replay see its time. */
final class EngineDate extends BaseFunction {

    private static final long serialVersionUID = 1;

    private final transient Function original;
    private final transient LongSupplier millis;

    private EngineDate(Scriptable scope, Function original, LongSupplier millis) {
        super(scope, original);
        setPrototype(original);
        this.original = original;
        this.millis = millis;
    }

    /** Puts it in the place of the built-in one. */
    static void install(ScriptableObject scope, LongSupplier millis) {
        Function original = (Function) ScriptableObject.getProperty(scope, "Date");
        EngineDate date = new EngineDate(scope, original, millis);
        Object prototype = ScriptableObject.getProperty(original, "prototype");
        date.setImmunePrototypeProperty(prototype);
        ((ScriptableObject) prototype).defineProperty("constructor", date, DONTENUM);
        date.defineProperty("now", new Now(scope, millis), DONTENUM);
        scope.defineProperty("Date", date, DONTENUM);
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
        return Context.toString(construct(context, scope, new Object[0]));
    }

    @Override
    public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
        return original.construct(
                context, scope, arguments.length == 0 ? new Object[] {(double) millis.getAsLong()} : arguments);
    }

    @Override
    public boolean hasInstance(Scriptable instance) {
        return original.hasInstance(instance);
    }

    @Override
    public String getFunctionName() {
        return "Date";
    }

    private static final class Now extends BaseFunction {
        private static final long serialVersionUID = 1;
        private final transient LongSupplier millis;

        Now(Scriptable scope, LongSupplier millis) {
            super(scope, ScriptableObject.getFunctionPrototype(scope));
            this.millis = millis;
        }

        @Override
        public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
            return (double) millis.getAsLong();
        }

        @Override
        public String getFunctionName() {
            return "now";
        }
    }
}
