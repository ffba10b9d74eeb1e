package weir.ingest;

/**
 * The agents whose datagrams one source thread lets pass: the first to come, as long as there are places.
 *
 * <p>Admission is decided here, in order of arrival and before shards, so that it is the same for any number of shards
 * and a sender that invents agent addresses cannot fill their memory. An agent that has been silent for the time-out
 * loses its place at the next clearing, as it loses its state on its shard.
 *
 * <p>Shape: open addressing with linear probing, at most half full, so that a look-up touches one or two places. Bound:
 * 25 bytes for each place, at most four places per agent admitted.
 *
 * <p>Thread: one source thread.
 */
final class AdmittedAgents {

    private static final int FIRST_SIZE = 256;
    private static final byte EMPTY = 0;
    private static final byte IPV4 = 1;
    private static final byte IPV6 = 2;

    private final AgentPlaces places;
    private final long timeout;
    private byte[] kinds = new byte[FIRST_SIZE];
    private long[] highs = new long[FIRST_SIZE];
    private long[] lows = new long[FIRST_SIZE];
    private long[] lastSeen = new long[FIRST_SIZE];
    private int count;

    /**
     * No agents yet.
     *
     * @param timeout silence after which an agent loses its place, nanoseconds
     */
    AdmittedAgents(AgentPlaces places, long timeout) {
        this.places = places;
        this.timeout = timeout;
    }

    /** Whether a datagram of this agent may pass now; an agent not known takes a place. */
    boolean admit(long hash, boolean v6, long high, long low, long now) {
        byte kind = v6 ? IPV6 : IPV4;
        int mask = kinds.length - 1;
        int at = (int) hash & mask;
        while (kinds[at] != EMPTY) {
            if (kinds[at] == kind && lows[at] == low && highs[at] == high) {
                lastSeen[at] = now;
                return true;
            }
            at = at + 1 & mask;
        }
        if (!places.take()) {
            return false;
        }
        put(at, kind, high, low, now);
        if (++count > kinds.length / 2) {
            rebuild(kinds.length * 2, Long.MIN_VALUE);
        }
        return true;
    }

    /** Takes their places from agents that are silent for longer than the time-out. */
    void clear(long now) {
        long limit = now - timeout;
        int silent = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] != EMPTY && lastSeen[i] < limit) {
                silent++;
            }
        }
        if (silent > 0) {
            rebuild(kinds.length, limit);
            places.giveBack(silent);
        }
    }

    int count() {
        return count;
    }

    private void rebuild(int size, long limit) {
        byte[] oldKinds = kinds;
        long[] oldHighs = highs;
        long[] oldLows = lows;
        long[] oldLastSeen = lastSeen;
        kinds = new byte[size];
        highs = new long[size];
        lows = new long[size];
        lastSeen = new long[size];
        count = 0;
        for (int i = 0; i < oldKinds.length; i++) {
            if (oldKinds[i] != EMPTY && oldLastSeen[i] >= limit) {
                int at = (int) AgentHash.of(oldKinds[i] == IPV6, oldHighs[i], oldLows[i]) & size - 1;
                while (kinds[at] != EMPTY) {
                    at = at + 1 & size - 1;
                }
                put(at, oldKinds[i], oldHighs[i], oldLows[i], oldLastSeen[i]);
                count++;
            }
        }
    }

    private void put(int at, byte kind, long high, long low, long now) {
        kinds[at] = kind;
        highs[at] = high;
        lows[at] = low;
        lastSeen[at] = now;
    }
}
