package weir.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    private static final List<String> PACKET_ORDER = List.of(
            "flowSampleType",
            "sampledPacketSize",
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
            "TCPFlags");
    private static final List<String> ETHERNET_ORDER =
            List.of("flowSampleType", "ethernet_type", "ethernet_len", "ethernet_src", "ethernet_dst");

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
        boolean ports = false;
        int protocol = -1;
        for (int i = 0; i < structure.fields().size(); i++) {
            Field field = structure.fields().get(i);
            if (!field.label().isEmpty()) {
                ListedField listed = ListedField.of(structure, i, field);
                fields.add(listed);
                ports |= listed.form() == ListedForm.PORT;
                protocol = field.label().endsWith("IPProtocol") ? i : protocol;
            }
        }
        if (ports) {
            addIpSize(fields);
            fields.sort(order(PACKET_ORDER));
        } else if (fields.stream().anyMatch(field -> field.name().toString().endsWith("ethernet_len"))) {
            fields.sort(order(ETHERNET_ORDER));
        }
        return new ListedStructure(structure, fields, protocol);
    }

    /** The length of such a packet is its size and the size of its IP part, and is listed as both. */
    private static void addIpSize(List<ListedField> fields) {
        String size = "sampledPacketSize";
        for (ListedField field : List.copyOf(fields)) {
            String name = field.name().toString();
            if (name.endsWith(size)) {
                String prefix = name.substring(0, name.length() - size.length());
                fields.add(
                        new ListedField(field.index(), field.form(), FieldName.of(prefix + "IPSize"), field.detail()));
            }
        }
    }

    private static Comparator<ListedField> order(List<String> names) {
        return Comparator.comparingInt(field -> {
            for (int i = 0; i < names.size(); i++) {
                if (field.name().toString().endsWith(names.get(i))) {
                    return i;
                }
            }
            return names.size();
        });
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
