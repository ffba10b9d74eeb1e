package weir.event;

/**
 * How long the sample that made an event had arrived when each stage was done.
 *
 * <p>Units: milliseconds, with fraction. Thread: any; immutable.
 *
 * @param detected the shard found the threshold reached
 * @param logged the event stood in the log
 */
public record EventLatency(double detected, double logged) {}
