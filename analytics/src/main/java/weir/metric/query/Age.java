package weir.metric.query;

/** Ages as answers tell them. */
final class Age {

    private static final long MILLISECOND = 1_000_000;

    private Age() {}

    /** Milliseconds from an engine time to now, never negative: a reader's clock may stand a little behind. */
    static long millis(long then, long now) {
        return Math.max(0, (now - then) / MILLISECOND);
    }
}
