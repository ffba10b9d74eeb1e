package weir.ingest;

/**
 * The wall clock as measurements need it: never stepping back.
 *
 * <p>Runs on the processor's steady counter and follows the wall clock: a second or more behind, it jumps ahead, as
 * after a machine slept; otherwise it runs a hundredth faster or slower until both agree. So setting the wall clock
 * back stretches intervals by one per cent for a while instead of turning them negative.
 *
 * <p>Thread: {@link #now()} any; {@link #follow()} one, now and then.
 */
final class LiveClock implements EngineClock {

    private static final double SLEW = 0.01;
    private static final long TOLERANCE = MILLISECOND;

    /** Engine time {@code from} at tick {@code since}, running at {@code rate}. */
    private record Line(long from, long since, double rate) {

        long at(long tick) {
            long elapsed = tick - since;
            return from + elapsed + (rate == 0 ? 0 : (long) (elapsed * rate));
        }
    }

    private final RealTime real;
    private volatile Line line;

    /** A clock that shows the wall clock's time now. */
    LiveClock(RealTime real) {
        this.real = real;
        line = new Line(real.wall(), real.ticks(), 0);
    }

    @Override
    public long now() {
        return line.at(real.ticks());
    }

    /** Compares with the wall clock and sets how to run on. */
    void follow() {
        long tick = real.ticks();
        long shown = line.at(tick);
        long behind = real.wall() - shown;
        if (behind >= SECOND) {
            line = new Line(shown + behind, tick, 0);
        } else if (Math.abs(behind) > TOLERANCE) {
            line = new Line(shown, tick, behind > 0 ? SLEW : -SLEW);
        } else if (line.rate != 0) {
            line = new Line(shown, tick, 0);
        }
    }
}
