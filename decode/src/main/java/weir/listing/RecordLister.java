package weir.listing;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import weir.sflow.Enumerations;
import weir.sflow.NestedList;
import weir.sflow.RecordReader;
import weir.sflow.RecordValues;
import weir.sflow.Structure;
import weir.sflow.StructureTable;
import weir.xdr.XdrReader;

/**
 * Lists the fields of one record as its structure says.
 *
 * <p>Thread: one.
 */
final class RecordLister {

    private static final int STANDARD_FORMATS = 1 << 12;
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final long UNKNOWN = 0xFFFF_FFFFL;

    private static final FieldName HEADER_LENGTH = FieldName.of("headerLen");
    private static final FieldName IF_INDEX = FieldName.of("ifIndex");
    private static final FieldName MACS = FieldName.of("MACs");
    private static final FieldName MAC_LIST = FieldName.of("mac_list");
    private static final FieldName MAC = FieldName.of("MAC_");
    private static final FieldName LAST_AS = FieldName.of("dst_as");
    private static final FieldName FIRST_AS = FieldName.of("dst_peer_as");
    private static final FieldList ADAPTERS = FieldList.numberFirst("adaptor_list", "adaptor_");
    private static final ByteText NO_ADDRESS = ByteText.of("-");

    private final FieldSink sink;
    private final boolean linesOnly;
    private final IdentityHashMap<Structure, ListedStructure> listed = new IdentityHashMap<>();
    private final @Nullable ListedStructure[] flow = new ListedStructure[STANDARD_FORMATS];
    private final @Nullable ListedStructure[] counter = new ListedStructure[STANDARD_FORMATS];
    private final Enumerations enumerations = Enumerations.standard();
    private final RecordReader reader = new RecordReader();
    private final SampledHeaderLister headers;
    private final ComposedText composed = new ComposedText();
    private final NestedList nested = new NestedList();
    private final XdrReader xdr = new XdrReader();

    RecordLister(StructureTable structures, FieldSink sink) {
        this.sink = sink;
        this.linesOnly = sink.linesOnly();
        this.headers = new SampledHeaderLister(sink);
        if (structures.extended()) {
            structures.all().forEach(RecordLister::check);
        }
    }

    /** Structures are prepared when they are first met; but a wrong row of the operator is told before anything is listed. */
    static void check(Structure structure) {
        structure.fields().forEach(field -> {
            ListedForm.of(field);
            field.elements().forEach(ListedForm::of);
        });
        structure.variants().forEach(RecordLister::check);
    }

    /** Lists a record. Answers whether its bytes ended before its fields did. */
    boolean list(Structure structure, byte[] bytes, int start, int length) {
        ListedStructure fields = find(structure);
        if (linesOnly) {
            LineRecord line = fields.line();
            if (!fields.inLine()) {
                return true;
            } else if (line != null) {
                return line.read(xdr, bytes, start, length, sink, headers);
            }
        }
        RecordValues values = reader.read(structure, bytes, start, length);
        boolean complete = !reader.malformed();
        long protocol =
                fields.protocol() >= 0 && fields.protocol() < values.present() ? values.number(fields.protocol()) : -1;
        for (int i = 0; i < fields.count(); i++) {
            ListedField field = fields.field(i);
            if (field.index() < values.present()) {
                list(structure, field, values, protocol);
            }
        }
        return complete;
    }

    /** The prepared structure; those of the usual formats without a search. */
    private ListedStructure find(Structure structure) {
        int tag = structure.tag();
        @Nullable ListedStructure[] byTag = structure.kind() == Structure.Kind.FLOW ? flow : counter;
        boolean standard = tag >= 0 && tag < byTag.length;
        ListedStructure usual = standard ? byTag[tag] : null;
        if (usual != null && usual.structure() == structure) {
            return usual;
        }
        ListedStructure prepared = listed.computeIfAbsent(structure, ListedStructure::of);
        if (standard) {
            byTag[tag] = prepared;
        }
        return prepared;
    }

