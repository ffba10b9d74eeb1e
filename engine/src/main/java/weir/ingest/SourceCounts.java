package weir.ingest;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one source thread has received and lost.
 *
 * <p>Thread: written by the source thread only; any thread may read a recent value.
 */
final class SourceCounts {

    /** What is counted. */
    enum Counted {
        /** Datagrams received, also those lost afterwards. */
        DATAGRAMS,
        /** Bytes of their payload. */
        BYTES,
        /** Datagrams larger than sFlow over UDP can be. */
        TOO_LARGE,
        /** Datagrams of agents there was no place for. */
        REFUSED,
        /** Errors of the socket. */
        RECEIVE_ERRORS
    }

    private final AtomicLongArray counts = new AtomicLongArray(Counted.values().length);

    void add(Counted what, long amount) {
        counts.setOpaque(what.ordinal(), counts.getPlain(what.ordinal()) + amount);
    }

    long get(Counted what) {
        return counts.getOpaque(what.ordinal());
    }
}
