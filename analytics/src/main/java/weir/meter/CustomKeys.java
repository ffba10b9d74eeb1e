package weir.meter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.sflow.CustomSample;

/**
 * Names of fields that custom flows have, and when each was seen last.
 *
 * <p>Shape: open addressing with linear probing. Bound: {@value #MOST} names of up to {@value #MOST_BYTES} bytes; more are
 * not listed, but work as keys all the same. Thread: owner only.
 */
final class CustomKeys {

    static final int MOST = 1000;
    static final int MOST_BYTES = 64;

    private static final int PLACES = 4096;

    private final byte[] @Nullable [] names = new byte[PLACES][];
    private final long[] times = new long[PLACES];
    private int count;

    void note(CustomSample flow, long time) {
        for (int entry = 0; entry < flow.count(); entry++) {
            note(flow.bytes(), flow.nameStart(entry), flow.nameLength(entry), time);
        }
    }

    private void note(byte[] bytes, int start, int length, long time) {
        int at = hash(bytes, start, length);
        for (byte[] name = names[at]; name != null; name = names[at]) {
            if (Arrays.equals(name, 0, name.length, bytes, start, start + length)) {
                times[at] = time;
                return;
            }
            at = at + 1 & PLACES - 1;
        }
        if (count < MOST && isName(bytes, start, length)) {
            names[at] = Arrays.copyOfRange(bytes, start, start + length);
            times[at] = time;
            count++;
        }
    }

    private static boolean isName(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            int c = bytes[i];
            boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!word) {
                return false;
            }
        }
        return length > 0 && length <= MOST_BYTES;
    }

    private static int hash(byte[] bytes, int start, int length) {
        int hash = length;
        for (int i = start; i < start + Math.min(length, MOST_BYTES); i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 15) & PLACES - 1;
    }

    SortedMap<String, Long> times() {
        SortedMap<String, Long> found = new TreeMap<>();
        for (int i = 0; i < PLACES; i++) {
            byte[] name = names[i];
            if (name != null) {
                found.put(new String(name, StandardCharsets.US_ASCII), times[i]);
            }
        }
        return found;
    }
}
