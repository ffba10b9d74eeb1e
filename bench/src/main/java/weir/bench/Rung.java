package weir.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * One stretch of receiving at a steady rate.
 *
 * @param asked datagrams per second asked of the sender
 * @param seen what the receiver saw
 * @param cpu share of one processor that the receiver took
 * @param stolen per cent of processor time stolen meanwhile
 */
record Rung(double asked, LiveReceiver.Seen seen, double cpu, double stolen) {

    /** A stretch with more stolen than this, in per cent, tells nothing. */
    static final double STOLEN = 1;

    private static final double BILLION = 1e9;
    private static final double WARM_UP_SECONDS = 1.5;
    private static final long START_SECONDS = 30;
    private static final double KEPT_UP = 0.97;
    private static final int LEVEL_SECONDS = 3;

    /** Starts a sender of the generator's model, lets it warm up, measures and ends it. */
    static Rung run(Generator generator, LiveReceiver receiver, double rate, double seconds)
            throws IOException, InterruptedException {
        try (Sender sender = Sender.generator(generator, receiver.port(), rate)) {
            long before = receiver.seen().datagrams();
            awaitMoreThan(receiver, before);
            TimeUnit.NANOSECONDS.sleep((long) (WARM_UP_SECONDS * BILLION));
            Rung rung = measure(receiver, rate, seconds);
            if (!sender.isAlive()) {
                throw new IOException("the sender ended");
            }
            return rung;
        }
    }

    /** Measures while somebody sends. */
    static Rung measure(LiveReceiver receiver, double rate, double seconds) throws IOException, InterruptedException {
        StolenTime stolen = StolenTime.now();
        LiveReceiver.Seen begun = receiver.seen();
        // Without the time that asking takes.
        long cpu = receiver.cpu();
        long time = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep((long) (seconds * BILLION));
        double share = (double) (receiver.cpu() - cpu) / (System.nanoTime() - time);
        return new Rung(rate, receiver.seen().since(begun), share, stolen.percent());
    }

    /** Waits until the receiver has seen more datagrams than that. */
    static void awaitMoreThan(LiveReceiver receiver, long datagrams) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (receiver.seen().datagrams() <= datagrams) {
            if (System.nanoTime() > deadline) {
                throw new IOException(receiver.name() + " does not get more than " + datagrams + " datagrams");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /**
     * Waits until datagrams come as often as asked for a while: a sender that was held up sends faster afterwards, until
     * it has made up for it.
     */
    static void awaitLevel(LiveReceiver receiver, double rate) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        int level = 0;
        while (level < LEVEL_SECONDS) {
            double now = measure(receiver, rate, 1).rate();
            level = Math.abs(now - rate) <= (1 - KEPT_UP) * rate ? level + 1 : 0;
            if (System.nanoTime() > deadline) {
                throw new IOException("the sender does not settle at " + rate + " datagrams/s, but " + now);
            }
        }
    }

    /** Datagrams per second that came to the socket. */
    double rate() {
        return (seen.datagrams() + seen.kernelDrops()) * BILLION / seen.time();
    }

    /** Processor time of the receiver for a datagram, in microseconds. */
    double micros() {
        return cpu * seen.time() / 1e3 / Math.max(1, seen.datagrams());
    }

    /** Per cent of one processor that the receiver took. */
    double corePercent() {
        return 100 * cpu;
    }

    /** Whether the machine was left alone. */
    boolean counts() {
        return stolen <= STOLEN;
    }

    /** Whether the sender sent what was asked of it. */
    boolean isFull() {
        return rate() >= KEPT_UP * asked;
    }
}
