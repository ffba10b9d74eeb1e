package weir.script.js;

import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** A built-in function in front of which its arguments are looked at; otherwise like the one behind it. */
final class GuardedFunction extends BaseFunction {

    private static final long serialVersionUID = 1;

    /** Looks at a call before it is made. */
    @FunctionalInterface
    interface Check {
        /** Throws what the script is to get instead. */
        void look(Scriptable self, Object[] arguments);
    }

    private final transient Function original;
    private final transient Check check;
    private final transient Budget budget;

    GuardedFunction(Scriptable scope, Function original, Budget budget, Check check) {
        super(scope, ScriptableObject.getFunctionPrototype(scope));
        this.original = original;
        this.budget = budget;
        this.check = check;
    }

    /** The same as a constructor, with the prototype and the further functions of the original. */
    static GuardedFunction constructor(Scriptable scope, Function original, Budget budget, Check check) {
        GuardedFunction guarded = new GuardedFunction(scope, original, budget, check);
        guarded.setPrototype(original);
        Object made = ScriptableObject.getProperty(original, "prototype");
        guarded.setImmunePrototypeProperty(made);
        if (made instanceof ScriptableObject prototype) {
            prototype.defineProperty("constructor", guarded, DONTENUM);
        }
        return guarded;
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
        budget.called();
        check.look(self, arguments);
        return original.call(context, scope, self, arguments);
    }

    @Override
    public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
        budget.called();
        check.look(this, arguments);
        return original.construct(context, scope, arguments);
    }

    @Override
    public boolean hasInstance(Scriptable instance) {
        return original.hasInstance(instance);
    }

    @Override
    public String getFunctionName() {
        return original instanceof BaseFunction known ? known.getFunctionName() : "";
    }

    @Override
    public int getLength() {
        return original instanceof BaseFunction known ? known.getLength() : 0;
    }

    @Override
    public int getArity() {
        return getLength();
    }
}
