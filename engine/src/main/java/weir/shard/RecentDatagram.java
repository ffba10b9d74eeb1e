package weir.shard;

/**
 * A copy of a datagram that was received lately.
 *
 * <p>Lifetime and thread: filled again for each datagram by the reader that it was given to; that reader's thread.
 */
public final class RecentDatagram {

    long number;
    long time;
    boolean sourceV6;
    long sourceHigh;
    long sourceLow;
    byte[] bytes = new byte[2048];
    int length;

    /** An empty one. */
    public RecentDatagram() {}

    /** Number of the datagram, from 1. */
    public long number() {
        return number;
    }

    /** Engine time of arrival, nanoseconds since the epoch. */
    public long time() {
        return time;
    }

    /** Whether it came over IPv6. */
    public boolean sourceV6() {
        return sourceV6;
    }

    /** Upper half of the address it came from, as in {@link weir.net.IpAddress#high()}. */
    public long sourceHigh() {
        return sourceHigh;
    }

    /** Lower half of the address it came from, as in {@link weir.net.IpAddress#low()}. */
    public long sourceLow() {
        return sourceLow;
    }

    /** The array that begins with the payload. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of payload. */
    public int length() {
        return length;
    }
}
