package weir.lookup;

import org.jspecify.annotations.Nullable;

/**
 * Which routes the routers have whose samples arrive.
 *
 * <p>Asked on a shard for each sample: answers from memory, never blocks, allocates nothing. Thread: any.
 */
@FunctionalInterface
public interface RouteFacts {

    /** Knows no routes. */
    RouteFacts NONE = (v6, high, low) -> null;

    /** The routes of an agent, given by its address. Absent: null when it is bound to no router. */
    @Nullable
    Routes of(boolean v6, long high, long low);

    /** MAC addresses of next hops. */
    default NextHops hops() {
        return NextHops.NONE;
    }
}
