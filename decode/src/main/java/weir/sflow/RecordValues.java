package weir.sflow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;

/**
 * The values of one record, by field number of its structure, filled by {@link RecordReader}.
 *
 * <p>Shape: fields 0 to {@link #present()} - 1 were sent; a record of an older revision ends early. Numbers are in
 * {@link #number}; text, bytes and addresses are ranges of the datagram; lists have a count in {@link #number} and start
 * where {@link #start} says.
 *
 * <p>Lifetime and thread: reused by its reader, valid until the next record, owner thread only.
 */
public final class RecordValues {

    byte[] bytes = new byte[0];
    int present;
    private long[] numbers = new long[64];
    private int[] starts = new int[64];
    private int[] lengths = new int[64];

    RecordValues() {}

    /** The datagram's array. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of fields that were sent. */
    public int present() {
        return present;
    }

    /**
     * Value of a number: unsigned 32-bit zero-extended, signed sign-extended, 64-bit as sent, floating point as the bits
     * of a {@code double}; MAC addresses in the lower 48 bits, IPv4 addresses in the lower 32; for lists the number of
     * elements; for an {@link FieldType#ADDRESS} its type.
     */
    public long number(int field) {
        return numbers[field];
    }

    /** Index in {@link #bytes()} of the first byte of text, bytes, an address or the first element of a list. */
    public int start(int field) {
        return starts[field];
    }

    /** Length in bytes of text, bytes, an address or all elements of a list. */
    public int length(int field) {
        return lengths[field];
    }

    /**
     * Value of a {@link FieldType#STRING} field, or of bytes that hold text: UTF-8 up to the first NUL, with a
     * replacement character for what is no UTF-8; allocates.
     */
    public String text(int field) {
        int end = starts[field];
        int limit = end + lengths[field];
        while (end < limit && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, starts[field], end - starts[field], StandardCharsets.UTF_8);
    }

    /**
     * Value of an {@link FieldType#ADDRESS}, {@link FieldType#IP4} or {@link FieldType#IP6} field; allocates. Absent:
     * null for the unknown address.
     */
    public @Nullable IpAddress address(int field) {
        return lengths[field] == 0 ? null : IpAddress.of(bytes, starts[field], lengths[field]);
    }

    void clear(byte[] source, int fields) {
        bytes = source;
        present = 0;
        if (fields > numbers.length) {
            numbers = Arrays.copyOf(numbers, fields);
            starts = Arrays.copyOf(starts, fields);
            lengths = Arrays.copyOf(lengths, fields);
        }
    }

    void add(long number, int start, int length) {
        numbers[present] = number;
        starts[present] = start;
        lengths[present] = length;
        present++;
    }
}
