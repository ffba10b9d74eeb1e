package weir.sflow;

/**
 * How a field is encoded. The table writes the name in lower case, {@code bytes} with its length ({@code bytes16}), and
 * a {@code ?} behind it for a field that older revisions of the structure do not have.
 *
 * <p>Source: RFC 4506; sFlow Version 5, section 5.
 */
public enum FieldType {
    /** No bytes at all: a word that the decoder tool prints at this place. */
    MARK(0),
    /** Unsigned 8-bit number, without padding: several follow each other. */
    U8(1),
    /** Unsigned 32-bit number. */
    U32(4),
    /** Signed 32-bit number. */
    I32(4),
    /** Unsigned 64-bit number. */
    U64(8),
    /** 32-bit floating point. */
    F32(4),
    /** 64-bit floating point. */
    F64(8),
    /** MAC address: 6 bytes and 2 of padding. */
    MAC(8),
    /** MAC address of 6 bytes without padding, sent by some agents. */
    MAC6(6),
    /** IPv4 address. */
    IP4(4),
    /** IPv6 address. */
    IP6(16),
    /** Address with its type in front; type 0 has no bytes. */
    ADDRESS(4),
    /** Text with its length in front. */
    STRING(4),
    /** Bytes with their length in front. */
    OPAQUE(4),
    /** A fixed number of bytes. */
    BYTES(0),
    /** Counted list of unsigned 32-bit numbers. */
    U32LIST(4),
    /** Counted list of elements whose fields are the rows {@code name[].field} that follow. */
    LIST(4),
    /** AS path: counted list of segments, each a type and a counted list of AS numbers. */
    ASPATH(4),
    /** Adapters: counted list, each an ifIndex and a counted list of MAC addresses. */
    ADAPTERS(4),
    /** Counted list of flow records inside a record. */
    RECORDS(4);

    private final int minSize;

    FieldType(int minSize) {
        this.minSize = minSize;
    }

    /** Fewest bytes the field takes; for {@link #BYTES} the length stands in the field. */
    int minSize() {
        return minSize;
    }

    /** Whether every value takes {@link #minSize()} bytes, or for {@link #BYTES} the length of the field. */
    boolean fixedSize() {
        return isNumber() || this == MARK || this == MAC || this == MAC6 || this == IP4 || this == IP6 || this == BYTES;
    }

    /** Whether a value is an integer. */
    boolean isInteger() {
        return this == U8 || this == U32 || this == I32 || this == U64;
    }

    /** Whether a value is an integer or a floating-point number. */
    boolean isNumber() {
        return isInteger() || this == F32 || this == F64;
    }
}
