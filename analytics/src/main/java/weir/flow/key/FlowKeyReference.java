package weir.flow.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.flow.attribute.FlowKey;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.attribute.KeyFormat;
import weir.sflow.DataFormat;
import weir.sflow.Structure;
import weir.sflow.StructureTable;

/**
 * The reference page of flow keys and key functions, made from their tables.
 *
 * <p>Shape: Markdown; the language of definitions, one table of functions, then one table of keys for each section of the
 * key table.
 */
public final class FlowKeyReference {

    private static final String HEAD = """
            # Flow keys

            Made from `analytics/src/main/resources/weir/flow/attribute/flow-keys.tsv` and
            `analytics/src/main/java/weir/flow/key/KeyFunctionTable.java`; do not edit.

            A flow key is an attribute that samples have. A flow definition names the keys that make a flow, a value, and which
            samples count. A key that a sample does not have is *null*; a sample counts only when none of the keys is.

            ## Keys

            `keys` is a list of keys and functions, separated by commas: `ipsource,mask:ipdestination:24`.

            * Arguments of a function stand behind colons. A function as an argument goes in brackets:
              `null:[country:ipsource]:unknown`.
            * Blanks around separators do not count. A backslash makes the next character mean itself: `concat:\\::ipsource:ipttl`.
            * Where a header occurs again further inside, its keys have `.1` behind their names, the third time `.2`, and so on to
              `.9`; each kind of header is counted by itself. With IPv4 in VXLAN over IPv4, `ipsource` is the outer address and
              `ipsource.1` the inner one; the port of the inner TCP header is `tcpsourceport`, for that is the first.
            * A name that is not listed here is accepted: it may be a field of a custom flow (`rtflow`), whose fields are keys of
              the names that their sender gives them.
            * A packet may be cut off where the agent stopped copying: keys that are complete are there, the others null. Later
              fragments have no keys of what IP carries. Packets quoted in ICMP errors give no keys, but for
              `icmpunreachable…`.

            ## Values

            | value | is |
            |---|---|
            | a numeric key, as `bytes`, `frames`, `requests`, `ipbytes`, or `rate:` with one | sum per second, scaled by the sampling rate, smoothed |
            | `bps`, `fps` | `bytes` × 8 and `frames` |
            | `duration`, or `avg:` with a numeric key | mean over the samples of the last `t` seconds, not scaled |
            | `min:`, `max:` | smallest and largest over the samples of the last `t` seconds |
            | `count:` with any key | number of distinct values in the samples of the last `t` seconds |

            A function goes in brackets: `count:[mask:ipsource:24]`. A sample without the number of `value` does not count; without
            one of `values` it adds nothing to that.

            Scaled sums come with their quality: `samples`, how many samples stand behind the value, and `error`, a bound in
            percent that the true value keeps in 95 of 100 cases. It is the larger side of an interval that is not symmetric,
            near 196/√samples when there are many: 100 % at 10 samples, 22 % at 100, 6 % at 1000. Below 10 samples the bound holds less often (in
            about nine of ten cases at 3 samples, in seven of ten at 1): read such a value as an order of magnitude, and choose
            a longer `t` or a coarser key. Averages, extremes and counts of distinct values have no such bound.

            ## Filters

            A test is a key or function, one of `=` `!=` `~` `!~`, and a list of values separated by commas: equal to one of them,
            or matched from begin to end by one of them as a regular expression. Tests are joined by `&` or by `|`, with brackets
            where both occur; `!( )` negates. `null` in a list stands for null, which else equals and matches nothing, so that `!=`
            and `!~` accept it. A backslash makes `,` `&` `|` `)` part of a value. Comparison is by text; for numbers there is
            `range:`, for prefixes `mask:` and `group:`.

                ipprotocol=17&udpsourceport=53,123
                (ipflags=001|range:ipfragoffset:1=true)&group:ipdestination:local=customers
                direction=ingress&link:inputifindex=null
                tcpflags~.......1.

            ## Functions

            Null in gives null out where nothing else is said. The examples are of a packet 10.1.2.3:5000 to 10.0.0.2:6000 in UDP,
            `httpurl` http://localhost:8008/metrics/json.html.

            | function | result | example | gives |
            |---|---|---|---|
            """;

    private final StructureTable structures;
    private final StringBuilder page = new StringBuilder(HEAD);

    private FlowKeyReference(StructureTable structures) {
        this.structures = structures;
    }

    /**
     * The page.
     *
     * @param keys the table of keys
     * @param structures names of the records that keys come from
     */
    public static String page(FlowKeyTable keys, StructureTable structures) {
        FlowKeyReference reference = new FlowKeyReference(structures);
        KeyFunctionTable.all().forEach(reference::addFunction);
        Map<String, List<FlowKey>> sections = new LinkedHashMap<>();
        keys.all()
                .forEach(key -> sections.computeIfAbsent(key.section(), section -> new ArrayList<>())
                        .add(key));
        sections.forEach(reference::addSection);
        return reference.page.toString();
    }

    private void addFunction(KeyFunction function) {
        page.append(String.join(
                        " | ",
                        "| " + code(function.usage()),
                        function.sentence(),
                        code(function.example().call()),
                        code(function.example().result())))
                .append(" |\n");
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private void addSection(String section, List<FlowKey> keys) {
        page.append("\n## ").append(section).append("\n\n| key | written as | is, and comes from |\n|---|---|---|\n");
        for (FlowKey key : keys) {
            page.append("| ")
                    .append(code(key.name()))
                    .append(" | ")
                    .append(format(key.format()))
                    .append(" | ")
                    .append(sources(key))
                    .append(" |\n");
        }
    }

    /** Each note once, with the places that it is true of. */
    private String sources(FlowKey key) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (FlowKey.Source source : key.sources()) {
            places.computeIfAbsent(source.note(), note -> new ArrayList<>()).add(place(source));
        }
        List<String> parts = new ArrayList<>();
        places.forEach((note, of) -> parts.add(of.contains("") ? note : note + " (" + String.join(", ", of) + ")"));
        return String.join("; ", parts);
    }

    /** Where a source is: empty for the sample itself. */
    private String place(FlowKey.Source source) {
        if (source.repeats()) {
            return code(source.place());
        }
        int colon = source.place().indexOf(':');
        if (colon < 0) {
            return "";
        }
        int enterprise = Integer.parseInt(source.place().substring(0, colon));
        int format = Integer.parseInt(source.place().substring(colon + 1));
        Structure structure = structures.flow(DataFormat.of(enterprise, format), Integer.MAX_VALUE);
        return source.place() + (structure == null ? "" : " " + structure.name());
    }

    private static String format(KeyFormat format) {
        return switch (format) {
            case U8, U16, U32, U64, S64 -> "number";
            case REAL -> "number with fraction";
            case BOOLEAN -> "`true` or `false`";
            case BITS2 -> "2 bits";
            case BITS3 -> "3 bits";
            case BITS8 -> "8 bits";
            case BITS9 -> "9 bits";
            case BITS16 -> "16 bits";
            case MAC -> "12 hex digits";
            case IPV4 -> "IPv4 address";
            case IPV6 -> "IPv6 address";
            case ADDRESS -> "IP address";
            case PREFIX4, PREFIX6 -> "address prefix";
            case INTERFACE -> "ifIndex or word";
            case TEXT -> "text";
        };
    }
}
