package weir.flow;

import java.util.SplittableRandom;

/** A flow of packets at random times, sampled again and again. */
abstract class SampledTraffic {

    /** Sizes of frames, each with its share of the packets. */
    enum Frames {
        /** One size, as when packets are counted. */
        EQUAL(1, 1),
        /** What is usual on the Internet: acknowledgements, some in between, and full segments. */
        INTERNET(0.4, 64, 0.2, 576, 0.4, 1500),
        /** Half acknowledgements, half full segments. */
        TWO_SIZES(0.5, 64, 0.5, 1500),
        /** One frame in twenty is twenty times as large as the others and carries half of the bytes. */
        FEW_LARGE(0.95, 75, 0.05, 1500);

        private final double[] shares;
        private final double[] sizes;

        Frames(double... sharesAndSizes) {
            shares = new double[sharesAndSizes.length / 2];
            sizes = new double[shares.length];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = sharesAndSizes[2 * i];
                sizes[i] = sharesAndSizes[2 * i + 1];
            }
        }

        private double moment(int power) {
            double moment = 0;
            for (int i = 0; i < shares.length; i++) {
                moment += shares[i] * Math.pow(sizes[i], power);
            }
            return moment;
        }

        double mean() {
            return moment(1);
        }

        /** Packets for each effective sample. */
        double packetsPerSample() {
            return moment(2) / (moment(1) * moment(1));
        }

        /** What samples of a number of packets, in the mean, count. */
        Sums sampled(double packets, SplittableRandom random) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < sizes.length; i++) {
                int count = poisson(packets * shares[i], random);
                sum += count * sizes[i];
                squares += count * sizes[i] * sizes[i];
            }
            return new Sums(sum, squares, packets * moment(1));
        }

        double random(SplittableRandom random) {
            double at = random.nextDouble();
            int i = 0;
            while (i < shares.length - 1 && at >= shares[i]) {
                at -= shares[i++];
            }
            return sizes[i];
        }
    }

    /**
     * What a resampling gives.
     *
     * @param sum sum of weights
     * @param squares sum of their squares
     * @param truth what the sum is of
     */
    record Sums(double sum, double squares, double truth) {}

    final Frames frames;

    private SampledTraffic(Frames frames) {
        this.frames = frames;
    }

    /** Most samples that a resampling is made of. */
    abstract double most();

    /** Samples a flow of which so many effective samples are expected. */
    abstract Sums resample(double expected, SplittableRandom random);

    /** What a sample of other flows of such traffic typically counts, known from so many effective samples. */
    double typical(double samples, SplittableRandom random) {
        Sums sums = frames.sampled(samples * frames.packetsPerSample(), random);
        return sums.squares() / sums.sum() * smoothing();
    }

    /** What smoothing leaves of the squares of weights, relative to what it leaves of their sum. */
    abstract double smoothing();

    /** A number that is Poisson distributed. Source: D. Knuth, TAOCP 2, 3.4.1; large means are split in halves. */
    static int poisson(double mean, SplittableRandom random) {
        if (mean > 30) {
            return poisson(mean / 2, random) + poisson(mean / 2, random);
        }
        double limit = Math.exp(-mean);
        int count = -1;
        for (double product = 1; product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** A total over some time, as in the record of a flow that ended. */
    static SampledTraffic summed(Frames frames) {
        return new SampledTraffic(frames) {
            @Override
            double most() {
                return 1000;
            }

            @Override
            double smoothing() {
                return 1;
            }

            @Override
            Sums resample(double expected, SplittableRandom random) {
                return frames.sampled(expected * frames.packetsPerSample(), random);
            }

            @Override
            public String toString() {
                return frames + " summed";
            }
        };
    }

    /**
     * A rate smoothed by exponential decay, of traffic that goes on: a sample at age a counts e^-a of its weight. A
     * constant rate of λ in a time constant is worth 2λ samples. Samples older than twelve time constants no longer count.
     */
    static SampledTraffic smoothed(Frames frames) {
        return new SampledTraffic(frames) {
            private static final double OLDEST = 12;

            @Override
            double most() {
                return 200;
            }

            @Override
            double smoothing() {
                return 0.5;
            }

            @Override
            Sums resample(double expected, SplittableRandom random) {
                double rate = expected * frames.packetsPerSample() / 2;
                int count = poisson(rate * OLDEST, random);
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < count; i++) {
                    double weight = frames.random(random) * Math.exp(-OLDEST * random.nextDouble());
                    sum += weight;
                    squares += weight * weight;
                }
                return new Sums(sum, squares, rate * frames.moment(1) * -Math.expm1(-OLDEST));
            }

            @Override
            public String toString() {
                return frames + " smoothed";
            }
        };
    }
}
