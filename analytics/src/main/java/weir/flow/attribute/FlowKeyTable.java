package weir.flow.attribute;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import weir.packet.LayerType;
import weir.sflow.StructureTable;

/**
 * All flow keys that are known, loaded once from {@code flow-keys.tsv}.
 *
 * <p>Thread: any; immutable.
 */
public final class FlowKeyTable {

    /** Bits of {@link #bitsOf} masks that stand for layers; the others stand for records. */
    public static final long LAYER_BITS = RecordFormats.LAYER_BITS;

    private static final String RESOURCE = "flow-keys.tsv";

    private final Map<String, FlowKey> keys;
    private final RecordFormats formats;
    private final StructureTable structures;

    FlowKeyTable(Map<String, FlowKey> keys, RecordFormats formats, StructureTable structures) {
        this.keys = Collections.unmodifiableMap(keys);
        this.formats = formats;
        this.structures = structures;
    }

    /**
     * The keys that come with Weir.
     *
     * @param structures layouts of the records that keys come from
     * @throws FlowKeyException a row is wrong; the message names file, line and what is wrong
     */
    public static FlowKeyTable standard(StructureTable structures) {
        FlowKeyParser parser = new FlowKeyParser(structures);
        parser.parse(RESOURCE, rows());
        return parser.table();
    }

    private static List<String> rows() {
        try (InputStream in = FlowKeyTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All keys, in the order of the table. */
    public Collection<FlowKey> all() {
        return keys.values();
    }

    /** The key with a name; names that are not in the table are keys of custom flows. */
    public FlowKey key(String name) {
        FlowKey known = keys.get(name);
        return known != null ? known : new FlowKey(name, "", KeyFormat.TEXT, List.of());
    }

    /** Layouts of the records that keys come from. */
    StructureTable structures() {
        return structures;
    }

    RecordFormats formats() {
        return formats;
    }

    /** What a record of a format may give: its own bit, and the {@link LayerType#bit()}s of layers it stands for. */
    long bitsOf(int tag) {
        return formats.bits(tag);
    }
}
