package weir.lookup;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Vendors of MAC addresses by their first 24 bits.
 *
 * <p>Thread: any; immutable.
 *
 * <p>Source: the registry of the IEEE, {@code oui.txt} and {@code oui.csv}.
 */
public final class OuiTable {

    /** Knows nobody. */
    public static final OuiTable EMPTY = new OuiTable(Map.of());

    /** {@code 00-1B-21   (hex)		Intel Corporate}, or the same without dashes and {@code (base 16)}. */
    private static final Pattern TEXT_LINE = Pattern.compile(
            "\\s*([0-9A-Fa-f]{2})[-:]?([0-9A-Fa-f]{2})[-:]?([0-9A-Fa-f]{2})\\s+(?:\\(.*?\\)\\s*)?(\\S.*)");
    /** {@code MA-L,001B21,Intel Corporate,"address"}. */
    private static final Pattern CSV_LINE = Pattern.compile("MA-L,([0-9A-Fa-f]{6}),(?:\"([^\"]*)\"|([^,]*)).*");

    private final int[] prefixes;
    private final Label[] names;

    private OuiTable(Map<Integer, String> vendors) {
        TreeMap<Integer, String> sorted = new TreeMap<>(vendors);
        prefixes = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
        names = sorted.values().stream().map(Label::of).toArray(Label[]::new);
    }

    /** Reads the lines of a registry file, in its text or its CSV form; lines that are neither are skipped. */
    public static OuiTable parse(Iterable<String> lines) {
        Map<Integer, String> vendors = new HashMap<>();
        for (String line : lines) {
            Matcher csv = CSV_LINE.matcher(line);
            Matcher text = TEXT_LINE.matcher(line);
            if (csv.matches()) {
                String name = csv.group(2) != null ? csv.group(2) : csv.group(3);
                vendors.put(Integer.parseInt(csv.group(1), 16), name.strip());
            } else if (text.matches()) {
                String prefix = text.group(1) + text.group(2) + text.group(3);
                vendors.put(Integer.parseInt(prefix, 16), text.group(4).strip());
            }
        }
        return new OuiTable(vendors);
    }

    /** Number of vendors' prefixes. */
    public int size() {
        return prefixes.length;
    }

    /** Vendor of a MAC address. Absent: null when its prefix is not listed. */
    public @Nullable Label vendor(long mac) {
        int at = java.util.Arrays.binarySearch(prefixes, (int) (mac >>> 24 & 0xFF_FFFF));
        return at < 0 ? null : names[at];
    }
}
