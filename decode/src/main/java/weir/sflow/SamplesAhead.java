package weir.sflow;

import static weir.xdr.BigEndian.int32;
import static weir.xdr.BigEndian.uint32;

/**
 * Which data sources the samples of a datagram are of, as far as their heads tell, before any of them is read. A listener
 * can look all of them up in one go: then memory is waited for once and not for each sample.
 *
 * <p>Bound: the first {@value #MOST} samples. Lifetime and thread: a view that the decoder refills, valid only during a
 * callback.
 */
public final class SamplesAhead {

    /** Most samples that are looked at. */
    public static final int MOST = 128;

    /** Format and length of a sample. */
    private static final int TAG_AND_LENGTH = 8;
    /** What must be there of a sample to tell its data source, whichever form it has. */
    private static final int HEAD = TAG_AND_LENGTH + 12;

    private final int[] classes = new int[MOST];
    /** Absent: -1, which no data source has. */
    private final long[] indexes = new long[MOST];

    private final boolean[] counters = new boolean[MOST];
    private int count;

    SamplesAhead() {}

    /** Number of samples. Whether they are sound is seen when they are read. */
    public int count() {
        return count;
    }

    /** Class of the data source of a sample, as {@link Sample#sourceClass}. */
    public int sourceClass(int sample) {
        return classes[sample];
    }

    /** Index of the data source of a sample, as {@link Sample#sourceIndex}. Absent: -1 when the sample has none. */
    public long sourceIndex(int sample) {
        return indexes[sample];
    }

    /** Whether it is a counter sample. */
    public boolean isCounters(int sample) {
        return counters[sample];
    }

    /** Looks over a datagram whose first sample begins at an index. */
    void look(byte[] bytes, int first, int to, long samples) {
        int most = (int) Math.min(samples, MOST);
        int at = first;
        int seen = 0;
        while (seen < most && to - at >= HEAD) {
            note(seen, int32(bytes, at), bytes, at + TAG_AND_LENGTH + 4);
            seen++;
            long length = uint32(bytes, at + 4) + 3 & ~3L;
            if (length > to - at - TAG_AND_LENGTH) {
                break;
            }
            at += TAG_AND_LENGTH + (int) length;
        }
        count = seen;
    }

    private void note(int sample, int tag, byte[] bytes, int source) {
        counters[sample] = tag == DataFormat.COUNTERS_SAMPLE || tag == DataFormat.COUNTERS_SAMPLE_EXPANDED;
        int word = int32(bytes, source);
        if (tag == DataFormat.FLOW_SAMPLE || tag == DataFormat.COUNTERS_SAMPLE) {
            classes[sample] = word >>> 24;
            indexes[sample] = word & 0xFF_FFFF;
        } else if (tag == DataFormat.FLOW_SAMPLE_EXPANDED || tag == DataFormat.COUNTERS_SAMPLE_EXPANDED) {
            classes[sample] = word;
            indexes[sample] = uint32(bytes, source + 4);
        } else {
            classes[sample] = 0;
            indexes[sample] = -1;
        }
    }
}
