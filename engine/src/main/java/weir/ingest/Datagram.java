package weir.ingest;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * A datagram as its source has it: payload, where it came from, and the agent address from its fixed place.
 *
 * <p>Lifetime and thread: filled again for each datagram; source thread only. The agent address is valid after {@link
 * #findAgent} answered true.
 *
 * <p>Source: sFlow Version 5, section 5, struct sample_datagram_v5.
 */
final class Datagram {

    /** Largest payload of sFlow over UDP: an IPv4 packet of 65,535 bytes less its heads. */
    static final int MAX_LENGTH = 65_507;

    private static final int VERSION = 5;
    private static final int ADDRESS_IPV4 = 1;
    private static final int ADDRESS_IPV6 = 2;
    private static final int ADDRESS_TYPE = 4;
    private static final int ADDRESS = 8;
    /** Bytes of the head: version, address type, IPv4 address, sub-agent, sequence, uptime, number of samples. */
    private static final int HEAD_IPV4 = 28;

    private static final int HEAD_IPV6 = 40;

    private ByteBuffer payload = ByteBuffer.allocate(0);
    private int start;
    private int length;
    private boolean sourceV6;
    private long sourceHigh;
    private long sourceLow;
    private boolean agentV6;
    private long agentHigh;
    private long agentLow;

    void set(ByteBuffer bytes, int from, int count) {
        payload = bytes;
        start = from;
        length = count;
    }

    void source(boolean v6, long high, long low) {
        sourceV6 = v6;
        sourceHigh = high;
        sourceLow = low;
    }

    void source(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            source(false, 0, number(bytes, 0, 4));
        } else {
            source(true, number(bytes, 0, 8), number(bytes, 8, 16));
        }
    }

    private static long number(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }

    /** Looks up the agent address. Answers false when the head is not one of sFlow version 5. */
    boolean findAgent() {
        if (length < HEAD_IPV4 || int32(0) != VERSION) {
            return false;
        }
        int type = int32(ADDRESS_TYPE);
        if (type == ADDRESS_IPV4) {
            agentV6 = false;
            agentHigh = 0;
            agentLow = int32(ADDRESS) & 0xFFFF_FFFFL;
            return true;
        }
        if (type == ADDRESS_IPV6 && length >= HEAD_IPV6) {
            agentV6 = true;
            agentHigh = (long) int32(ADDRESS) << 32 | int32(ADDRESS + 4) & 0xFFFF_FFFFL;
            agentLow = (long) int32(ADDRESS + 8) << 32 | int32(ADDRESS + 12) & 0xFFFF_FFFFL;
            return true;
        }
        return false;
    }

    private int int32(int at) {
        return payload.getInt(start + at); // Buffers are big-endian, as sFlow is.
    }

    ByteBuffer payload() {
        return payload;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    boolean sourceV6() {
        return sourceV6;
    }

    long sourceHigh() {
        return sourceHigh;
    }

    long sourceLow() {
        return sourceLow;
    }

    boolean agentV6() {
        return agentV6;
    }

    long agentHigh() {
        return agentHigh;
    }

    long agentLow() {
        return agentLow;
    }
}
