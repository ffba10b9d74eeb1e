package weir.ingest;

/**
 * The one clock of everything below HTTP: live the wall clock, in replay the clock of the replay.
 *
 * <p>Units: nanoseconds since the epoch. Never steps back. Thread: any.
 */
@FunctionalInterface
public interface EngineClock {

    /** Nanoseconds in a second. */
    long SECOND = 1_000_000_000L;

    /** Nanoseconds in a millisecond. */
    long MILLISECOND = 1_000_000L;

    /** Engine time now. */
    long now();
}
