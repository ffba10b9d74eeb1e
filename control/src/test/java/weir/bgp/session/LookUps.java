package weir.bgp.session;

import java.util.List;
import weir.lookup.RoutedPath;
import weir.lookup.Routes;
import weir.net.IpAddress;

/** A thread that looks addresses up as shards do, without a pause, and notes how long each takes. */
final class LookUps extends Thread {

    private static final int PARTS = 16;

    private final Routes routes;
    private final long[] highs;
    private final long[] lows;
    private final boolean[] v6;
    private final long nanoseconds;
    /** By duration, {@value #PARTS} steps for each power of two of nanoseconds. */
    private final long[] counts = new long[64 * PARTS];

    private long count;
    private long missing;
    private long longest;
    private long took;
    private volatile boolean over;

    /** Look-ups for so many seconds; 0 goes on until {@link #end()}. */
    LookUps(Routes routes, List<IpAddress> addresses, int seconds) {
        this.routes = routes;
        highs = addresses.stream().mapToLong(IpAddress::high).toArray();
        lows = addresses.stream().mapToLong(IpAddress::low).toArray();
        v6 = new boolean[highs.length];
        for (int i = 0; i < v6.length; i++) {
            v6[i] = addresses.get(i).v6();
        }
        nanoseconds = seconds == 0 ? Long.MAX_VALUE : seconds * 1_000_000_000L;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        long last = start;
        int at = 0;
        while (!over && last - start < nanoseconds) {
            RoutedPath path = routes.path(v6[at], highs[at], lows[at]);
            long now = System.nanoTime();
            missing += path == null ? 1 : 0;
            count++;
            note(now - last);
            last = now;
            at = at + 1 == v6.length ? 0 : at + 1;
        }
        took = last - start;
    }

    private void note(long duration) {
        longest = Math.max(longest, duration);
        int power = 63 - Long.numberOfLeadingZeros(duration | PARTS);
        counts[power * PARTS + (int) (duration >>> power - 4 & PARTS - 1)]++;
    }

    /** The duration that a share of all look-ups does not exceed, nanoseconds. */
    private long quantile(double share) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            if (sum >= share * count) {
                int power = i / PARTS;
                return (long) (PARTS + i % PARTS + 1) << power >> 4;
            }
        }
        return longest;
    }

    void end() {
        over = true;
    }

    long count() {
        return count;
    }

    /** Look-ups without an answer. */
    long missing() {
        return missing;
    }

    @Override
    public String toString() {
        return String.format(
                "%,.0f look-ups/s; p50 %,d ns, p99 %,d ns, p99.99 %,d ns, longest %,d us",
                count * 1e9 / took, quantile(0.5), quantile(0.99), quantile(0.9999), longest / 1000);
    }
}
