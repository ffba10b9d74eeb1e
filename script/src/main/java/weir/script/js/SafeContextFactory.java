package weir.script.js;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.GeneratedClassLoader;

/** Makes engines that reach no class of Java and look at their budget while they run. */
final class SafeContextFactory extends ContextFactory {

    /** Loops and calls between two looks at the budget: some ten microseconds. */
    private static final int INSTRUCTIONS = 10_000;

    private final Budget budget;

    SafeContextFactory(Budget budget) {
        this.budget = budget;
    }

    @Override
    protected Context makeContext() {
        Context context = new BoundedContext(this, budget);
        context.setLanguageVersion(Context.VERSION_ES6);
        context.setInterpretedMode(false);
        context.setGenerateObserverCount(true);
        context.setInstructionObserverThreshold(INSTRUCTIONS);
        context.setClassShutter(name -> false);
        return context;
    }

    @Override
    protected GeneratedClassLoader createClassLoader(ClassLoader parent) {
        return new BoundedClasses(parent);
    }

    @Override
    protected boolean hasFeature(Context context, int feature) {
        return switch (feature) {
            case Context.FEATURE_ENHANCED_JAVA_ACCESS, Context.FEATURE_E4X -> false;
            default -> super.hasFeature(context, feature);
        };
    }

    @Override
    protected void observeInstructionCount(Context context, int count) {
        budget.check();
    }
}
