package weir.metric;

import java.util.Arrays;
import weir.sflow.RecordValues;
import weir.xdr.XdrReader;

/**
 * MAC addresses that a host, virtual machine or container says are its own, and since when it says so.
 *
 * <p>Bound: {@value #MAX}; the rest of a longer list is ignored. Thread: any; immutable.
 *
 * <p>Source: sFlow Host Structures, struct host_adapters.
 */
public final class Adapters {

    static final int MAX = 1024;

    /** The adapters of a data source that named none. */
    public static final Adapters NONE = new Adapters(new long[0], new long[0], new long[0]);

    private final long[] macs;
    private final long[] ifIndexes;
    private final long[] since;

    private Adapters(long[] macs, long[] ifIndexes, long[] since) {
        this.macs = macs;
        this.ifIndexes = ifIndexes;
        this.since = since;
    }

    /** Number of addresses. */
    public int size() {
        return macs.length;
    }

    /** An address, in the lower 48 bits. */
    public long mac(int position) {
        return macs[position];
    }

    /** The ifIndex it belongs to; 0 when unknown. */
    public long ifIndex(int position) {
        return ifIndexes[position];
    }

    /** Engine time in nanoseconds since when the data source has named this address without a break. */
    public long since(int position) {
        return since[position];
    }

    /** The adapters of a record; these ones when they are the same. */
    Adapters update(RecordValues record, int field, long now) {
        long[] newMacs = new long[16];
        long[] newIndexes = new long[16];
        int count = 0;
        XdrReader in = new XdrReader();
        in.wrap(record.bytes(), record.start(field), record.start(field) + record.length(field));
        for (long adapter = 0; adapter < record.number(field); adapter++) {
            long ifIndex = in.readUnsignedInt();
            long addresses = in.readUnsignedInt();
            for (long i = 0; i < addresses && count < MAX; i++) {
                if (count == newMacs.length) {
                    newMacs = Arrays.copyOf(newMacs, 2 * count);
                    newIndexes = Arrays.copyOf(newIndexes, 2 * count);
                }
                newMacs[count] = in.readLong() >>> 16;
                newIndexes[count++] = ifIndex;
            }
            if (count == MAX) {
                break;
            }
        }
        return with(Arrays.copyOf(newMacs, count), Arrays.copyOf(newIndexes, count), now);
    }

    private Adapters with(long[] newMacs, long[] newIndexes, long now) {
        if (Arrays.equals(macs, newMacs) && Arrays.equals(ifIndexes, newIndexes)) {
            return this;
        }
        long[] newSince = new long[newMacs.length];
        for (int i = 0; i < newMacs.length; i++) {
            newSince[i] = since(newMacs[i], now);
        }
        return new Adapters(newMacs, newIndexes, newSince);
    }

    private long since(long mac, long otherwise) {
        for (int i = 0; i < macs.length; i++) {
            if (macs[i] == mac) {
                return since[i];
            }
        }
        return otherwise;
    }
}
