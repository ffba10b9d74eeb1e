package weir.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Processor time of a process that runs, to the nanosecond. Source: clock_gettime(2) with the clock of another process,
 * as clock_getcpuclockid(3) makes it on Linux.
 */
@SuppressWarnings("restricted") // /proc tells hundredths of a second, too coarse for a process that hardly works
final class ProcessTime {

    private static final long BILLION = 1_000_000_000;
    /** Kind of clock in the lowest bits: time of the scheduler, of a whole process. */
    private static final int SCHEDULED = 2;

    private static final MethodHandle CLOCK_GETTIME = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private ProcessTime() {}

    /** User and system time of all its threads so far, in nanoseconds. */
    static long nanos(long process) {
        int clock = (~(int) process << 3) | SCHEDULED;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(16, 8);
            if ((int) CLOCK_GETTIME.invokeExact(clock, time) != 0) {
                throw new IllegalStateException("no processor time of process " + process);
            }
            return time.get(ValueLayout.JAVA_LONG, 0) * BILLION + time.get(ValueLayout.JAVA_LONG, 8);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
