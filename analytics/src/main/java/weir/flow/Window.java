package weir.flow;

/**
 * The sliding window of statistics over time: panes of a quarter of the window, counted since the epoch of time.
 *
 * <p>A row has {@value #SLOTS} slots, so that the current pane, of which a part is still to come, and the
 * {@value #WHOLE} before it are at hand: a read covers the whole window and at most a quarter more. Which panes exist is
 * a function of time alone. The pane before has the slot before, in a ring.
 */
final class Window {

    /** Whole panes in the window. */
    static final int WHOLE = 4;

    static final int SLOTS = WHOLE + 1;
    static final int ALL_SLOTS = (1 << SLOTS) - 1;

    private final long paneNanos;

    /** A window of so many seconds. */
    Window(double seconds) {
        paneNanos = Math.max(1, Math.round(seconds * 1e9 / WHOLE));
    }

    long pane(long time) {
        return Math.floorDiv(time, paneNanos);
    }

    static int slot(long pane) {
        return Math.floorMod(pane, SLOTS);
    }

    /** Slots of the panes after one pane up to another, at most all. */
    static int between(long after, long upTo) {
        if (upTo - after >= SLOTS) {
            return ALL_SLOTS;
        }
        int set = 0;
        for (long pane = after + 1; pane <= upTo; pane++) {
            set |= 1 << slot(pane);
        }
        return set;
    }

    /** Slots that count at a pane, of a row whose latest pane is the given one. */
    static int live(long latest, long now) {
        long oldest = Math.max(now, latest) - WHOLE;
        return latest < oldest ? 0 : between(oldest - 1, latest);
    }
}
