package weir.names;

import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weir.ingest.EngineThread;
import weir.lookup.Label;
import weir.lookup.ReverseNames;
import weir.net.IpAddress;

/**
 * Reverse names out of memory, looked up by a thread of its own when a sample asks for the first time.
 *
 * <p>A name holds as long as its zone says, within bounds; so does the absence of one. When it is over the old name is
 * still given until the new one is there. A server that failed is asked again after {@value #RETRY_SECONDS} s. At most
 * {@value #MOST_ASKED} questions are open at a time and {@value #MOST_WISHES} wait; a wish beyond them is forgotten,
 * counted, and comes up again with a later sample.
 *
 * <p>Thread: {@link #name} any, and it never waits. Names come from the world outside, so they are no part of what a replay
 * repeats.
 */
final class DnsNames implements ReverseNames, AutoCloseable {

    static final int MOST_ASKED = 64;
    static final int MOST_WISHES = 4_096;
    static final long RETRY_SECONDS = 30;
    private static final long SECOND = 1_000_000_000L;
    private static final long SHORTEST_SECONDS = 10;
    /** A question that never came to an end may be asked again. */
    private static final long OPEN_SECONDS = 120;

    private static final long REST = SECOND;

    /** What is known of an address until a time. */
    private record Known(@Nullable Label name, long until) {}

    private final DnsClient client;
    private final AddressTable<Known> table;
    private final long longestSeconds;
    private final LongSupplier time;
    private final AddressWishes wishes = new AddressWishes(MOST_WISHES);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong named = new AtomicLong();
    private final AtomicLong nameless = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final EngineThread thread = new EngineThread("weir-dns", this::run);
    private volatile boolean resting;
    private volatile boolean closed;

    /**
     * No names yet.
     *
     * @param most addresses remembered
     * @param longest how long a name is remembered at most
     * @param time any clock that runs steadily, nanoseconds
     */
    DnsNames(DnsClient client, int most, Duration longest, LongSupplier time) {
        this.client = client;
        this.time = time;
        table = new AddressTable<>(most);
        longestSeconds = Math.max(1, longest.toSeconds());
    }

    void start() {
        thread.start();
    }

    @Override
    public @Nullable Label name(boolean v6, long high, long low) {
        AddressTable.Entry<Known> entry = table.find(v6, high, low);
        Known known = entry == null ? null : entry.value();
        if (known != null && time.getAsLong() - known.until < 0) {
            return known.name;
        }
        Label old = known == null ? null : known.name;
        wish(new IpAddress(v6, high, low), old);
        return old;
    }

    private void wish(IpAddress address, @Nullable Label old) {
        // Before the wish, so that it cannot cover the answer.
        remember(address, old, OPEN_SECONDS);
        if (!wishes.offer(address)) {
            remember(address, old, 1);
        } else if (resting) {
            thread.wake();
        }
    }

    private void remember(IpAddress address, @Nullable Label name, long seconds) {
        table.put(address.v6(), address.high(), address.low(), new Known(name, time.getAsLong() + seconds * SECOND));
    }

    private void run() {
        while (!closed) {
            IpAddress address = open.get() < MOST_ASKED ? wishes.take() : null;
            if (address != null) {
                ask(address);
            } else {
                rest();
            }
        }
    }

    private void rest() {
        resting = true;
        if ((wishes.isEmpty() || open.get() >= MOST_ASKED) && !closed) {
            LockSupport.parkNanos(this, REST);
        }
        resting = false;
    }

    private void ask(IpAddress address) {
        open.incrementAndGet();
        asked.incrementAndGet();
        client.ask(address).whenComplete((answer, fault) -> {
            if (answer == null) {
                AddressTable.Entry<Known> entry = table.find(address.v6(), address.high(), address.low());
                remember(address, entry == null ? null : entry.value().name, RETRY_SECONDS);
                failed.incrementAndGet();
            } else {
                long seconds = Math.clamp(answer.seconds(), Math.min(SHORTEST_SECONDS, longestSeconds), longestSeconds);
                remember(address, answer.name(), seconds);
                // After the answer is there: whoever sees it counted finds it.
                (answer.name() == null ? nameless : named).incrementAndGet();
            }
            open.decrementAndGet();
            if (resting) {
                thread.wake();
            }
        });
    }

    /** Adds what was asked and answered so far, by kind. */
    void addTo(SortedMap<String, Long> counts) {
        counts.put("dnsAsked", asked.get());
        counts.put("dnsNamed", named.get());
        counts.put("dnsNameless", nameless.get());
        counts.put("dnsFailed", failed.get());
        counts.put("dnsForgotten", wishes.forgotten());
    }

    /** Ends the thread and waits for it; answers that are still to come are no longer waited for. */
    @Override
    public void close() {
        closed = true;
        thread.wake();
        thread.join();
    }
}
