package weir.flow.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.flow.attribute.KeyBuffer;
import weir.flow.attribute.SampleContext;
import weir.flow.attribute.Sampling;
import weir.lookup.Lookups;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** Evaluates definitions on encoded samples, for tests. */
final class Evaluation {

    /** What is answered for a sample that does not match. */
    static final String NONE = "no match";

    private Evaluation() {}

    /** A definition from attributes: name and value alternate. */
    static FlowDefinition definition(Object... attributes) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            map.put((String) attributes[i], attributes[i + 1]);
        }
        return FlowDefinition.of("test", map);
    }

    static CompiledFlow compile(FlowDefinition definition) {
        return new DefinitionSet(List.of(definition), Sampling.TABLE).flows().getFirst();
    }

    /** Key text of each sample of a datagram. */
    static List<String> keys(FlowDefinition definition, DatagramBuilder datagram, Lookups lookups) {
        CompiledFlow flow = compile(definition);
        List<String> keys = new ArrayList<>();
        new Sampling(sample -> keys.add(keyOf(flow, sample))).lookups(lookups).datagram(datagram.build());
        return keys;
    }

    static String keyOf(CompiledFlow flow, SampleContext sample) {
        if (!flow.evaluate(sample)) {
            return NONE;
        }
        KeyBuffer key = flow.key();
        return flow.keyText(key.copy(), 0, key.length());
    }

    /** Text of a key expression for the first sample; {@code no match} when it is null. */
    static String key(String expression, DatagramBuilder datagram, Lookups lookups) {
        return keys(definition("keys", expression, "value", "samplingrate"), datagram, lookups)
                .getFirst();
    }

    /** Text of a key expression for a packet. */
    static String key(String expression, PacketBuilder packet) {
        return key(expression, sample(packet), Lookups.NONE);
    }

    /** Whether a filter accepts the first sample. */
    static boolean accepts(String filter, DatagramBuilder datagram) {
        return keys(definition("value", "samplingrate", "filter", filter), datagram, Lookups.NONE)
                .getFirst()
                .isEmpty();
    }

    /** A packet in a flow sample at interface 1, on the way in, 1 in 100. */
    static DatagramBuilder sample(PacketBuilder packet) {
        return new DatagramBuilder()
                .flow(s -> s.source(0, 1).input(1).output(2).rate(100).header(1000, packet.build()));
    }

    /** UDP 10.1.2.3:5000 to 10.0.0.2:6000. */
    static PacketBuilder udp() {
        return new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "10.1.2.3", "10.0.0.2")
                .udp(5000, 6000)
                .zeros(20);
    }

    /** TCP over IPv6, a SYN. */
    static PacketBuilder tcp6() {
        return new PacketBuilder()
                .ethernet(0x86DD)
                .ipv6(6, "2001:db8:1:2::3", "2001:db8::2")
                .tcp(40000, 443, 0x02)
                .zeros(20);
    }
}
