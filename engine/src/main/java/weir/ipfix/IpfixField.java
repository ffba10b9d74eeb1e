package weir.ipfix;

import java.util.Map;
import weir.flow.key.IpfixElements;

/**
 * A field of a template.
 *
 * @param element information element
 * @param coding how it is written
 */
record IpfixField(int element, FieldCoding coding) {

    /** exporterIPv4Address: the agent. */
    static final IpfixField AGENT4 = new IpfixField(130, FieldCoding.IPV4);
    /** exporterIPv6Address: the agent. */
    static final IpfixField AGENT6 = new IpfixField(131, FieldCoding.IPV6);
    /** flowStartSeconds. */
    static final IpfixField START = new IpfixField(150, FieldCoding.U32);
    /** flowEndSeconds. */
    static final IpfixField END = new IpfixField(151, FieldCoding.U32);

    private static final Map<String, FieldCoding> CODINGS = Map.ofEntries(
            Map.entry("macsource", FieldCoding.MAC),
            Map.entry("macdestination", FieldCoding.MAC),
            Map.entry("ethernetprotocol", FieldCoding.U16),
            Map.entry("vlan", FieldCoding.U16),
            Map.entry("priority", FieldCoding.U8),
            Map.entry("ipprotocol", FieldCoding.U8),
            Map.entry("ip6nexthdr", FieldCoding.U8),
            Map.entry("ipsource", FieldCoding.IPV4),
            Map.entry("ipdestination", FieldCoding.IPV4),
            Map.entry("ip6source", FieldCoding.IPV6),
            Map.entry("ip6destination", FieldCoding.IPV6),
            Map.entry("tcpsourceport", FieldCoding.U16),
            Map.entry("tcpdestinationport", FieldCoding.U16),
            Map.entry("udpsourceport", FieldCoding.U16),
            Map.entry("udpdestinationport", FieldCoding.U16),
            Map.entry("inputifindex", FieldCoding.INTERFACE),
            Map.entry("outputifindex", FieldCoding.INTERFACE),
            Map.entry("bytes", FieldCoding.U64),
            Map.entry("frames", FieldCoding.U32));

    /** The field of a key. */
    static IpfixField ofKey(String key) {
        return of(key, IpfixElements.KEYS);
    }

    /** The field of a value. */
    static IpfixField ofValue(String value) {
        return of(value, IpfixElements.VALUES);
    }

    private static IpfixField of(String name, Map<String, Integer> elements) {
        Integer element = elements.get(name);
        FieldCoding coding = CODINGS.get(name);
        if (element == null || coding == null) {
            throw new IllegalArgumentException(name + " cannot be exported as IPFIX");
        }
        return new IpfixField(element, coding);
    }
}
