package weir.enginetest;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions that other threads bring about. */
public final class Await {

    private static final long PATIENCE = 120_000_000_000L;
    private static final long BETWEEN_LOOKS = 200_000;

    private Await() {}

    /** Returns when the condition holds; fails after two minutes. */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited two minutes in vain until " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }
}
