package weir.bgp.message;

import java.util.Optional;

/** The path attributes that are understood. Source: RFC 4271, 5; RFC 1997, 4360, 4456, 4760, 6793, 8092. */
enum AttributeType {
    ORIGIN(1, 0x40),
    AS_PATH(2, 0x40),
    NEXT_HOP(3, 0x40),
    MED(4, 0x80),
    LOCAL_PREF(5, 0x40),
    ATOMIC_AGGREGATE(6, 0x40),
    AGGREGATOR(7, 0xC0),
    COMMUNITIES(8, 0xC0),
    ORIGINATOR_ID(9, 0x80),
    CLUSTER_LIST(10, 0x80),
    MP_REACH(14, 0x80),
    MP_UNREACH(15, 0x80),
    EXTENDED_COMMUNITIES(16, 0xC0),
    AS4_PATH(17, 0xC0),
    AS4_AGGREGATOR(18, 0xC0),
    LARGE_COMMUNITIES(32, 0xC0);

    /** The bits <i>optional</i> and <i>transitive</i>. */
    static final int KIND = 0xC0;

    /** The length has 16 bits. */
    static final int EXTENDED_LENGTH = 0x10;

    private static final int OPTIONAL = 0x80;

    private final int code;
    private final int flags;

    AttributeType(int code, int flags) {
        this.code = code;
        this.flags = flags;
    }

    int code() {
        return code;
    }

    int flags() {
        return flags;
    }

    static boolean isOptional(int flags) {
        return (flags & OPTIONAL) != 0;
    }

    static Optional<AttributeType> find(int code) {
        for (AttributeType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
