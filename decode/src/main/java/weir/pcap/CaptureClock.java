package weir.pcap;

/**
 * Turns the time stamps of one interface into nanoseconds since the epoch.
 *
 * <p>Shape: {@code resolution} as in the option if_tsresol: a power of ten, or of two when the top bit is set.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 4.2, if_tsresol and if_tsoffset.
 */
final class CaptureClock {

    /** Resolution of an interface that does not name one. */
    static final int MICROSECONDS = 6;

    private static final long SECOND = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;

    private final boolean binary;
    private final int exponent;
    private final long scale;
    private final long offset;

    /**
     * A clock.
     *
     * @param offset seconds to add
     */
    CaptureClock(int resolution, long offset) {
        this.binary = (resolution & 0x80) != 0;
        this.exponent = resolution & 0x7F;
        this.scale = power(Math.min(18, Math.abs(exponent - NANO_DIGITS)));
        this.offset = offset * SECOND;
    }

    private static long power(int exponent) {
        long value = 1;
        for (int i = 0; i < exponent; i++) {
            value *= 10;
        }
        return value;
    }

    /** Nanoseconds since the epoch of an unsigned time stamp. */
    long nanos(long stamp) {
        if (binary) {
            return offset + binaryNanos(stamp);
        }
        return offset + (exponent <= NANO_DIGITS ? stamp * scale : Long.divideUnsigned(stamp, scale));
    }

    private long binaryNanos(long stamp) {
        if (exponent == 0) {
            return stamp * SECOND;
        }
        if (exponent >= Long.SIZE) {
            return 0;
        }
        long seconds = stamp >>> exponent;
        long fraction = stamp << Long.SIZE - exponent; // as a fraction of 2^64
        return seconds * SECOND + Math.unsignedMultiplyHigh(fraction, SECOND);
    }
}
