package weir.sflow;

import static weir.xdr.BigEndian.int32;
import static weir.xdr.BigEndian.uint32;

import java.util.Objects;

/**
 * The sampled packet of a sample: which protocol it begins with, how long it was, and where its leading bytes lie. The
 * record that nearly every flow sample has is found and read here by offsets, which come from the structure table; other
 * records are read by {@link RecordReader} when someone asks for them.
 *
 * <p>Lifetime and thread: a view of the sample last given to {@link #find}; one thread; allocates nothing.
 *
 * <p>Source: sFlow Version 5, section 5, struct sampled_header.
 */
public final class SampledHeader {

    private static final int FORMAT = DataFormat.of(0, 1);
    private static final int LENGTH = 4;

    private final int protocolAt;
    private final int frameLengthAt;
    private final int headerAt;
    private int protocol;
    private long frameLength;
    private int start;
    private int end;

    /** A view that has found nothing yet. */
    public SampledHeader(StructureTable structures) {
        Structure structure = Objects.requireNonNull(structures.flow(FORMAT, Integer.MAX_VALUE));
        protocolAt = offset(structure, "protocol");
        frameLengthAt = offset(structure, "frame_length");
        headerAt = offset(structure, "header");
    }

    private static int offset(Structure structure, String name) {
        return structure.offset(structure.indexOf(name));
    }

    /** Looks for the first sampled packet of a sample. Answers false when there is none, or its length passes its end. */
    public boolean find(Sample sample) {
        Records records = sample.records();
        int record = records.indexOf(FORMAT);
        if (record < 0) {
            return false;
        }
        byte[] bytes = sample.bytes();
        int from = records.start(record);
        long length = uint32(bytes, from + headerAt);
        if (length > records.length(record) - headerAt - LENGTH) {
            return false;
        }
        protocol = int32(bytes, from + protocolAt);
        frameLength = uint32(bytes, from + frameLengthAt);
        start = from + headerAt + LENGTH;
        end = start + (int) length;
        return true;
    }

    /** What the packet begins with, as {@code weir.packet.HeaderScanner} takes it. */
    public int protocol() {
        return protocol;
    }

    /** Bytes of the packet on the wire. */
    public long frameLength() {
        return frameLength;
    }

    /** Index of the first byte of the packet in the datagram's array. */
    public int start() {
        return start;
    }

    /** Index behind the last byte that was captured. */
    public int end() {
        return end;
    }
}
