package weir.bgp.flowspec;

import java.util.Optional;

/** What a part of a rule looks at, in the order in which parts stand. Source: RFC 8955, section 4.2.2; RFC 8956, section 3. */
public enum ComponentType {
    /** Prefix of the destination address. */
    DESTINATION(1, "destination", Form.PREFIX),
    /** Prefix of the source address. */
    SOURCE(2, "source", Form.PREFIX),
    /** Protocol, in IPv6 the upper-layer protocol. */
    PROTOCOL(3, "protocol", Form.NUMBER),
    /** Source or destination port. */
    PORT(4, "port", Form.NUMBER),
    /** Destination port. */
    DESTINATION_PORT(5, "destination-port", Form.NUMBER),
    /** Source port. */
    SOURCE_PORT(6, "source-port", Form.NUMBER),
    /** ICMP type. */
    ICMP_TYPE(7, "icmp-type", Form.NUMBER),
    /** ICMP code. */
    ICMP_CODE(8, "icmp-code", Form.NUMBER),
    /** TCP flags. */
    TCP_FLAGS(9, "tcp-flags", Form.TCP_FLAGS),
    /** Length of the packet in bytes. */
    LENGTH(10, "length", Form.NUMBER),
    /** DSCP. */
    DSCP(11, "dscp", Form.NUMBER),
    /** Which kind of fragment. */
    FRAGMENT(12, "fragment", Form.FRAGMENT),
    /** Flow label of IPv6. */
    FLOW_LABEL(13, "flow-label", Form.NUMBER);

    /** How a part is encoded and written. */
    enum Form {
        /** An address prefix. */
        PREFIX,
        /** Comparisons of numbers. */
        NUMBER,
        /** Masks of bits with letters, nine of them. */
        TCP_FLAGS,
        /** Masks of bits with letters, four of them. */
        FRAGMENT
    }

    private final int code;
    private final String key;
    private final Form form;

    ComponentType(int code, String key, Form form) {
        this.code = code;
        this.key = key;
        this.form = form;
    }

    /** Number on the wire. */
    public int code() {
        return code;
    }

    /** Name in rules that users write. */
    public String key() {
        return key;
    }

    Form form() {
        return form;
    }

    /** Largest value of an operand. */
    long most() {
        return switch (this) {
            case PROTOCOL, ICMP_TYPE, ICMP_CODE -> 0xFF;
            case DSCP -> 0x3F;
            case TCP_FLAGS -> 0xFFF;
            case FRAGMENT -> 0xF;
            case FLOW_LABEL -> 0xF_FFFF;
            default -> 0xFFFF;
        };
    }

    /** The type of a number. Absent: empty for unknown ones, and for the flow label where addresses are IPv4. */
    static Optional<ComponentType> find(int code, boolean v6) {
        boolean known = code >= 1 && code <= (v6 ? 13 : 12);
        return known ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
