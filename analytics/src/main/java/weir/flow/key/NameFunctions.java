package weir.flow.key;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;
import weir.lookup.HostFacts;
import weir.lookup.Label;
import weir.lookup.PortFacts;
import weir.lookup.ValueMap;
import weir.sflow.DatagramHeader;

/** Key functions that give names: {@code map oui host node ifname link}. */
final class NameFunctions {

    private static final String HOST_NAME = "host_name";
    private static final int OUI_DIGITS = 6;

    private NameFunctions() {}

    private static EvaluatedKey text(EvaluatedKey key, AttributeReader reader) {
        return new EvaluatedKey(reader, KeyFormat.TEXT, key.required());
    }

    /** Label of a value, in the first map that has one. */
    static EvaluatedKey map(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        String[] maps = arguments.stream().skip(1).map(Argument::text).toArray(String[]::new);
        TextView view = new TextView();
        return text(key, (sample, into) -> {
            KeyValue value = key.of(sample);
            if (value == null) {
                return false;
            }
            view.of(value);
            for (String name : maps) {
                ValueMap map = sample.lookups().maps().get(name);
                Label label = map == null ? null : map.find(view.bytes(), view.start(), view.end());
                if (label != null) {
                    return AddressFunctions.set(label, into);
                }
            }
            return false;
        });
    }

    /** Vendor of a MAC address, or the digits that stand for it. */
    static EvaluatedKey vendor(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        boolean name = arguments.size() > 1 && arguments.get(1).text().equals("name");
        return text(key, (sample, into) -> {
            KeyValue value = key.of(sample);
            if (value == null || value.format() != KeyFormat.MAC) {
                return false;
            }
            if (name) {
                return AddressFunctions.set(sample.lookups().vendors().vendor(value.low()), into);
            }
            into.startText().hexUpper(value.low() >>> 24, OUI_DIGITS);
            return into.endText();
        });
    }

    /** What is wrong with the form of a vendor. Absent: null. */
    static @Nullable String checkVendor(List<Argument> arguments) {
        return AddressFunctions.checkForm(arguments, "prefix", "name");
    }

    /** Text metric of the host behind an address. */
    static EvaluatedKey host(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        String metric = arguments.size() > 1 ? arguments.get(1).text() : HOST_NAME;
        return text(key, (sample, into) -> {
            KeyValue value = key.of(sample);
            HostFacts hosts = sample.lookups().hosts();
            if (value == null) {
                return false;
            }
            return switch (value.format()) {
                case MAC -> AddressFunctions.set(hosts.byMac(value.low(), metric), into);
                case IPV4 -> AddressFunctions.set(hosts.byAddress(false, 0, value.low(), metric), into);
                case IPV6 -> AddressFunctions.set(hosts.byAddress(true, value.high(), value.low(), metric), into);
                case TEXT ->
                    AddressFunctions.set(hosts.byUuid(value.bytes(), value.start(), value.end(), metric), into);
                default -> false;
            };
        });
    }

    /** What is known of a port. */
    private interface PortQuestion {
        @Nullable
        Label ask(PortFacts ports, boolean v6, long high, long low, long ifIndex);
    }

    private static EvaluatedKey ofPort(List<Argument> arguments, KeyCompiler compiler, PortQuestion question) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        return text(key, (SampleContext sample, KeyValue into) -> {
            KeyValue value = key.of(sample);
            double index = value == null ? Double.NaN : value.number();
            if (!(index > 0)) {
                return false;
            }
            DatagramHeader agent = sample.datagram();
            Label label = question.ask(
                    sample.lookups().ports(), agent.agentV6(), agent.agentHigh(), agent.agentLow(), (long) index);
            return AddressFunctions.set(label, into);
        });
    }

    /** Topology node that owns an interface. */
    static EvaluatedKey node(List<Argument> arguments, KeyCompiler compiler) {
        return ofPort(arguments, compiler, PortFacts::node);
    }

    /** Name of an interface. */
    static EvaluatedKey interfaceName(List<Argument> arguments, KeyCompiler compiler) {
        return ofPort(arguments, compiler, PortFacts::interfaceName);
    }

    /** Topology link attached to an interface. */
    static EvaluatedKey link(List<Argument> arguments, KeyCompiler compiler) {
        return ofPort(arguments, compiler, PortFacts::link);
    }
}
