package weir.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.sflow.Field;
import weir.sflow.Structure;

/**
 * A structure, prepared for listing: the fields that have a label, in the order they are listed in. That is the order of
 * the wire, but for packets that are known by their fields, where it has always been another.
 *
 * <p>Thread: any; immutable.
 */
final class ListedStructure {

    private static final String PACKET_SIZE = "sampledPacketSize";

    /** Ends of labels in the order of listing, for structures that have one with the key's end. */
    private static final Map<String, List<String>> ORDERS = Map.of(
            "SrcPort",
            List.of(
                    "flowSampleType",
                    PACKET_SIZE,
                    "IPSize",
                    "srcIP",
                    "srcIP6",
                    "dstIP",
                    "dstIP6",
                    "IPProtocol",
                    "IPTOS",
                    "priority",
                    "SrcPort",
                    "DstPort",
                    "TCPFlags"),
            "ethernet_len",
            List.of("flowSampleType", "ethernet_type", "ethernet_len", "ethernet_src", "ethernet_dst"),
            "src_user",
            List.of("extendedType", "src_user_charset", "dst_user_charset", "src_user", "dst_user"));

    private final Structure structure;
    private final ListedField[] fields;
    private final int protocol;
    private final boolean inLine;
    private final @Nullable LineRecord line;

    private ListedStructure(Structure structure, List<ListedField> fields, int protocol) {
        this.structure = structure;
        this.fields = fields.toArray(ListedField[]::new);
        this.line = LineRecord.of(structure, fields).orElse(null);
        this.protocol = protocol;
        this.inLine = fields.stream().anyMatch(ListedField::inLine);
    }

    /**
     * Prepares a structure.
     *
     * @throws weir.sflow.StructureException a row says to print a value in a way that does not fit its type
     */
    static ListedStructure of(Structure structure) {
        List<ListedField> fields = new ArrayList<>();
        int protocol = -1;
        List<String> order = List.of();
        for (int i = 0; i < structure.fields().size(); i++) {
            Field field = structure.fields().get(i);
            if (!field.label().isEmpty()) {
                fields.add(ListedField.of(structure, i, field));
                order = order.isEmpty() ? orderOf(field.label()) : order;
                protocol = field.label().endsWith("IPProtocol") ? i : protocol;
            }
        }
        if (order.contains(PACKET_SIZE)) {
            addIpSize(fields);
        }
        if (!order.isEmpty()) {
            List<String> ends = order;
            fields.sort(Comparator.comparingInt(field -> place(field, ends)));
        }
        return new ListedStructure(structure, fields, protocol);
    }

    private static List<String> orderOf(String label) {
        for (Map.Entry<String, List<String>> order : ORDERS.entrySet()) {
            if (label.endsWith(order.getKey())) {
                return order.getValue();
            }
        }
        return List.of();
    }

    private static int place(ListedField field, List<String> ends) {
        for (int i = 0; i < ends.size(); i++) {
            if (field.name().toString().endsWith(ends.get(i))) {
                return i;
            }
        }
        return ends.size();
    }

    /** The length of such a packet is its size and the size of its IP part, and is listed as both. */
    private static void addIpSize(List<ListedField> fields) {
        for (ListedField field : List.copyOf(fields)) {
            String name = field.name().toString();
            if (name.endsWith(PACKET_SIZE)) {
                String prefix = name.substring(0, name.length() - PACKET_SIZE.length());
                fields.add(
                        new ListedField(field.index(), field.form(), FieldName.of(prefix + "IPSize"), field.detail()));
            }
        }
    }

    Structure structure() {
        return structure;
    }

    int count() {
        return fields.length;
    }

    ListedField field(int number) {
        return fields[number];
    }

    /** Number of the field that says which protocol the packet has. Absent: -1. */
    int protocol() {
        return protocol;
    }

    /** Where the values of a line lie. Absent: null when that depends on the record. */
    @Nullable
    LineRecord line() {
        return line;
    }

    /** Whether any of the values goes into a line. */
    boolean inLine() {
        return inLine;
    }
}