    private void list(Structure structure, ListedField field, RecordValues values, long protocol) {
        int index = field.index();
        FieldName name = field.name();
        switch (field.form()) {
            case NUMBER -> sink.number(name, values.number(index));
            case SIGNED -> sink.signed(name, (int) values.number(index));
            case MAC -> sink.mac(name, values.number(index));
            case IP4 -> sink.ip4(name, (int) values.number(index));
            case IP6 -> address(name, values, index);
            case ADDRESS -> address(name, values, index);
            case WORD -> sink.word(name, ((ListedField.Word) field.detail()).text());
            case NAME -> name(field, values.number(index));
            case DECIMAL -> sink.word(name, composed.decimal(Double.longBitsToDouble(values.number(index))));
            case PERCENT -> sink.word(name, composed.percent(values.number(index)));
            case HEX16 -> sink.word(name, composed.hex16(values.number(index)));
            case TEXT -> text(name, values, index, values.length(index));
            case TEXT_ALWAYS -> sink.text(name, values.bytes(), values.start(index), values.length(index));
            case TEXT_URL -> url(name, values, index);
            case TEXT_FIXED -> text(name, values, index, composed.lengthToNul(values, index));
            case OCTETS -> sink.octets(name, values.bytes(), values.start(index), values.length(index));
            case UUID -> sink.word(name, composed.uuid(values, index));
            case DASHED, PERCENT_LIST, MPLS_STACK, VLAN_STACK -> numbers(field, values);
            case HEADER -> header(name, values, index);
            case PORT -> port((ListedField.Ports) field.detail(), values.number(index), protocol);
            case TCP_FLAGS -> tcpFlags(name, values.number(index), protocol);
            case AS_PATH -> asPath(structure, field, values);
            case ADAPTERS -> adapters(structure, field, values);
            case LANES -> lanes(structure, field, values);
            case LIST -> items(structure, field, values);
            case NOTHING -> {}
        }
    }

    private void address(FieldName name, RecordValues values, int index) {
        int start = values.start(index);
        int length = values.length(index);
        xdr.wrap(values.bytes(), start, start + length);
        switch (length) {
            case 4 -> sink.ip4(name, xdr.readInt());
            case 16 -> sink.ip6(name, xdr.readLong(), xdr.readLong());
            default -> sink.word(name, NO_ADDRESS);
        }
    }

    private void name(ListedField field, long number) {
        String enumeration = ((ListedField.Names) field.detail()).enumeration();
        sink.word(field.name(), composed.word(enumerations.text(enumeration, number)));
    }

    private void text(FieldName name, RecordValues values, int index, int length) {
        if (length > 0) {
            sink.text(name, values.bytes(), values.start(index), length);
        }
    }

    private void url(FieldName name, RecordValues values, int index) {
        if (values.length(index) > 0) {
            sink.word(name, composed.url(values, index));
        }
    }

    private void numbers(ListedField field, RecordValues values) {
        int index = field.index();
        if (values.number(index) == 0) {
            return;
        }
        xdr.wrap(values.bytes(), values.start(index), values.start(index) + values.length(index));
        sink.word(field.name(), composed.numbers(field.form(), xdr, values.number(index)));
    }

    private void header(FieldName name, RecordValues values, int index) {
        int start = values.start(index);
        int length = values.length(index);
        sink.number(HEADER_LENGTH, length);
        sink.octets(name, values.bytes(), start, length);
        if (index >= 3) { // behind its protocol, the length of the packet and what was stripped of it
            long size = values.number(index - 2) - values.number(index - 1);
            headers.list(values.number(index - 3), size, values.bytes(), start, length);
        }
    }

    private void port(ListedField.Ports names, long value, long protocol) {
        sink.unlisted(names.column(), value);
        if (protocol == TCP) {
            sink.number(names.tcp(), value);
        } else if (protocol == UDP) {
            sink.number(names.udp(), value);
        } else if (protocol == ICMP && names.icmp().isPresent()) {
            sink.number(names.icmp().get(), value);
        }
    }

    private void tcpFlags(FieldName name, long value, long protocol) {
        if (protocol == TCP) {
            sink.number(name, value);
        }
    }

    private void asPath(Structure structure, ListedField field, RecordValues values) {
        nested.start(structure.fields().get(field.index()), values, field.index());
        ByteText path = composed.asPath(nested);
        if (values.number(field.index()) > 0) {
            sink.word(field.name(), path);
        }
        sink.number(LAST_AS, composed.lastAs());
        sink.number(FIRST_AS, composed.firstAs());
    }

    private void adapters(Structure structure, ListedField field, RecordValues values) {
        nested.start(structure.fields().get(field.index()), values, field.index());
        sink.beginList(ADAPTERS);
        for (int i = 0; nested.next(); i++) {
            sink.beginItem(i);
            sink.number(IF_INDEX, nested.head() & UNKNOWN);
            sink.number(MACS, nested.count());
            sink.macs(MAC_LIST, MAC, nested);
            sink.endItem();
        }
        sink.endList();
    }

    private void lanes(Structure structure, ListedField field, RecordValues values) {
        sink.number(field.name(), values.number(field.index()));
        items(structure, field, values);
    }

    private void items(Structure structure, ListedField field, RecordValues values) {
        ListedField.Items items = (ListedField.Items) field.detail();
        int count = (int) values.number(field.index());
        sink.beginList(items.list());
        for (int i = 0; i < count; i++) {
            RecordValues element = reader.element(structure, field.index(), i);
            sink.beginItem(i);
            for (int j = 0; j < items.fields().size(); j++) {
                list(structure, items.fields().get(j), element, -1);
            }
            sink.endItem();
        }
        sink.endList();
    }
}
