package weir.metric;

import java.util.Comparator;
import java.util.Optional;

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

    /** Reads the text form. Absent: empty when no data source can have this text. */
    public static Optional<DataSourceId> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!isDigit(text.charAt(0))) {
            return Optional.of(named(text));
        }
        int dot = text.indexOf('.');
        long sourceClass = dot < 0 ? INTERFACE : number(text.substring(0, dot));
        long index = number(text.substring(dot + 1));
        // Interfaces are written by their index alone.
        boolean exists = index >= 0 && sourceClass >= 0 && (dot < 0 || sourceClass != INTERFACE);
        return exists ? Optional.of(of((int) sourceClass, index)) : Optional.empty();
    }

    /** An unsigned 32-bit number in its usual form, or -1. */
    private static long number(String text) {
        boolean usual = text.length() <= 10 && text.chars().allMatch(DataSourceId::isDigit);
        if (!usual || text.isEmpty() || text.length() > 1 && text.charAt(0) == '0') {
            return -1;
        }
        long number = Long.parseLong(text);
        return number <= 0xFFFF_FFFFL ? number : -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
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
