package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A control group that lets a process have a part of one processor.
 *
 * <p>Either version of Linux control groups, where the user may make one. Thread: one at a time.
 */
final class ProcessorQuota implements AutoCloseable {

    /** Units: µs. Short, so that a process that has used up its part waits for milliseconds and not for longer. */
    private static final long SHORTEST_PERIOD = 10_000;

    /** The least that the system lets a process have in a period, and some more. Units: µs. */
    private static final double LEAST = 1_100;

    private static final Path V1 = Path.of("/sys/fs/cgroup/cpu");
    private static final Path V2 = Path.of("/sys/fs/cgroup");

    private final Path group;
    private final boolean v1;

    private ProcessorQuota(Path group, boolean v1) {
        this.group = group;
        this.v1 = v1;
    }

    /** A group with this process in it. Absent: empty where the system does not permit that. */
    static Optional<ProcessorQuota> of(long pid) {
        boolean v1 = Files.exists(V1.resolve("cpu.cfs_quota_us"));
        try {
            Path group = Files.createDirectory((v1 ? V1 : V2).resolve("weir-bench-" + pid));
            var quota = new ProcessorQuota(group, v1);
            Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
            quota.limit(1);
            return Optional.of(quota);
        } catch (IOException e) {
            System.out.println("no control group for processor time: " + e);
            return Optional.empty();
        }
    }

    /** Limits the process to a part of one processor; 0 lifts the limit. */
    void limit(double part) throws IOException {
        long period = part == 0 ? SHORTEST_PERIOD : Math.max(SHORTEST_PERIOD, (long) (LEAST / part));
        long quota = (long) (part * period);
        if (v1) {
            Files.writeString(group.resolve("cpu.cfs_quota_us"), "-1");
            Files.writeString(group.resolve("cpu.cfs_period_us"), Long.toString(period));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(part == 0 ? -1 : quota));
        } else {
            Files.writeString(group.resolve("cpu.max"), (part == 0 ? "max" : Long.toString(quota)) + " " + period);
        }
    }

    /** Removes the group; the process must have ended. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            System.out.println("left behind: " + group);
        }
    }
}
