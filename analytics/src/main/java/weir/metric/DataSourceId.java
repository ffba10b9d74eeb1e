package weir.metric;

import java.util.Comparator;

/**
 * Names a data source within its agent.
 *
 * <p>Order: by class and index, both unsigned, then custom data sources by name. Text: {@code 37} for an interface,
 * {@code 2.1} for another class, the name for a custom data source. Names begin with a letter, so no two data sources
 * have one text.
 *
 * <p>Thread: any; immutable.
 *
 * @param sourceClass class: 0 interface, 1 VLAN, 2 physical entity, 3 logical entity, others as sent; unsigned
 * @param index index within the class, for class 0 the ifIndex
 * @param name name of a custom data source; empty for all others
 */
public record DataSourceId(int sourceClass, long index, String name) implements Comparable<DataSourceId> {

    /** Class of interfaces. */
    public static final int INTERFACE = 0;

    /** Class of physical entities, hosts among them. */
    public static final int PHYSICAL = 2;

    /** Class of logical entities: virtual machines, containers, services, applications. */
    public static final int LOGICAL = 3;

    private static final Comparator<DataSourceId> ORDER = Comparator.comparing(DataSourceId::custom)
            .thenComparing(DataSourceId::sourceClass, Integer::compareUnsigned)
            .thenComparingLong(DataSourceId::index)
            .thenComparing(DataSourceId::name);

    /** A numbered data source. */
    public static DataSourceId of(int sourceClass, long index) {
        return new DataSourceId(sourceClass, index, "");
    }

    /** A custom data source. */
    public static DataSourceId named(String name) {
        return new DataSourceId(0, 0, name);
    }

    /** Whether this is a custom data source. */
    public boolean custom() {
        return !name.isEmpty();
    }

    /** Whether this is an interface. */
    public boolean isInterface() {
        return sourceClass == INTERFACE && !custom();
    }

    @Override
    public int compareTo(DataSourceId other) {
        return ORDER.compare(this, other);
    }

    /** The text form. */
    @Override
    public String toString() {
        if (custom()) {
            return name;
        }
        return sourceClass == INTERFACE ? Long.toString(index) : Integer.toUnsignedString(sourceClass) + "." + index;
    }
}
