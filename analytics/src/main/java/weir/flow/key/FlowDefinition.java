package weir.flow.key;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.net.IpAddress;

/**
 * What a user wants measured of flows: names of keys, a value, a filter and how to keep the result.
 *
 * <p>Every definition is valid: its texts can be read and its numbers are within bounds. Two definitions that are equal
 * measure the same, so caches stay when a definition is given again.
 *
 * <p>Thread: any; immutable.
 *
 * @param name name, that of the metric it makes
 * @param keys key list; empty for one total per data source
 * @param value what is summed and ranked; empty for a definition that measures nothing
 * @param values what is carried along; empty for nothing
 * @param filter which samples count; empty for all
 * @param n largest flows reported per data source, 5 to 20
 * @param t time constant of smoothing in seconds, 0.1 to 600
 * @param fs text between the values of a key
 * @param log whether completed flows are recorded
 * @param flowStart whether the record is made when a flow begins
 * @param activeTimeout seconds after which a flow that goes on is recorded, 10 to 3600
 * @param ipfixCollectors where records are sent as IPFIX; empty for nowhere
 * @param dropped whether drop notices are measured, and not packets
 * @param aggregation where flows are kept
 */
public record FlowDefinition(
        String name,
        String keys,
        String value,
        String values,
        String filter,
        int n,
        double t,
        String fs,
        boolean log,
        boolean flowStart,
        int activeTimeout,
        List<IpAddress> ipfixCollectors,
        boolean dropped,
        Aggregation aggregation) {

    /** Where the flows of a definition are kept. */
    public enum Aggregation {
        /** One table for each data source. */
        DATA_SOURCE,
        /** One table for each agent, fed by all its data sources. */
        AGENT,
        /** One table for the whole network, fed by the edge ports of the topology. */
        EDGE
    }

    /** Copies the list. */
    public FlowDefinition {
        ipfixCollectors = List.copyOf(ipfixCollectors);
    }

    /**
     * Reads the attributes of a definition as REST gives them: parsed JSON, lists as text.
     *
     * @throws weir.request.InvalidRequestException an attribute is malformed; the message names it and the position
     */
    public static FlowDefinition of(String name, Map<String, ?> attributes) {
        return new DefinitionReader(attributes, false).read(name);
    }

    /**
     * Reads the attributes of a definition as scripts give them: {@code keys} and {@code values} can be arrays too.
     *
     * @throws weir.request.InvalidRequestException an attribute is malformed; the message names it and the position
     */
    public static FlowDefinition ofScript(String name, Map<String, ?> attributes) {
        return new DefinitionReader(attributes, true).read(name);
    }

    /** Characters of its texts, and 16 for each collector: what holding it costs grows with them. */
    public int size() {
        return keys.length()
                + value.length()
                + values.length()
                + filter.length()
                + fs.length()
                + 16 * ipfixCollectors.size();
    }

    /** The attributes as they are read back: effective values, and what has a default that applies left out. */
    public Map<String, Object> attributes() {
        Map<String, Object> map = new LinkedHashMap<>();
        putText(map, "keys", keys);
        putText(map, "value", value);
        putText(map, "values", values);
        putText(map, "filter", filter);
        map.put("n", n);
        if (t == Math.rint(t)) {
            map.put("t", (int) t);
        } else {
            map.put("t", t);
        }
        map.put("fs", fs);
        putTrue(map, "log", log);
        putTrue(map, "flowStart", flowStart);
        map.put("activeTimeout", activeTimeout);
        if (!ipfixCollectors.isEmpty()) {
            map.put(
                    "ipfixCollectors",
                    ipfixCollectors.stream().map(IpAddress::toString).toList());
        }
        putTrue(map, "dropped", dropped);
        if (aggregation != Aggregation.DATA_SOURCE) {
            map.put("aggMode", aggregation.name());
        }
        return map;
    }

    private static void putText(Map<String, Object> map, String attribute, String text) {
        if (!text.isEmpty()) {
            map.put(attribute, text);
        }
    }

    private static void putTrue(Map<String, Object> map, String attribute, boolean value) {
        if (value) {
            map.put(attribute, true);
        }
    }
}
