package weir.shard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams that all shards applied last, as one stream in the order of their numbers.
 *
 * <p>What is read is what the shards had applied when reading began; nobody waits for it. Thread: any.
 */
public final class RecentHistory {

    private final List<RecentDatagrams> shards;

    /** Told of datagrams, in order. */
    @FunctionalInterface
    public interface Reader {

        /**
         * A datagram.
         *
         * @param datagram a copy, used again after the call
         */
        void read(RecentDatagram datagram);
    }

    /**
     * What is held.
     *
     * @param bytes memory for it
     * @param datagrams datagrams
     * @param since engine time since which all datagrams are held, of the first one or later; 0 when there is none
     * @param until engine time of the last one; 0 when there is none
     */
    public record Extent(long bytes, long datagrams, long since, long until) {}

    /** One shard's datagrams, with the one that is to be read next. */
    private static final class Head {

        private final RecentDatagrams.Cursor cursor;
        private final RecentDatagram datagram = new RecentDatagram();
        private boolean present;

        Head(RecentDatagrams.Cursor cursor) {
            this.cursor = cursor;
            advance();
        }

        void advance() {
            present = cursor.next(datagram);
        }
    }

    /** The history of shards; none when nothing is to be kept. */
    public RecentHistory(List<RecentDatagrams> shards) {
        this.shards = List.copyOf(shards);
    }

    /**
     * Reads all datagrams that arrived at a time or later and are held still.
     *
     * @param since engine time, nanoseconds since the epoch
     * @return whether none of them is missing because newer ones took its place
     */
    public boolean read(long since, Reader reader) {
        return read(since, AgentChoice.ALL, reader);
    }

    /** The same of some agents only. */
    boolean read(long since, AgentChoice agents, Reader reader) {
        List<Head> heads = new ArrayList<>(shards.size());
        for (RecentDatagrams shard : shards) {
            heads.add(new Head(shard.since(since, agents)));
        }
        for (Head next = first(heads); next != null; next = first(heads)) {
            reader.read(next.datagram);
            next.advance();
        }
        return !heads.isEmpty() && heads.stream().allMatch(head -> head.cursor.complete());
    }

    /**
     * Engine time from which no more than so many of the datagrams up to a time came, whatever shard they are of. Absent:
     * {@link Long#MIN_VALUE} when no more are held.
     */
    public long sinceLatest(int count, long until) {
        int each = Math.max(1, count / Math.max(1, shards.size()));
        return shards.stream()
                .mapToLong(shard -> shard.sinceLatest(each, until))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private static @Nullable Head first(List<Head> heads) {
        Head first = null;
        for (Head head : heads) {
            if (head.present && (first == null || head.datagram.number < first.datagram.number)) {
                first = head;
            }
        }
        return first;
    }

    /** How much is held. */
    public Extent extent() {
        long bytes = 0;
        long datagrams = 0;
        long since = 0;
        long first = Long.MAX_VALUE;
        long until = 0;
        for (RecentDatagrams shard : shards) {
            bytes += shard.bytes();
            datagrams += shard.datagrams();
            RecentDatagrams.Span span = shard.span();
            if (span.any()) {
                first = Math.min(first, span.oldest());
                until = Math.max(until, span.newest());
                since = span.complete() ? since : Math.max(since, span.oldest());
            }
        }
        boolean any = first != Long.MAX_VALUE;
        return new Extent(bytes, datagrams, any ? Math.max(since, first) : 0, until);
    }
}
