package weir.meter;

/**
 * The place in the one order of everything that a shard produces: engine time, then the number of the datagram, then the
 * position of the sample in it. What several definitions produce at one moment is ordered by their names, and after that
 * by agent, data source and key; so the order does not depend on how agents are spread over shards.
 *
 * <p>A mark comes after all samples of its time: its datagram is the last one before it on any shard, its sample
 * {@link #AFTER_SAMPLES}.
 *
 * <p>Lifetime and thread: a view that the meter refills, owner thread only; whoever keeps a moment copies its numbers.
 */
public final class Moment {

    /** Position of what is done at a mark. */
    public static final int AFTER_SAMPLES = Integer.MAX_VALUE;

    long time = Long.MIN_VALUE;
    long datagram;
    int sample = AFTER_SAMPLES;

    Moment() {}

    /** A moment that nobody refills. */
    public static Moment of(long time, long datagram, int sample) {
        Moment moment = new Moment();
        moment.set(time, datagram, sample);
        return moment;
    }

    /** Engine time, nanoseconds since the epoch. */
    public long time() {
        return time;
    }

    /** Number of the datagram, from 1; at a mark that of the last one before it. */
    public long datagram() {
        return datagram;
    }

    /** Position in the datagram of the sample among those accepted, from 1. */
    public int sample() {
        return sample;
    }

    void set(long newTime, long newDatagram, int newSample) {
        time = newTime;
        datagram = newDatagram;
        sample = newSample;
    }
}
