package weir.lookup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import weir.net.IpAddress;

/**
 * Addresses that someone wants looked up: a bounded queue without repetition.
 *
 * <p>When it is full, further wishes are forgotten and counted; the next sample of the address wishes again.
 *
 * <p>Thread: the owner's; the owner hands the drained list on.
 */
public final class AddressWishes {

    private final int capacity;
    private final Set<IpAddress> wishes = new LinkedHashSet<>();
    private long forgotten;

    /** A queue for at most that many addresses. */
    public AddressWishes(int capacity) {
        this.capacity = capacity;
    }

    /** Adds an address. Answers false when the queue is full. */
    public boolean offer(IpAddress address) {
        if (wishes.contains(address)) {
            return true;
        }
        if (wishes.size() >= capacity) {
            forgotten++;
            return false;
        }
        return wishes.add(address);
    }

    /** Takes all wishes, oldest first, and leaves the queue empty. */
    public List<IpAddress> drain() {
        List<IpAddress> drained = List.copyOf(wishes);
        wishes.clear();
        return drained;
    }

    /** Wishes that found the queue full. */
    public long forgotten() {
        return forgotten;
    }
}
