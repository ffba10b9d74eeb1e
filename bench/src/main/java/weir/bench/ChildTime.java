package weir.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Processor time of processes that have ended. Source: getrusage(2), RUSAGE_CHILDREN. */
@SuppressWarnings("restricted") // there is no other way to the time of a process that has ended
final class ChildTime {

    private static final int CHILDREN = -1;
    private static final int SIZE = 144;
    private static final MethodHandle GETRUSAGE = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("getrusage"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private ChildTime() {}

    /** User and system time of all children that were waited for, in nanoseconds. */
    static long nanos() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(SIZE, 8);
            if ((int) GETRUSAGE.invokeExact(CHILDREN, usage) != 0) {
                throw new IllegalStateException("getrusage failed");
            }
            long nanos = 0;
            for (int i = 0; i < 2; i++) {
                long seconds = usage.get(ValueLayout.JAVA_LONG, 16L * i);
                long micros = usage.get(ValueLayout.JAVA_LONG, 16L * i + 8);
                nanos += seconds * 1_000_000_000 + micros * 1000;
            }
            return nanos;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
