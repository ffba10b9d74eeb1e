package weir.ipfix;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.flow.FlowSource;
import weir.flow.FlowTotals;
import weir.flow.key.FlowDefinition;

/**
 * The fields of a definition's records: agent, start, end, the keys in their order, the values.
 *
 * <p>Thread: any; immutable. Equal when the fields are.
 *
 * @param fields all of them
 * @param keys how many keys are among them
 */
record IpfixTemplate(List<IpfixField> fields, int keys) {

    private static final int BEFORE_KEYS = 3;
    private static final long MILLIS = 1_000;

    /** The template of a definition that {@code IpfixElements} lets pass. */
    static IpfixTemplate of(FlowDefinition definition, boolean agentV6) {
        List<IpfixField> fields = new ArrayList<>();
        fields.add(agentV6 ? IpfixField.AGENT6 : IpfixField.AGENT4);
        fields.add(IpfixField.START);
        fields.add(IpfixField.END);
        List<String> keys = items(definition.keys());
        keys.forEach(key -> fields.add(IpfixField.ofKey(key)));
        fields.add(IpfixField.ofValue(definition.value().strip()));
        items(definition.values()).forEach(value -> fields.add(IpfixField.ofValue(value)));
        return new IpfixTemplate(List.copyOf(fields), keys.size());
    }

    private static List<String> items(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Bytes of a record. */
    int length() {
        return fields.stream().mapToInt(field -> field.coding().length()).sum();
    }

    /** A record of a flow. */
    byte[] record(FlowSource source, FlowTotals totals) {
        ByteBuffer out = ByteBuffer.allocate(length());
        fields.get(0).coding().put(out, source.agent());
        fields.get(1).coding().put(out, totals.start() / MILLIS);
        fields.get(2).coding().put(out, totals.end() / MILLIS);
        List<String> texts = totals.key().fields();
        for (int i = 0; i < keys; i++) {
            coding(BEFORE_KEYS + i).put(out, i < texts.size() ? texts.get(i) : "");
        }
        int value = BEFORE_KEYS + keys;
        coding(value).put(out, Math.round(totals.value()));
        for (int i = value + 1; i < fields.size(); i++) {
            int further = i - value - 1;
            coding(i)
                    .put(
                            out,
                            further < totals.values().size()
                                    ? Math.round(totals.values().get(further))
                                    : 0);
        }
        return out.array();
    }

    private FieldCoding coding(int field) {
        return fields.get(field).coding();
    }
}
