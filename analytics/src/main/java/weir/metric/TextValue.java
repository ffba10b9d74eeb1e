package weir.metric;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import weir.net.AddressText;

/** Text forms of fields that are not text on the wire. */
final class TextValue {

    private static final HexFormat HEX = HexFormat.of();
    private static final int UUID_BYTES = 16;
    private static final int[] UUID_PARTS = {0, 4, 6, 8, 10, 16};
    /** Most ifIndexes are small and many agents have the same ones. */
    private static final String[] SMALL = new String[1024];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = Integer.toString(i);
        }
    }

    private TextValue() {}

    /** A number in decimal. */
    static String index(long number) {
        return number >= 0 && number < SMALL.length ? SMALL[(int) number] : Long.toString(number);
    }

    /** Sixteen hex digits. */
    static String hex16(long number) {
        return HEX.toHexDigits(number);
    }

    /** Eight bits, the most significant first. */
    static String bits8(long number) {
        String bits = Long.toBinaryString(0x100 | number & 0xFF);
        return bits.substring(1);
    }

    /** Twelve hex digits. */
    static String mac(long number) {
        return AddressText.mac(number);
    }

    /** Hex digits in groups of 8, 4, 4, 4 and 12. Absent: null when there are not 16 bytes. */
    static @Nullable String uuid(FieldReading field) {
        if (field.length() != UUID_BYTES) {
            return null;
        }
        StringBuilder text = new StringBuilder(36);
        for (int part = 1; part < UUID_PARTS.length; part++) {
            if (part > 1) {
                text.append('-');
            }
            text.append(HEX.formatHex(
                    field.bytes(), field.start() + UUID_PARTS[part - 1], field.start() + UUID_PARTS[part]));
        }
        return text.toString();
    }

    /** {@code class.index} of a data source given as two numbers. Absent: null when either is unknown. */
    static @Nullable String dataSource(double sourceClass, double index) {
        if (Double.isNaN(sourceClass) || Double.isNaN(index)) {
            return null;
        }
        return DataSourceId.of((int) (long) sourceClass, (long) index).toString();
    }
}
