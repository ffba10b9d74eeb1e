package weir.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import weir.shard.RecentDatagrams;

/** Nanoseconds to keep a copy of a datagram of the usual size, when all memory is in use. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RecentBenchmark {

    private static final int LENGTH = 1294;
    /** As large as the queue the datagrams come from, so that they are read from memory that is not in a cache. */
    private static final int QUEUED = 8000 * 1500;

    private final RecentDatagrams recent = new RecentDatagrams(32 << 20);
    private final byte[] queue = new byte[QUEUED];
    private long number;
    private int start;

    /** A copy into the circle. */
    @Benchmark
    public void keep() {
        start = start + 2 * LENGTH > QUEUED ? 0 : start + LENGTH;
        recent.add(++number, number, false, 0, number, queue, start, LENGTH);
    }
}
