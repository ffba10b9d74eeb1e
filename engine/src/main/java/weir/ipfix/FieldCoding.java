package weir.ipfix;

import java.nio.ByteBuffer;
import java.util.Optional;
import weir.net.IpAddress;

/** How a field of a record is written: how long it is, and what becomes of the text of a key. */
enum FieldCoding {

    /** An unsigned number of 1 byte. */
    U8(1),
    /** An unsigned number of 2 bytes. */
    U16(2),
    /** An unsigned number of 4 bytes; a larger one becomes the largest there is. */
    U32(4),
    /** An unsigned number of 8 bytes. */
    U64(8),
    /** An interface: its index; 0 when it is not known, or not one. */
    INTERFACE(4),
    /** A MAC address of 12 hex digits. */
    MAC(6),
    /** An IPv4 address. */
    IPV4(4),
    /** An IPv6 address. */
    IPV6(16);

    private static final int HEX = 16;
    private static final int DECIMAL = 10;
    /** The device itself, as sFlow numbers it. */
    private static final long INTERNAL = 0x3FFF_FFFFL;

    private final int length;

    FieldCoding(int length) {
        this.length = length;
    }

    /** Bytes. */
    int length() {
        return length;
    }

    /** Writes the text of a key; what is none of this kind, which a definition excludes, as zeros. */
    void put(ByteBuffer out, String text) {
        switch (this) {
            case IPV4, IPV6 -> put(out, IpAddress.parse(text));
            case MAC -> put(out, number(text, HEX));
            case INTERFACE -> put(out, text.equals("internal") ? INTERNAL : number(text, DECIMAL));
            default -> put(out, number(text, DECIMAL));
        }
    }

    /** Writes a number, from its last byte. */
    void put(ByteBuffer out, long number) {
        long most = length >= Long.BYTES ? Long.MAX_VALUE : (1L << length * Byte.SIZE) - 1;
        long bounded = Math.clamp(number, 0, most);
        for (int shift = (length - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.put(shift >= Long.SIZE ? 0 : (byte) (bounded >>> shift));
        }
    }

    /** Writes an address. */
    void put(ByteBuffer out, Optional<IpAddress> address) {
        IpAddress known = address.orElse(IpAddress.v4(0));
        if (this == IPV6) {
            out.putLong(known.v6() ? known.high() : 0).putLong(known.v6() ? known.low() : 0);
        } else {
            out.putInt(known.v6() ? 0 : (int) known.low());
        }
    }

    private static long number(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
