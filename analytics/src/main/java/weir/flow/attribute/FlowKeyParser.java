package weir.flow.attribute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.packet.LayerType;
import weir.packet.PacketLayers;
import weir.sflow.DataFormat;
import weir.sflow.FieldType;
import weir.sflow.Structure;
import weir.sflow.StructureTable;

/**
 * Reads rows of the table of flow keys.
 *
 * <p>A row has five columns separated by tabs: key, source, read, format, note. Lines that are blank or begin with
 * {@code #} are skipped, but what follows {@code ##} heads a section. A key with several rows takes the first source that has it. Source is {@code sample}, the name
 * of a layer, or the format of a record. Read says what to read there:
 *
 * <ul>
 *   <li>of a layer, {@code OFFSET:WIDTH}, in bytes, with {@code >>SHIFT} and {@code &HEXMASK} for a part of them;
 *   <li>of a record, the name of a field;
 *   <li>of any source, {@code @NAME}: a reader in Java, for what is irregular.
 * </ul>
 */
final class FlowKeyParser {

    private static final int COLUMNS = 5;
    private static final String SECTION = "## ";
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern FIELD =
            Pattern.compile("(\\d{1,3}):(1|2|3|4|6|16)(?:>>(\\d{1,2}))?(?:&([0-9a-f]{1,8}))?");
    private static final Pattern RECORD = Pattern.compile("(\\d{1,7}):(\\d{1,4})");

    private final StructureTable structures;
    private final RecordFormats formats = new RecordFormats();
    private final Map<String, LayerType> layers = new HashMap<>();
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();

    /** One line of the file. */
    private record Row(
            String key, String section, String source, String read, FieldFormat format, String note, String origin) {}

    FlowKeyParser(StructureTable structures) {
        this.structures = structures;
        for (LayerType type : LayerType.values()) {
            layers.put(type.label(), type);
        }
    }

