package weir.ingest;

/** Spreads agent addresses over shards and table places, with different bits for each. */
final class AgentHash {

    private AgentHash() {}

    /** A hash with all bits mixed. */
    static long of(boolean v6, long high, long low) {
        long x = (v6 ? ~high : high) * 0x9E37_79B9_7F4A_7C15L ^ low;
        x = (x ^ x >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        x = (x ^ x >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        return x ^ x >>> 32;
    }

    /** The shard of an agent, from the upper half of its hash. */
    static int shard(long hash, int shards) {
        return (int) ((hash >>> 32) * shards >>> 32);
    }
}
