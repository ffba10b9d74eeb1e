package weir.listing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import weir.sflow.Field;
import weir.sflow.Structure;

/**
 * A field of a structure, prepared for listing.
 *
 * <p>Thread: any; immutable.
 *
 * @param index number of the field in its structure or element
 * @param form how its value is written
 * @param name its name
 * @param detail what else the form needs
 */
record ListedField(int index, ListedForm form, FieldName name, Detail detail) {

    /** What some forms need besides the value. */
    sealed interface Detail {}

    /** Nothing. */
    record Plain() implements Detail {}

    /** The word of a {@link ListedForm#WORD}. */
    record Word(ByteText text) implements Detail {}

    /** The enumeration of a {@link ListedForm#NAME}. */
    record Names(String enumeration) implements Detail {}

    /** Names of a port by protocol, and its column in a line. ICMP has its type in the place of the second port. */
    record Ports(FieldName tcp, FieldName udp, Optional<FieldName> icmp, int column) implements Detail {}

    /** Names of the items of a list, and the fields of each. */
    record Items(FieldList list, List<ListedField> fields) implements Detail {}

    private static final int IF_COUNTERS = 1;
    private static final Pattern TUNNEL = Pattern.compile("^tunnel_(l2|ipv4|ipv6)_(in|out)_");

    /** Labels of values that go into a line, without the prefix of tunnels. */
    private static final Map<String, LineColumn> COLUMNS = Map.ofEntries(
            Map.entry("sampledPacketSize", LineColumn.PACKET_SIZE),
            Map.entry("strippedBytes", LineColumn.STRIPPED),
            Map.entry("in_vlan", LineColumn.INPUT_VLAN),
            Map.entry("out_vlan", LineColumn.OUTPUT_VLAN),
            Map.entry("ethernet_src", LineColumn.SOURCE_MAC),
            Map.entry("ethernet_dst", LineColumn.DESTINATION_MAC),
            Map.entry("ethernet_type", LineColumn.ETHERNET_TYPE),
            Map.entry("srcIP", LineColumn.SOURCE_ADDRESS),
            Map.entry("srcIP6", LineColumn.SOURCE_ADDRESS),
            Map.entry("socket4_local_ip", LineColumn.SOURCE_ADDRESS),
            Map.entry("socket6_local_ip", LineColumn.SOURCE_ADDRESS),
            Map.entry("dstIP", LineColumn.DESTINATION_ADDRESS),
            Map.entry("dstIP6", LineColumn.DESTINATION_ADDRESS),
            Map.entry("socket4_remote_ip", LineColumn.DESTINATION_ADDRESS),
            Map.entry("socket6_remote_ip", LineColumn.DESTINATION_ADDRESS),
            Map.entry("IPProtocol", LineColumn.PROTOCOL),
            Map.entry("IPTOS", LineColumn.TOS),
            Map.entry("TCPFlags", LineColumn.TCP_FLAGS));

    /** Prepares a field of a structure, or of an element of one of its lists. */
    static ListedField of(Structure structure, int index, Field field) {
        ListedForm form = ListedForm.of(field);
        return new ListedField(index, form, name(structure, index, field.label()), detail(structure, form, field));
    }

    private static FieldName name(Structure structure, int index, String label) {
        if (structure.kind() == Structure.Kind.COUNTER) {
            boolean interfaceCounter = structure.tag() == IF_COUNTERS && index < LineColumn.COUNTERS;
            return interfaceCounter ? FieldName.counter(label, index) : FieldName.of(label);
        }
        String plain = TUNNEL.matcher(label).replaceFirst("");
        return FieldName.of(label, COLUMNS.getOrDefault(plain, LineColumn.NONE));
    }

    private static Detail detail(Structure structure, ListedForm form, Field field) {
        return switch (form) {
            case WORD -> new Word(ByteText.of(field.print().substring(1)));
            case NAME -> new Names(field.print().substring("enum:".length()));
            case PORT -> ports(field.label());
            case LANES -> new Items(FieldList.numberLast("sfp_lanes", "sfp_lane_"), items(structure, field));
            case LIST -> new Items(FieldList.numberFirst(field.label(), field.label() + "_"), items(structure, field));
            default -> new Plain();
        };
    }

    private static List<ListedField> items(Structure structure, Field list) {
        return IntStream.range(0, list.elements().size())
                .filter(i -> !list.elements().get(i).label().isEmpty())
                .mapToObj(i -> of(structure, i, list.elements().get(i)))
                .toList();
    }

    private static Ports ports(String label) {
        boolean source = label.endsWith("SrcPort");
        String end = source ? "SrcPort" : "DstPort";
        String prefix = label.substring(0, label.length() - Math.min(label.length(), end.length()));
        LineColumn column = source ? LineColumn.SOURCE_PORT : LineColumn.DESTINATION_PORT;
        return new Ports(
                FieldName.of(prefix + "TCP" + end),
                FieldName.of(prefix + "UDP" + end),
                source ? Optional.empty() : Optional.of(FieldName.of(prefix + "ICMPType")),
                column.ordinal());
    }

    /** Whether the value goes into a line. */
    boolean inLine() {
        return name.column() != 0 || form == ListedForm.HEADER || form == ListedForm.PORT;
    }
}
