package weir.testing;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the entries of {@code rtmetric} and {@code rtflow} samples. Metric types: 0 string, 1 counter32, 2 counter64,
 * 3 gauge32, 4 gauge64, 5 float, 6 double. Flow types: 0 string, 1 MAC, 2 IPv4, 3 IPv6, 4 int32, 5 int64, 6 float,
 * 7 double.
 */
public final class CustomBuilder {

    private final XdrWriter entries = new XdrWriter();
    private long count;
    private @Nullable Long claimedCount;

    CustomBuilder() {}

    /** Adds an entry of any type. */
    public CustomBuilder entry(String name, long type, Consumer<XdrWriter> value) {
        entries.string(name).u32(type);
        value.accept(entries);
        count++;
        return this;
    }

    /** Adds text; the same in both kinds of sample. */
    public CustomBuilder string(String name, String value) {
        return entry(name, 0, w -> w.string(value));
    }

    /** Adds a 32-bit counter to an {@code rtmetric}. */
    public CustomBuilder counter32(String name, long value) {
        return entry(name, 1, w -> w.u32(value));
    }

    /** Adds a 64-bit counter to an {@code rtmetric}. */
    public CustomBuilder counter64(String name, long value) {
        return entry(name, 2, w -> w.u64(value));
    }

    /** Adds a 32-bit gauge to an {@code rtmetric}. */
    public CustomBuilder gauge32(String name, long value) {
        return entry(name, 3, w -> w.u32(value));
    }

    /** Adds a 64-bit gauge to an {@code rtmetric}. */
    public CustomBuilder gauge64(String name, long value) {
        return entry(name, 4, w -> w.u64(value));
    }

    /** Adds a 32-bit floating-point gauge to an {@code rtmetric}. */
    public CustomBuilder gaugeFloat(String name, double value) {
        return entry(name, 5, w -> w.f32(value));
    }

    /** Adds a 64-bit floating-point gauge to an {@code rtmetric}. */
    public CustomBuilder gaugeDouble(String name, double value) {
        return entry(name, 6, w -> w.f64(value));
    }

    /** Claims a number of entries that is not the true one. */
    public CustomBuilder claimEntries(long number) {
        claimedCount = number;
        return this;
    }

    byte[] bytes() {
        return new XdrWriter()
                .u32(claimedCount == null ? count : claimedCount)
                .raw(entries.bytes())
                .bytes();
    }
}
