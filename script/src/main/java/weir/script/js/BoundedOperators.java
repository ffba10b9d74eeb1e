package weir.script.js;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.optimizer.Bootstrapper;

/**
 * The operators of the engine that take long when a {@code BigInt} is large, with a bound on how large one becomes.
 *
 * <p>Classes made from scripts call these instead of the engine's own, see {@link BoundedClasses}. Sums need no bound: each
 * makes a number one bit longer at most, and what it allocates is counted. Numbers that are no {@code BigInt} go on to the
 * engine after one comparison of types.
 *
 * <p>Errors: a {@code RangeError} that scripts can catch. Thread: that of the script.
 */
public final class BoundedOperators {

    /** So long that nobody waits for one operation, and longer than any address, counter or key. */
    static final int MOST_BITS = 1 << 16;

    /** Digits of a text that becomes a number. */
    static final int MOST_DIGITS = 20_000;

    private static final MethodHandle LOOK;

    static {
        try {
            LOOK = MethodHandles.lookup()
                    .findStatic(
                            BoundedOperators.class,
                            "compared",
                            MethodType.methodType(void.class, Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private BoundedOperators() {}

    /** {@code left * right}. */
    public static Number multiply(Number left, Number right) {
        if (left instanceof BigInteger a && right instanceof BigInteger b) {
            bits((long) a.bitLength() + b.bitLength());
        }
        return ScriptRuntime.multiply(left, right);
    }

    /** {@code left / right}. */
    public static Number divide(Number left, Number right) {
        if (left instanceof BigInteger a) {
            bits(a.bitLength());
        }
        return ScriptRuntime.divide(left, right);
    }

    /** {@code left % right}. */
    public static Number remainder(Number left, Number right) {
        if (left instanceof BigInteger a) {
            bits(a.bitLength());
        }
        return ScriptRuntime.remainder(left, right);
    }

    /** {@code left ** right}. */
    public static Number exponentiate(Number left, Number right) {
        if (left instanceof BigInteger base && right instanceof BigInteger power) {
            bits(Math.max(0, base.abs().bitLength() - 1) * power.doubleValue());
        }
        return ScriptRuntime.exponentiate(left, right);
    }

    /** {@code left << right}. */
    public static Number leftShift(Number left, Number right) {
        if (left instanceof BigInteger a && right instanceof BigInteger by) {
            shifted(a, by.doubleValue());
        }
        return ScriptRuntime.leftShift(left, right);
    }

    /** {@code left >> right}, which makes a number longer when it is shifted by less than nothing. */
    public static Number signedRightShift(Number left, Number right) {
        if (left instanceof BigInteger a && right instanceof BigInteger by) {
            shifted(a, -by.doubleValue());
        }
        return ScriptRuntime.signedRightShift(left, right);
    }

    /** Links the other operators: comparing a {@code BigInt} with a text reads a number from the text. */
    public static CallSite bootstrap(MethodHandles.Lookup lookup, String name, MethodType type)
            throws NoSuchMethodException {
        CallSite linked = Bootstrapper.bootstrap(lookup, name, type);
        if (name.equals("MATH:EQ") || name.startsWith("MATH:COMPARE")) {
            return new ConstantCallSite(MethodHandles.foldArguments(linked.dynamicInvoker(), LOOK));
        }
        return linked;
    }

    /** What {@link #LOOK} calls. */
    @SuppressWarnings("UnusedMethod") // found by its name
    private static void compared(Object left, Object right) {
        if (left instanceof BigInteger) {
            digits(right);
        } else if (right instanceof BigInteger) {
            digits(left);
        }
    }

    /** Refuses a text from which reading a number would take long. */
    static void digits(Object text) {
        if (text instanceof CharSequence digits && digits.length() > MOST_DIGITS) {
            throw ScriptRuntime.rangeError("a BigInt of more than " + MOST_DIGITS + " digits");
        }
    }

    private static void shifted(BigInteger value, double by) {
        if (value.signum() != 0 && by > 0) {
            bits(value.bitLength() + by);
        }
    }

    /** Refuses a result. A long one is worth a look at what the callback has taken. */
    static void bits(double bits) {
        if (bits > MOST_BITS) {
            throw ScriptRuntime.rangeError("a BigInt of more than " + MOST_BITS + " bits");
        }
        if (bits > MOST_BITS / 16 && Context.getCurrentContext() instanceof BoundedContext context) {
            context.look();
        }
    }
}
