package weir.flow.key;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import weir.flow.attribute.FlowKey;
import weir.flow.attribute.FlowKeyTable;

/**
 * What flow definitions can be written with, for whoever helps a person to write one.
 *
 * <p>Thread: any; immutable.
 *
 * @param keys flow keys in the order of their table
 * @param functions key functions in the order of theirs
 */
public record FlowLanguage(List<Key> keys, List<Function> functions) {

    /**
     * A flow key.
     *
     * @param name its name
     * @param section what it is listed under
     * @param numeric whether it can be summed as a value
     * @param note what it is, one sentence for each place it comes from
     */
    public record Key(String name, String section, boolean numeric, String note) {}

    /**
     * A key function.
     *
     * @param name its name
     * @param usage how it is called
     * @param note what it gives
     * @param example a call
     */
    public record Function(String name, String usage, String note, String example) {}

    /** Copies the lists. */
    public FlowLanguage {
        keys = List.copyOf(keys);
        functions = List.copyOf(functions);
    }

    /** The language with the keys of a table. */
    public static FlowLanguage of(FlowKeyTable table) {
        List<Function> functions = new ArrayList<>();
        for (KeyFunction function : KeyFunctionTable.all()) {
            functions.add(new Function(
                    function.name(),
                    function.usage(),
                    function.sentence(),
                    function.example().call()));
        }
        return new FlowLanguage(table.all().stream().map(FlowLanguage::key).toList(), functions);
    }

    private static Key key(FlowKey key) {
        String note =
                key.sources().stream().map(FlowKey.Source::note).distinct().collect(Collectors.joining("; "));
        boolean numeric = switch (key.format()) {
            case U8, U16, U32, U64, S64, REAL -> true;
            default -> false;
        };
        return new Key(key.name(), key.section(), numeric, note);
    }
}
