package weir.bgp.message;

import java.util.HashSet;
import java.util.Set;

/** Sets of what is agreed upon. */
final class Sets {

    private Sets() {}

    /** What is in both. */
    static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
