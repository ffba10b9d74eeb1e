package weir.listing;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import weir.sflow.Field;
import weir.sflow.FieldType;
import weir.sflow.StructureException;

/** How the value of a field is listed: the plain form of its type, or the one that column {@code print} names. */
enum ListedForm {
    /** A fixed word. */
    WORD("=", FieldType.MARK),
    /** Unsigned number. */
    NUMBER("", FieldType.U8, FieldType.U32, FieldType.U64),
    /** Signed number. */
    SIGNED("", FieldType.I32),
    /** Three decimals. */
    DECIMAL("", FieldType.F32, FieldType.F64),
    /** Hundredths with two decimals; all ones is unknown. */
    PERCENT("percent", FieldType.U32),
    /** Several of them, with dashes between. */
    PERCENT_LIST("percent", FieldType.U32LIST),
    /** Sixteen hexadecimal digits. */
    HEX16("hex16", FieldType.U64),
    /** The name of a number. */
    NAME("enum:", FieldType.U8, FieldType.U32),
    /** Twelve hexadecimal digits. */
    MAC("", FieldType.MAC, FieldType.MAC6),
    /** Dotted decimal. */
    IP4("", FieldType.IP4),
    /** Eight groups. */
    IP6("", FieldType.IP6),
    /** Address with its type. */
    ADDRESS("", FieldType.ADDRESS),
    /** Text, left out when empty. */
    TEXT("", FieldType.STRING),
    /** Text, also when empty. */
    TEXT_ALWAYS("always", FieldType.STRING),
    /** Text, left out when empty, with its special characters as in a URL. */
    TEXT_URL("urlencoded", FieldType.STRING),
    /** Text that ends at its first NUL. */
    TEXT_FIXED("text", FieldType.BYTES, FieldType.OPAQUE),
    /** Bytes with dashes between. */
    OCTETS("", FieldType.OPAQUE, FieldType.BYTES),
    /** Sixteen bytes in groups. */
    UUID("uuid", FieldType.BYTES),
    /** Numbers with dashes between, left out when there are none. */
    DASHED("dashed", FieldType.U32LIST),
    /** AS path, its last and its first AS. */
    AS_PATH("aspath", FieldType.ASPATH),
    /** Labels with their three other parts, dashes between. */
    MPLS_STACK("mplsstack", FieldType.U32LIST),
    /** Tags with their four parts, dashes between. */
    VLAN_STACK("vlanstack", FieldType.U32LIST),
    /** Sampled header and the packet fields in it. */
    HEADER("header", FieldType.OPAQUE),
    /** Port of a packet that is known by its fields alone: named after the protocol. */
    PORT("port", FieldType.U32),
    /** TCP flags of such a packet. */
    TCP_FLAGS("tcpflags", FieldType.U32),
    /** Adapters with their MAC addresses. */
    ADAPTERS("", FieldType.ADAPTERS),
    /** Elements with fields of their own. */
    LIST("", FieldType.LIST),
    /** The same, with the number of elements in front. */
    LANES("lanes", FieldType.LIST),
    /** Records inside a record are not listed. */
    NOTHING("", FieldType.RECORDS);

    private static final Map<FieldType, ListedForm> PLAIN = new EnumMap<>(FieldType.class);

    static {
        for (ListedForm form : values()) {
            for (FieldType type : FieldType.values()) {
                if (form.print.isEmpty() && form.fits(type)) {
                    PLAIN.put(type, form);
                }
            }
        }
        PLAIN.put(FieldType.U32LIST, DASHED);
        PLAIN.put(FieldType.ASPATH, AS_PATH);
    }

    private final String print;
    /** One bit for each type that the form fits. */
    private final long types;

    ListedForm(String print, FieldType... types) {
        long bits = 0;
        for (FieldType type : types) {
            bits |= 1L << type.ordinal();
        }
        this.print = print;
        this.types = bits;
    }

    private boolean fits(FieldType type) {
        return (types >>> type.ordinal() & 1) != 0;
    }

    /**
     * The form of a field.
     *
     * @throws StructureException column print names no form that fits the type
     */
    static ListedForm of(Field field) {
        ListedForm plain = PLAIN.get(field.type());
        if (field.print().isEmpty() && plain != null) {
            return plain;
        }
        for (ListedForm form : values()) {
            if (!form.print.isEmpty() && form.fits(field.type()) && form.isNamedBy(field.print())) {
                return form;
            }
        }
        throw new StructureException(
                field.origin(),
                "'" + field.print() + "' is no way to print a field of type "
                        + field.type().name().toLowerCase(Locale.ROOT));
    }

    private boolean isNamedBy(String column) {
        return switch (this) {
            case WORD, NAME -> column.startsWith(print);
            default -> column.equals(print);
        };
    }
}
