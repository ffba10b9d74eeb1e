package weir.script.js;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.Evaluator;
import org.mozilla.javascript.Scriptable;

/** An engine that compiles what could make a {@code BigInt} explode, so that it gets {@link BoundedOperators}. */
final class BoundedContext extends Context {

    private final Budget budget;

    BoundedContext(ContextFactory factory, Budget budget) {
        super(factory);
        this.budget = budget;
    }

    /** Looks at what the callback has taken. */
    void look() {
        budget.check();
    }

    /**
     * Compiles a text. The engine interprets what {@code eval} and {@code Function} get, with operators of its own; texts
     * without the operators in question still are interpreted, which is faster for one use.
     */
    @Override
    protected Object compileImpl(
            Scriptable scope,
            String source,
            String name,
            int line,
            Object domain,
            boolean function,
            @Nullable Evaluator evaluator,
            ErrorReporter reporter,
            Consumer<CompilerEnvirons> environment) {
        if (hasLongNumber(source)) {
            throw reportRuntimeError("a BigInt of more than " + BoundedOperators.MOST_DIGITS + " digits");
        }
        Evaluator chosen = source.chars().anyMatch(c -> "*/%<>=".indexOf(c) >= 0) ? null : evaluator;
        return super.compileImpl(scope, source, name, line, domain, function, chosen, reporter, environment);
    }

    /** Whether a {@code BigInt} stands there that takes long to read. */
    private static boolean hasLongNumber(String source) {
        int digits = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (Character.digit(c, 16) >= 0 || c == '_') {
                digits++;
            } else if (c == 'n' && digits > BoundedOperators.MOST_DIGITS) {
                return true;
            } else {
                digits = 0;
            }
        }
        return false;
    }
}
