package weir.flow;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a flow, on its way out: bytes, and the format that makes text of them when it is asked for.
 *
 * <p>Equal when the bytes are equal. Order: by text. Lifetime and thread: any; immutable.
 */
public final class FlowKey implements Comparable<FlowKey> {

    private final byte[] bytes;
    private final FlowKeyFormat format;
    private volatile @Nullable String text;

    /** A key whose bytes nobody changes. */
    FlowKey(byte[] bytes, FlowKeyFormat format) {
        this.bytes = bytes;
        this.format = format;
    }

    /** A key of some bytes. */
    public static FlowKey of(byte[] bytes, FlowKeyFormat format) {
        return new FlowKey(bytes.clone(), format);
    }

    /** Fields with the definition's separator between them. */
    public String text() {
        String made = text;
        if (made == null) {
            made = format.text(bytes, 0, bytes.length);
            text = made;
        }
        return made;
    }

    /** Text of each field. */
    public List<String> fields() {
        return format.fields(bytes, 0, bytes.length);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(FlowKey other) {
        int order = text().compareTo(other.text());
        return order != 0 ? order : Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlowKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
