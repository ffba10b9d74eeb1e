package weir.flow;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import weir.flow.attribute.KeyWords;

/**
 * Does with made-up flows what a cache does for the first time minutes after the start: the turn of an epoch ({@link EpochTurn}).
 *
 * <p>A cache turns whole, a hundred thousand entries between two samples. Once compiled that takes some 2 ms; met for the first
 * time it is interpreted, and what was compiled without it is thrown away, which stops a shard several times as long. So it
 * is rehearsed once the compilers have done what comes first, and before the first turn.
 *
 * <p>Thread: any; touches nothing of anybody else's.
 */
public final class Rehearsal {

    /** So often that the compilers are done with it. */
    static final int TURNS = 1000;
    /** More than a page of rows. */
    private static final int FLOWS = 600;

    private static final int SOURCES = 8;
    private static final long MEMORY = 1 << 22;

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private Rehearsal() {}

    /** Keys are one word each; nobody reads them. */
    private static final class OneWord implements FlowKeyFormat {

        @Override
        public List<String> fields(byte[] key, int offset, int length) {
            return List.of(text(key, offset, length));
        }

        @Override
        public int width() {
            return 1 + Long.BYTES;
        }

        @Override
        public String text(byte[] key, int offset, int length) {
            return "";
        }
    }

    /** Rehearses, unless this process has: compilers work for the whole of it. */
    public static void once() {
        if (!DONE.getAndSet(true)) {
            run();
        }
    }

    /** Rehearses. Answers the cache as it is at the end, with all its made-up flows. */
    static FlowCache run() {
        FlowSettings settings = FlowSettings.rates();
        var clock = new DecayClock(settings.t());
        var cache = new FlowCache(settings, clock, 0, new MemoryBudget(MEMORY), new OneWord(), (source, totals) -> {});
        Contribution sample = cache.newContribution();
        for (int turn = 0; turn < TURNS; turn++) {
            for (int flow = 0; flow < FLOWS; flow++) {
                sample.source(flow % SOURCES).value(1d).weight(1).time(time(clock, turn));
                sample.packedKey()[0] = flow;
                sample.packed(KeyWords.mix(0, flow));
                cache.accept(sample);
            }
        }
        return cache;
    }

    /** When the samples between two turns come. Units: ns. */
    static long time(DecayClock clock, int turn) {
        return turn * clock.strideMillis() * 1_000_000L;
    }
}
