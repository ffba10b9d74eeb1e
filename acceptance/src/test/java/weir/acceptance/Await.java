package weir.acceptance;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process will do. */
final class Await {

    private static final long LIMIT = TimeUnit.SECONDS.toNanos(120);
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(20);

    private Await() {}

    /** Asks until the answer is yes; fails after two minutes. */
    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited two minutes in vain until " + what);
            }
            LockSupport.parkNanos(BETWEEN);
        }
    }
}
