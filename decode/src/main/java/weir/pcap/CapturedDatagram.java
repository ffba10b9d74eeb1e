package weir.pcap;

import weir.net.IpAddress;

/**
 * One UDP datagram of a capture: payload, time and end points.
 *
 * <p>Units: time in nanoseconds since the epoch.
 *
 * <p>Lifetime and thread: a view that {@link CaptureReader#next} refills; the array belongs to the reader and is
 * overwritten by the next call. For the reading thread only.
 */
public final class CapturedDatagram {

    private static final byte[] NONE = {};

    byte[] bytes = NONE;
    int start;
    int length;
    int sentLength;
    long time;
    boolean v6;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int sourcePort;
    int destinationPort;

    /** The array that holds the payload. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte of the payload. */
    public int start() {
        return start;
    }

    /** Bytes of payload that the capture holds. */
    public int length() {
        return length;
    }

    /** Bytes of payload that were sent; more than {@link #length()} when the capture was made with a snap length. */
    public int sentLength() {
        return sentLength;
    }

    /** Time of the capture in nanoseconds since the epoch. */
    public long time() {
        return time;
    }

    /** Whether the datagram came over IPv6. */
    public boolean v6() {
        return v6;
    }

    /** Address the datagram came from; allocates. */
    public IpAddress source() {
        return new IpAddress(v6, sourceHigh, sourceLow);
    }

    /** Address the datagram went to; allocates. */
    public IpAddress destination() {
        return new IpAddress(v6, destinationHigh, destinationLow);
    }

    /** Upper half of the source, as in {@link IpAddress#high()}. */
    public long sourceHigh() {
        return sourceHigh;
    }

    /** Lower half of the source, as in {@link IpAddress#low()}. */
    public long sourceLow() {
        return sourceLow;
    }

    /** UDP port the datagram came from. */
    public int sourcePort() {
        return sourcePort;
    }

    /** UDP port the datagram went to. */
    public int destinationPort() {
        return destinationPort;
    }
}
