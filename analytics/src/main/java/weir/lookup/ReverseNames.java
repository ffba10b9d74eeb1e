package weir.lookup;

import org.jspecify.annotations.Nullable;

/**
 * Names of addresses as DNS has them.
 *
 * <p>Asked on a shard for each sample, so it never waits: an address that is not known is remembered as a wish in a
 * bounded queue, and the answer is null until someone else has looked it up. Thread: any.
 */
public interface ReverseNames {

    /** Knows nothing and looks nothing up. */
    ReverseNames NONE = (v6, high, low) -> null;

    /** Absolute name of an address, with the dot at its end. Absent: null when unknown, or not known yet. */
    @Nullable
    Label name(boolean v6, long high, long low);
}
