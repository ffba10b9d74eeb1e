package weir.ingest;

/**
 * One entry of a {@link DatagramQueue}: a datagram, or word about the time.
 *
 * <p>Lifetime and thread: filled by the source thread and handed over with the queue; a view for the shard thread until
 * it removes the item, then used again for another.
 */
public final class QueueItem {

    /** What an item can be. */
    public enum Kind {
        /** A datagram to apply. */
        DATAGRAM,
        /** Engine time has reached {@link #time()}; everything that is due then may be done. */
        MARK,
        /** A capture starts over: what comes next does not continue what was before. */
        PASS,
        /** Nothing comes after this. */
        END
    }

    Kind kind = Kind.MARK;
    long number;
    long time;
    boolean sourceV6;
    long sourceHigh;
    long sourceLow;
    byte[] bytes = {};
    int start;
    int length;

    QueueItem() {}

    /** What this is. */
    public Kind kind() {
        return kind;
    }

    /** Number of the datagram, from 1; for anything else the number of the last datagram before it. */
    public long number() {
        return number;
    }

    /** Engine time of arrival, or of the mark; nanoseconds since the epoch. */
    public long time() {
        return time;
    }

    /** Whether the datagram came over IPv6. */
    public boolean sourceV6() {
        return sourceV6;
    }

    /** Upper half of the address the datagram came from, as in {@link weir.net.IpAddress#high()}. */
    public long sourceHigh() {
        return sourceHigh;
    }

    /** Lower half of the address the datagram came from, as in {@link weir.net.IpAddress#low()}. */
    public long sourceLow() {
        return sourceLow;
    }

    /** The array that holds the payload, among others. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte of the payload. */
    public int start() {
        return start;
    }

    /** Bytes of payload. */
    public int length() {
        return length;
    }
}
