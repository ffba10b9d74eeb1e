package weir.flow.key;

import java.util.Map;
import weir.request.InvalidRequestException;

/**
 * What can be exported as IPFIX: keys and values with the information elements they become.
 *
 * <p>Source: IANA IP Flow Information Export (IPFIX) Entities.
 */
public final class IpfixElements {

    /** Information elements of the keys. */
    public static final Map<String, Integer> KEYS = Map.ofEntries(
            Map.entry("macsource", 56),
            Map.entry("macdestination", 80),
            Map.entry("ethernetprotocol", 256),
            Map.entry("vlan", 243),
            Map.entry("priority", 244),
            Map.entry("ipprotocol", 4),
            Map.entry("ip6nexthdr", 4),
            Map.entry("ipsource", 8),
            Map.entry("ipdestination", 12),
            Map.entry("ip6source", 27),
            Map.entry("ip6destination", 28),
            Map.entry("tcpsourceport", 182),
            Map.entry("tcpdestinationport", 183),
            Map.entry("udpsourceport", 180),
            Map.entry("udpdestinationport", 181),
            Map.entry("inputifindex", 252),
            Map.entry("outputifindex", 253));

    /** Information elements of the values. */
    public static final Map<String, Integer> VALUES = Map.of("bytes", 85, "frames", 86);

    private IpfixElements() {}

    /** Refuses a definition with anything else. */
    static void check(ParsedFlow flow) {
        for (KeyExpression key : flow.keys()) {
            if (!KEYS.containsKey(key.toString())) {
                throw new InvalidRequestException("keys: '" + key + "' cannot be exported as IPFIX");
            }
        }
        ValueExpression value = flow.value();
        if (value != null) {
            checkValue("value", flow.definition().value());
        }
        if (!flow.values().isEmpty()) {
            for (String text : flow.definition().values().split(",", -1)) {
                checkValue("values", text);
            }
        }
    }

    private static void checkValue(String what, String text) {
        if (!VALUES.containsKey(text.strip())) {
            throw new InvalidRequestException(what + ": '" + text.strip() + "' cannot be exported as IPFIX");
        }
    }
}
