package weir.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How much processor time the host of a virtual machine has taken away, since {@link #now}.
 *
 * <p>Source: the first line of {@code /proc/stat}.
 *
 * @param stolen ticks stolen so far
 * @param all ticks of all processors so far
 */
record StolenTime(long stolen, long all) {

    private static final Path STAT = Path.of("/proc/stat");
    private static final int STEAL = 7;
    /** User to steal; what follows is counted in user already. */
    private static final int KINDS = 8;

    /** A point to count from. Absent: where the system does not tell, nothing is ever stolen. */
    static StolenTime now() {
        if (!Files.exists(STAT)) {
            return new StolenTime(0, 0);
        }
        try (Stream<String> lines = Files.lines(STAT)) {
            return parse(lines.findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StolenTime parse(String line) {
        long[] ticks = Stream.of(line.strip().split(" +"))
                .skip(1)
                .limit(KINDS)
                .mapToLong(Long::parseLong)
                .toArray();
        return new StolenTime(
                ticks.length > STEAL ? ticks[STEAL] : 0, LongStream.of(ticks).sum());
    }

    /** Per cent of the time of all processors that was stolen since. */
    double percent() {
        return percentUntil(now());
    }

    double percentUntil(StolenTime end) {
        return end.all == all ? 0 : 100.0 * (end.stolen - stolen) / (end.all - all);
    }
}
