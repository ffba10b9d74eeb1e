package weir.flow.attribute;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;
import weir.testing.SampleBuilder;
import weir.testing.XdrWriter;

/**
 * A sample with the keys it must give.
 *
 * @param name what it is
 * @param datagram holds the sample
 * @param expected text of keys; {@code null} for keys that must be absent
 */
record KeyCase(String name, DatagramBuilder datagram, Map<String, String> expected) {

    /** A packet in a sampled header. */
    static KeyCase packet(String name, PacketBuilder packet, String expected) {
        return flow(name, sample -> sample.header(1000, packet.build()), expected);
    }

    /** A packet in a sampled header that does not begin with Ethernet. */
    static KeyCase packet(String name, long headerProtocol, PacketBuilder packet, String expected) {
        return flow(
                name,
                sample ->
                        sample.record(0, 1, r -> r.u32s(headerProtocol, 1000, 0).opaque(packet.build())),
                expected);
    }

    /** A record of enterprise 0 alone in a flow sample. */
    static KeyCase record(String name, int format, Consumer<XdrWriter> body, String expected) {
        return flow(name, sample -> sample.record(0, format, body), expected);
    }

    /** A flow sample. */
    static KeyCase flow(String name, Consumer<SampleBuilder> sample, String expected) {
        return of(name, new DatagramBuilder().expandedFlow(sample), expected);
    }

    /** Any datagram; expected are keys with their texts, {@code key=text; key=text}. */
    static KeyCase of(String name, DatagramBuilder datagram, String expected) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String pair : expected.split("; ")) {
            int end = pair.indexOf('=');
            keys.put(pair.substring(0, end), pair.substring(end + 1));
        }
        return new KeyCase(name, datagram, keys);
    }

    @Override
    public String toString() {
        return name;
    }
}
