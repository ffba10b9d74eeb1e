package weir.metric;

import java.util.Arrays;

/**
 * A record as it was sent, as far as it is known: a part of an array that nobody changes any more.
 *
 * <p>Thread: any; immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // a view of bytes, which nobody compares
record RecordBytes(byte[] bytes, int start, int length) {

    /** A copy of a part of an array that will change. */
    static RecordBytes copy(byte[] from, int start, int length) {
        return new RecordBytes(Arrays.copyOfRange(from, start, start + length), 0, length);
    }
}
