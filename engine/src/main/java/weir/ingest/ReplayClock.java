package weir.ingest;

/**
 * The clock of a replay: runs at the speed of the replay, but never past the datagram that is to come next.
 *
 * <p>So it stands while a replay is held, runs on between datagrams, waits for shards that cannot follow, and stands
 * for good at the last datagram. At {@code max} speed it stands at the datagram last handed over. It never steps back,
 * because neither of the two instants whose earlier one it shows ever does.
 *
 * <p>Thread: {@link #now()} any; the rest the source thread.
 *
 * <p>Source: the replay clock of the configuration reference.
 */
final class ReplayClock implements EngineClock {

    /** How the clock runs; replaced whole when a replay starts. */
    private record Pace(long from, long startedAt, double speed) {}

    private static final Pace STANDING = new Pace(0, 0, 0);

    private final ReplaySpeed speed;
    private final RealTime real;
    private volatile Pace pace = STANDING;
    private volatile long limit;

    /** A clock that stands at the start of the epoch. */
    ReplayClock(ReplaySpeed speed, RealTime real) {
        this.speed = speed;
        this.real = real;
    }

    @Override
    public long now() {
        return Math.min(limit, running());
    }

    private long running() {
        Pace current = pace;
        if (current.speed == 0) {
            return Long.MAX_VALUE;
        }
        return current.from + (long) ((real.ticks() - current.startedAt) * current.speed);
    }

    /** Stands at a time, until {@link #runFrom}. */
    void standAt(long time) {
        limit = time;
        pace = STANDING;
    }

    /** Starts to run from a time: the one that the standing clock shows, or a later one, up to which nothing waits. */
    void runFrom(long time) {
        if (!speed.isMax()) {
            pace = new Pace(time, real.ticks(), speed.times());
        }
    }

    /** Lets the clock run up to the time of the next datagram; at {@code max} speed it does not run. */
    void runUpTo(long time) {
        if (!speed.isMax()) {
            limit = time;
        }
    }

    /** A datagram of this time was handed over. */
    void handedOver(long time) {
        limit = time;
    }

    /** Real nanoseconds until the clock can show a time; 0 or less when it can now. */
    long realTimeUntil(long time) {
        Pace current = pace;
        if (current.speed == 0) {
            return 0;
        }
        return (long) ((time - running()) / current.speed);
    }
}