    void parse(String file, List<String> lines) {
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(SECTION)) {
                section = line.substring(SECTION.length());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                Row row = row(line, section, file + ":" + (i + 1));
                List<Row> ofKey = rows.computeIfAbsent(row.key(), key -> new ArrayList<>());
                for (Row known : ofKey) {
                    if (known.source().equals(row.source())) {
                        throw new FlowKeyException(row.origin(), row.key() + " has source " + row.source() + " twice");
                    }
                }
                ofKey.add(row);
            }
        }
    }

    private static Row row(String line, String section, String origin) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new FlowKeyException(
                    origin, "a row has " + COLUMNS + " columns separated by tabs, this one has " + columns.length);
        }
        if (!KEY.matcher(columns[0]).matches()) {
            throw new FlowKeyException(origin, "key '" + columns[0] + "' is not lower-case letters, digits and _");
        }
        try {
            return new Row(
                    columns[0], section, columns[1], columns[2], FieldFormat.parse(columns[3]), columns[4], origin);
        } catch (IllegalArgumentException e) {
            throw new FlowKeyException(origin, String.valueOf(e.getMessage()));
        }
    }

    FlowKeyTable table() {
        Map<String, FlowKey> keys = new LinkedHashMap<>();
        rows.forEach((name, ofKey) -> {
            letRecordsStandForLayers(ofKey);
            KeyFormat format = ofKey.getFirst().format().format();
            for (Row row : ofKey) {
                format = format.unify(row.format().format());
            }
            keys.put(name, new FlowKey(name, ofKey.getFirst().section(), format, List.of()));
        });
        rows.forEach((name, ofKey) -> keys.computeIfPresent(
                name,
                (same, key) -> new FlowKey(
                        name,
                        key.section(),
                        key.format(),
                        ofKey.stream().map(this::source).toList())));
        return new FlowKeyTable(keys, formats, structures);
    }

    /** Where a key comes from a layer or else from a record, that record counts as having the layer. */
    private void letRecordsStandForLayers(List<Row> ofKey) {
        for (Row row : ofKey) {
            LayerType layer = layers.get(row.source());
            if (layer != null) {
                letRecordsStandFor(layer, ofKey);
            }
        }
    }

    private void letRecordsStandFor(LayerType layer, List<Row> ofKey) {
        for (Row row : ofKey) {
            if (row.source().indexOf(':') > 0) {
                formats.imply(formats.add(structure(row)), layer);
            }
        }
    }

    private FlowKey.Source source(Row row) {
        LayerType layer = layers.get(row.source());
        if (layer != null) {
            List<AttributeReader> occurrences = new ArrayList<>();
            for (int i = 0; i < PacketLayers.MAX_OCCURRENCES; i++) {
                occurrences.add(ofLayer(row, layer, i));
            }
            return new FlowKey.Source(row.source(), row.note(), layer.bit(), true, occurrences);
        }
        if (row.source().equals("sample")) {
            AttributeReader reader = found(row, row.read().startsWith("@route") ? RouteReaders.ALL : SampleReaders.ALL);
            return new FlowKey.Source(row.source(), row.note(), 0, false, List.of(reader));
        }
        int slot = formats.add(structure(row));
        return new FlowKey.Source(
                row.source(), row.note(), formats.bits(tag(row)), false, List.of(ofRecord(row, slot)));
    }

    private AttributeReader ofRecord(Row row, int slot) {
        AttributeReader reader = new RecordAttribute(slot, ofRecord(row));
        Structure structure = structure(row);
        int field = structure.indexOf(row.read());
        int offset = field < 0 || structure.fields().get(field).type() != FieldType.U32 ? -1 : structure.offset(field);
        return offset < 0 ? reader : new RecordWord(structure, offset, row.format(), reader);
    }

    private static AttributeReader ofLayer(Row row, LayerType layer, int occurrence) {
        if (row.read().startsWith("@")) {
            return new LayerAttribute(layer, occurrence, found(row, LayerReaders.ALL));
        }
        Matcher field = FIELD.matcher(row.read());
        if (!field.matches()) {
            throw new FlowKeyException(row.origin(), "'" + row.read() + "' is neither offset:width nor @reader");
        }
        int shift = field.group(3) == null ? 0 : Integer.parseInt(field.group(3));
        long mask = field.group(4) == null ? -1 : Long.parseLong(field.group(4), 16);
        int width = Integer.parseInt(field.group(2));
        return new LayerField(
                layer, occurrence, Integer.parseInt(field.group(1)), width, shift, mask, checked(row, width));
    }

    private static FieldFormat checked(Row row, int width) {
        KeyFormat format = row.format().format();
        boolean fits = (width == 16) == (format == KeyFormat.IPV6)
                && (format.width() < 0
                        || width <= format.width()
                        || row.read().contains("&")
                        || row.read().contains(">>"));
        if (!fits) {
            throw new FlowKeyException(row.origin(), "a field of " + width + " bytes does not fit format " + format);
        }
        return row.format();
    }

    private RecordFieldReader ofRecord(Row row) {
        if (row.read().startsWith("@")) {
            return found(row, RecordReaders.ALL);
        }
        Structure structure = structure(row);
        boolean known = structure.indexOf(row.read()) >= 0
                || structure.variants().stream().anyMatch(variant -> variant.indexOf(row.read()) >= 0);
        if (!known) {
            throw new FlowKeyException(row.origin(), "record " + row.source() + " has no field '" + row.read() + "'");
        }
        return new RecordField(row.read(), structure.indexOf(row.read()), row.format());
    }

    private Structure structure(Row row) {
        Structure structure = structures.flow(tag(row), Integer.MAX_VALUE);
        if (structure == null) {
            throw new FlowKeyException(row.origin(), "there is no structure for record " + row.source());
        }
        return structure;
    }

    private static int tag(Row row) {
        Matcher record = RECORD.matcher(row.source());
        if (!record.matches()) {
            throw new FlowKeyException(
                    row.origin(), "source '" + row.source() + "' is neither 'sample', a layer nor a record's format");
        }
        return DataFormat.of(Integer.parseInt(record.group(1)), Integer.parseInt(record.group(2)));
    }

    private static <R> R found(Row row, Map<String, R> readers) {
        @Nullable R reader = readers.get(row.read().startsWith("@") ? row.read().substring(1) : row.read());
        if (reader == null) {
            throw new FlowKeyException(row.origin(), "there is no reader '" + row.read() + "' for " + row.source());
        }
        return reader;
    }
}
