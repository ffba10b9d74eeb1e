package weir.flow;

/**
 * The exponential of smoothing, computed once for each sample and smoothing time.
 *
 * <p>Smoothed rates are kept in <i>forward decay</i>: a sample of weight w at time τ adds w·e<sup>(τ−L)/T</sup> to a
 * stored sum, and reading at time t divides by e<sup>(t−L)/T</sup>·T. Nothing has to be touched while time passes, and
 * the order of stored sums is the order of the values at any moment.
 *
 * <p>The landmark L must follow time before the exponential overflows. It is the start of the current <i>epoch</i>:
 * epochs are multiples of a fixed stride since the epoch of time, so that L is a function of time, T and place alone,
 * never of the history of a cache. The stride is {@value #HALVINGS} half-lives, hence moving on by one epoch multiplies stored
 * sums by 2<sup>−{@value #HALVINGS}</sup>: a power of two, exact, so it does not matter when or in how many steps it is
 * done. The stride is rounded to a nanosecond, which changes T by less than one part in 10<sup>10</sup>.
 *
 * <p>Moving on touches all that is stored, so caches do it one after another: the place of a cache among its like says how
 * long after the boundary, {@link #epoch(int)}. Until then it stores in the epoch before, in numbers larger by that power
 * of two, exact again: no value depends on the place. What happens at the turn does: entries of which nothing is left go, and
 * what samples count is halved ({@link SourceRows}), which says how good values are.
 *
 * <p>Caches with equal T share one clock. What it holds is a memo of the latest instant; it has no state that shows.
 *
 * <p>Lifetime and thread: owner thread only. Source: G. Cormode, V. Shkapenyuk, D. Srivastava, B. Xu, "Forward Decay: A
 * Practical Time Decay Model for Streaming Systems", ICDE 2009.
 */
public final class DecayClock {

    static final int HALVINGS = 256;
    /** Moments in each epoch at which a cache can move on, all within the first 32nd of it. */
    static final int PLACES = 32;

    private static final int PARTS = PLACES * PLACES;
    private static final double MOST_SHIFT = 1 << 20;
    private static final double NANOS = 1e9;
    private static final int MANTISSA_BITS = Double.PRECISION - 1;
    private static final double LN2 = 0.6931471805599453;

    private final double seconds;
    private final long stride;
    private final double perNano;

    private long time = Long.MIN_VALUE;
    private long epoch = Long.MIN_VALUE;
    /** Time since the current epoch began. Units: ns. */
    private long past;

    private double growth;

    /**
     * A clock for one smoothing time.
     *
     * @param seconds smoothing time T
     */
    public DecayClock(double seconds) {
        this.seconds = seconds;
        stride = Math.round(HALVINGS * LN2 * seconds * NANOS);
        perNano = HALVINGS * LN2 / stride;
    }

    /** Smoothing time T. Units: s. */
    public double seconds() {
        return seconds;
    }

    /** Length of an epoch. Units: ms. */
    long strideMillis() {
        return stride / 1_000_000;
    }

    /** Makes the instant the current one. */
    void moveTo(long instant) {
        if (instant != time) {
            time = instant;
            epoch = Math.floorDiv(instant, stride);
            past = instant - epoch * stride;
            // StrictMath: the same bits on every machine, so that replays agree.
            growth = StrictMath.exp(past * perNano);
        }
    }

    /** Epoch of the current instant. */
    long epoch() {
        return epoch;
    }

    /** Epoch in which a cache of a place, from 0, stores at the current instant: the current one or the one before. */
    long epoch(int place) {
        return past >= wait(place) ? epoch : epoch - 1;
    }

    /** Whether time has such an epoch. */
    boolean has(long number) {
        return Math.abs(number) < Long.MAX_VALUE / stride - 1;
    }

    /** When a cache of a place moves on to an epoch. Units: ns. */
    long turn(long to, int place) {
        return to * stride + wait(place);
    }

    /** How long after the beginning of an epoch a cache of a place moves on to it. Units: ns. */
    long wait(int place) {
        return stride / PARTS * (place & PLACES - 1);
    }

    /** What one unit that arrives at the current instant adds to a sum stored in the given epoch. */
    double growthIn(long storedEpoch) {
        return storedEpoch == epoch ? growth : Math.scalb(growth, -shift(storedEpoch, epoch));
    }

    /**
     * What turns a sum stored in the given epoch into units per second at the current instant.
     *
     * <p>Zero when the epoch is so long past that nothing is left, or is none.
     */
    double perSecondFrom(long storedEpoch) {
        return storedEpoch == Long.MIN_VALUE ? 0 : 1 / (growthIn(storedEpoch) * seconds);
    }

    /** Power of two that moves a sum stored in one epoch to another. Negative or zero when that is later. */
    static int shift(long from, long to) {
        // Doubles, as the epoch may have been read from damaged bytes; what lies so far apart is nothing in the other.
        return (int) Math.clamp(((double) from - to) * HALVINGS, -MOST_SHIFT, MOST_SHIFT);
    }

    /**
     * A sum moved to a later epoch.
     *
     * <p>Sums that fall below 2<sup>−1000</sup> become 0 as a whole: rounding of ever smaller numbers would make the
     * result depend on the number of steps.
     */
    static double shifted(double sum, int shift) {
        // By one multiplication where the power is a number, as it is from one epoch to the next: millions are moved at
        // once.
        double moved = shift >= Double.MIN_EXPONENT
                ? sum * Double.longBitsToDouble((long) (shift + Double.MAX_EXPONENT) << MANTISSA_BITS)
                : Math.scalb(sum, shift);
        return Math.abs(moved) < 0x1p-1000 ? 0 : moved;
    }
}
