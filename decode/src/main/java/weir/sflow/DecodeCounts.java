package weir.sflow;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one decoder has seen: datagrams, samples by kind, errors by cause, unknown formats.
 *
 * <p>Thread: written by the decoding thread only; any thread may read a recent value.
 */
public final class DecodeCounts {

    /** Kinds of things that are counted when they are decoded. */
    public enum Decoded {
        /** Datagrams with a readable head. */
        DATAGRAMS,
        /** Flow samples, compact and expanded. */
        FLOW_SAMPLES,
        /** Counter samples, compact and expanded. */
        COUNTER_SAMPLES,
        /** Drop notices. */
        NOTIFICATION_SAMPLES,
        /** {@code rtmetric} and {@code rtflow} samples. */
        CUSTOM_SAMPLES,
        /** Datagrams with bytes after their last sample, which are ignored. */
        TRAILING_BYTES
    }

    private final AtomicLongArray decoded = new AtomicLongArray(Decoded.values().length);
    private final AtomicLongArray errors = new AtomicLongArray(DecodeError.values().length);
    private final UnknownFormats unknown = new UnknownFormats();

    /** How many of a kind were decoded. */
    public long decoded(Decoded kind) {
        return decoded.getOpaque(kind.ordinal());
    }

    /** How often an error was met. */
    public long errors(DecodeError error) {
        return errors.getOpaque(error.ordinal());
    }

    /** Formats that were skipped because no structure describes them. */
    public UnknownFormats unknownFormats() {
        return unknown;
    }

    /** Counts an error; for the decoding thread. */
    public void count(DecodeError error) {
        errors.setOpaque(error.ordinal(), errors.getPlain(error.ordinal()) + 1);
    }

    void count(Decoded kind) {
        decoded.setOpaque(kind.ordinal(), decoded.getPlain(kind.ordinal()) + 1);
    }
}
