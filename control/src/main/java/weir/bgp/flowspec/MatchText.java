package weir.bgp.flowspec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.bgp.wire.ByteWriter;
import weir.lookup.Prefix;
import weir.request.InvalidRequestException;

/**
 * Rules as users write them: {@code {"destination": "10.0.0.1", "protocol": "=17", "source-port": "=53|>=1024&<2048"}}.
 *
 * <p>Source: REST {@code /bgp/flowspec/{router}/json}.
 */
public final class MatchText {

    private static final String VERSION = "version";

    private MatchText() {}

    /**
     * Reads a match. Members that are unknown are passed over.
     *
     * @throws InvalidRequestException an operand is malformed or out of range, or nothing is matched at all
     */
    public static FlowMatch parse(Map<String, String> members) {
        boolean v6 = v6(members.getOrDefault(VERSION, "4"));
        List<Component> components = new ArrayList<>();
        for (ComponentType type : ComponentType.values()) {
            String text = members.get(type.key());
            if (text != null) {
                if (type == ComponentType.FLOW_LABEL && !v6) {
                    throw new InvalidRequestException("flow-label needs version 6");
                }
                components.add(component(type, text.strip(), v6));
            }
        }
        if (components.isEmpty()) {
            throw new InvalidRequestException("match has none of the members that say which packets");
        }
        FlowMatch match = new FlowMatch(v6, components);
        ByteWriter encoded = new ByteWriter();
        match.write(encoded);
        if (encoded.length() > FlowMatch.MOST_BYTES) {
            throw new InvalidRequestException("match is longer than " + FlowMatch.MOST_BYTES + " bytes");
        }
        return match;
    }

    private static boolean v6(String version) {
        return switch (version) {
            case "4" -> false;
            case "6" -> true;
            default -> throw new InvalidRequestException("version '" + version + "' is neither 4 nor 6");
        };
    }

    private static Component component(ComponentType type, String text, boolean v6) {
        if (type.form() != ComponentType.Form.PREFIX) {
            return new Component.Comparison(type, OperandText.parse(type, text));
        }
        Prefix prefix = Prefix.parse(text)
                .filter(parsed -> parsed.address().v6() == v6)
                .orElseThrow(() -> new InvalidRequestException(
                        type.key() + " '" + text + "' is no IPv" + (v6 ? 6 : 4) + " address or prefix"));
        return new Component.Address(type, prefix, 0);
    }

    /** A match as text, in one form: prefixes with their length, the version always said. */
    public static Map<String, String> of(FlowMatch match) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put(VERSION, match.v6() ? "6" : "4");
        for (Component component : match.components()) {
            members.put(
                    component.type().key(),
                    switch (component) {
                        case Component.Address address -> address.prefix().toString();
                        case Component.Comparison comparison -> OperandText.of(comparison);
                    });
        }
        return members;
    }
}
