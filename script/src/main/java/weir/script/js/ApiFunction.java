package weir.script.js;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;
import weir.request.UnavailableException;

/** A {@link Call} as scripts see it. */
final class ApiFunction extends BaseFunction {

    private static final long serialVersionUID = 1;

    private final String name;
    private final transient JsValues values;
    private final transient Budget budget;
    private final transient Call call;

    ApiFunction(Scriptable scope, String name, JsValues values, Budget budget, Call call) {
        super(scope, ScriptableObject.getFunctionPrototype(scope));
        this.name = name;
        this.values = values;
        this.budget = budget;
        this.call = call;
    }

    @Override
    public @Nullable Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
        budget.called();
        try {
            Object result = call.apply(new Arguments(values, arguments));
            return JsValues.isNothing(result) ? result : values.of(result);
        } catch (InvalidRequestException | NotFoundException | UnavailableException e) {
            throw values.error(name + ": " + e.getMessage());
        }
    }

    @Override
    public String getFunctionName() {
        return name;
    }
}
