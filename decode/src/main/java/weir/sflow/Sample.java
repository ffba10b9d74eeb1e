package weir.sflow;

/**
 * What all samples with records have in common: the data source, the sequence number and the records.
 *
 * <p>Lifetime and thread: a view over the datagram that the decoder refills; valid only during the callback, owner
 * thread only.
 */
public abstract sealed class Sample permits CounterSample, FlowSample, DiscardedPacket {

    byte[] bytes = new byte[0];
    int number;
    int tag;
    int start;
    int length;
    long sequence;
    int sourceClass;
    long sourceIndex;
    final Records records = new Records();

    Sample() {}

    /** Sets where the sample lies. */
    final void at(int position, int format, byte[] datagram, int from, int to) {
        number = position;
        if (bytes != datagram) { // a reference that is stored costs more than a number
            bytes = datagram;
        }
        tag = format;
        start = from;
        length = to - from;
    }

    /** The datagram's array, into which the records point. */
    public final byte[] bytes() {
        return bytes;
    }

    /** Where the sample begins in the datagram's array, behind its format and its length. */
    public final int start() {
        return start;
    }

    /** Bytes of the sample, from {@link #start()}. */
    public final int length() {
        return length;
    }

    /** Position among the samples of the datagram, from 0; a sample inside another one has that of the other. */
    public final int number() {
        return number;
    }

    /** {@link DataFormat} number of the sample as sent, compact or expanded. */
    public final int tag() {
        return tag;
    }

    /** Sequence number within the data source and the kind of sample; unsigned 32-bit. */
    public final long sequence() {
        return sequence;
    }

    /**
     * Class of the data source: 0 interface, 1 VLAN, 2 physical entity, 3 logical entity; unsigned 8-bit when compact,
     * 32-bit when expanded.
     */
    public final int sourceClass() {
        return sourceClass;
    }

    /** Index of the data source within its class, for class 0 the ifIndex; unsigned 32-bit. */
    public final long sourceIndex() {
        return sourceIndex;
    }

    /** The records of the sample. */
    public final Records records() {
        return records;
    }
}
