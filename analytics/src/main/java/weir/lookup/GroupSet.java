package weir.lookup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

/**
 * A set of address groups: which group an address belongs to, by the longest prefix that matches.
 *
 * <p>The prefixes are flattened into ranges that do not overlap, sorted by first address, so that a question is one
 * binary search, and a set is two arrays a family that nothing changes.
 *
 * <p>Thread: any; immutable.
 */
public final class GroupSet {

    private final AddressRanges v4;
    private final AddressRanges v6;
    private final Map<String, List<String>> source;

    private GroupSet(AddressRanges v4, AddressRanges v6, Map<String, List<String>> source) {
        this.v4 = v4;
        this.v6 = v6;
        this.source = Collections.unmodifiableMap(source);
    }

    /**
     * A set from group names with their addresses and prefixes, IPv4 and IPv6 mixed. A prefix that stands twice belongs
     * to the group that comes last.
     *
     * @param groups parsed JSON: each value must be an array of texts
     * @throws InvalidRequestException some element is no address and no prefix; the message names it
     */
    public static GroupSet of(Map<String, ?> groups) {
        Map<Prefix, Label> prefixes = new LinkedHashMap<>();
        Map<String, List<String>> source = new LinkedHashMap<>();
        groups.forEach((name, elements) -> {
            List<String> texts = SetText.array("group", name, elements);
            Label label = Label.of(name);
            for (String text : texts) {
                Prefix prefix = Prefix.parse(text)
                        .orElseThrow(() -> new InvalidRequestException(
                                "group " + name + ": '" + text + "' is no address and no prefix"));
                prefixes.put(prefix, label);
            }
            source.put(name, texts);
        });
        return new GroupSet(ranges(prefixes, false), ranges(prefixes, true), source);
    }

    private static AddressRanges ranges(Map<Prefix, Label> prefixes, boolean v6) {
        List<Map.Entry<Prefix, Label>> family = new ArrayList<>();
        for (Map.Entry<Prefix, Label> entry : prefixes.entrySet()) {
            if (entry.getKey().address().v6() == v6) {
                family.add(entry);
            }
        }
        return AddressRanges.of(family);
    }

    /** Group of an address. Absent: null when no prefix matches. */
    public @Nullable Label find(boolean isV6, long high, long low) {
        return isV6 ? v6.find(high, low) : v4.find(0, low);
    }

    /** Group of an address. Absent: null when no prefix matches. */
    public @Nullable Label find(IpAddress address) {
        return find(address.v6(), address.high(), address.low());
    }

    /** The groups as they were given. */
    public Map<String, List<String>> source() {
        return source;
    }
}
