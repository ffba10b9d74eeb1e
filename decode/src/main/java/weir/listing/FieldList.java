package weir.listing;

import java.nio.charset.StandardCharsets;

/**
 * Name of a list whose items have fields of their own. Formats without nesting put the position of the item into the
 * name of each field: {@code adaptor_0_ifIndex}, {@code sfp_lane_index.0}.
 *
 * <p>Thread: any; immutable.
 */
public final class FieldList {

    private final FieldName name;
    private final byte[] prefix;
    private final boolean numberFirst;

    private FieldList(String name, String prefix, boolean numberFirst) {
        this.name = FieldName.of(name);
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
        this.numberFirst = numberFirst;
    }

    /** A list whose flat names are prefix, position, {@code _}, name. */
    static FieldList numberFirst(String name, String prefix) {
        return new FieldList(name, prefix, true);
    }

    /** A list whose flat names are prefix, name, {@code .}, position. */
    static FieldList numberLast(String name, String prefix) {
        return new FieldList(name, prefix, false);
    }

    FieldName name() {
        return name;
    }

    byte[] prefix() {
        return prefix;
    }

    boolean numberFirst() {
        return numberFirst;
    }
}
