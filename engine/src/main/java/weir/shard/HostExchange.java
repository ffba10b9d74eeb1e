package weir.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.topology.HostTable;
import weir.topology.KnownHost;

/**
 * What shards tell each other about hosts, so that each can name the host behind an address wherever its agent is.
 *
 * <p>At every mark a shard hands in what it knows, if that has changed, and counts the mark. In replay it is given the
 * table of what all shards knew at a mark; it waits for those that have not come so far. A shard that is at mark m asks for
 * mark m − 2 or earlier, and every queue had that mark before any had mark m: so whoever is waited for has what it takes to
 * come on, and the slowest shard never waits. In live operation nobody waits, the newest is given.
 *
 * <p>Nothing is put together before a shard asks, so marks cost two comparisons where no definition names hosts. Bound: as
 * many lists of hosts as changed between the slowest shard and the fastest. Thread: any.
 */
public final class HostExchange {

    /** Marks between what is learned and when it holds. */
    static final int DELAY = 2;

    private static final long NEWEST = Long.MAX_VALUE;

    /** What a shard knew from a mark on. */
    private record Version(long mark, List<KnownHost> hosts) {}

    private final boolean waits;
    private final List<Deque<Version>> byShard = new ArrayList<>();
    private final long[] reached;
    private List<List<KnownHost>> merged = List.of();
    private HostTable table = HostTable.EMPTY;
    private boolean closed;

    /**
     * An exchange nobody has told anything.
     *
     * @param waits whether tables must not depend on how fast each shard is: in replay
     */
    public HostExchange(int shards, boolean waits) {
        this.waits = waits;
        reached = new long[shards];
        for (int i = 0; i < shards; i++) {
            byShard.add(new ArrayDeque<>());
        }
    }

    /**
     * A shard has come to a mark.
     *
     * @param mark number of the mark, from 1
     * @param hosts all hosts it knows; null when they are the same as at the mark before
     */
    synchronized void reach(int shard, long mark, @Nullable List<KnownHost> hosts) {
        if (hosts != null) {
            byShard.get(shard).addLast(new Version(mark, hosts));
        }
        reached[shard] = mark;
        forgetBefore(waits ? slowest() - DELAY : NEWEST);
        notifyAll();
    }

    private long slowest() {
        return Arrays.stream(reached).min().orElse(0);
    }

    /** Forgets versions that a later one replaces even for whoever asks for this mark. */
    private void forgetBefore(long mark) {
        for (Deque<Version> versions : byShard) {
            while (versions.size() > 1 && second(versions).mark <= mark) {
                versions.removeFirst();
            }
        }
    }

    private static Version second(Deque<Version> versions) {
        var all = versions.iterator();
        all.next();
        return all.next();
    }

    /** The hosts that all shards knew at a mark; in live operation the newest. Blocks until all have come there. */
    synchronized HostTable at(long mark) {
        try {
            while (waits && !closed && slowest() < mark) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return merge(waits ? mark : NEWEST);
    }

    /** The newest that all shards know, for questions: what it says depends on how fast each shard is. */
    public synchronized HostTable newest() {
        return merge(NEWEST);
    }

    private HostTable merge(long mark) {
        List<List<KnownHost>> parts = new ArrayList<>();
        for (Deque<Version> versions : byShard) {
            List<KnownHost> known = List.of();
            for (Version version : versions) {
                known = version.mark <= mark ? version.hosts : known;
            }
            parts.add(known);
        }
        if (!isSame(parts, merged)) {
            merged = parts;
            table = HostTable.of(parts);
        }
        return table;
    }

    /** Whether the lists are the very same ones; they are never changed. */
    @SuppressWarnings("ReferenceEquality") // comparing what is in them would cost as much as merging them
    private static boolean isSame(List<List<KnownHost>> some, List<List<KnownHost>> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            same = some.get(i) == others.get(i);
        }
        return same;
    }

    /** Lets everybody go who waits: the engine stops. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
