package weir.lookup;

import org.jspecify.annotations.Nullable;

/**
 * What the databases that the operator supplies say of an address.
 *
 * <p>Asked on a shard for each sample: answers from memory, never blocks, allocates nothing for an address it was asked
 * for lately. Thread: any.
 */
public interface AddressFacts {

    /** Knows nothing. */
    AddressFacts NONE = new AddressFacts() {};

    /** Country of an address. Absent: null. */
    default @Nullable Country country(boolean v6, long high, long low) {
        return null;
    }

    /** Autonomous system that announces an address. Absent: null. */
    default @Nullable AutonomousSystem system(boolean v6, long high, long low) {
        return null;
    }
}
