package weir.bench;

import java.io.IOException;

/** A process that receives datagrams on UDP and can be asked what became of them. */
interface LiveReceiver extends AutoCloseable {

    /** Bytes of receive buffer that every receiver asks for: what the engine does unless told otherwise. */
    int RECEIVE_BUFFER = 1000 * 2048;

    /**
     * What a receiver has seen so far.
     *
     * @param datagrams taken from the socket
     * @param kernelDrops dropped by the kernel because the receive buffer was full
     * @param discarded taken and not used
     * @param gaps missing in the sequences of agents
     * @param time when this was, in nanoseconds of {@link System#nanoTime}
     */
    record Seen(long datagrams, long kernelDrops, long discarded, long gaps, long time) {

        /** What came since. */
        Seen since(Seen before) {
            return new Seen(
                    datagrams - before.datagrams,
                    kernelDrops - before.kernelDrops,
                    discarded - before.discarded,
                    gaps - before.gaps,
                    time - before.time);
        }

        /** Whether nothing was lost. */
        boolean isWhole() {
            return kernelDrops == 0 && discarded == 0 && gaps <= 0;
        }

        /** Per cent of what was sent that was lost. */
        double lostPercent() {
            long lost = Math.max(kernelDrops + discarded, gaps);
            return lost <= 0 ? 0 : 100.0 * lost / (datagrams + kernelDrops);
        }
    }

    /** Name in the results. */
    String name();

    /** UDP port. */
    int port();

    /** Processor time so far, in nanoseconds. */
    long cpu();

    /** What it has seen so far; asking may cost the receiver processor time. */
    Seen seen() throws IOException;

    @Override
    void close() throws IOException;
}
