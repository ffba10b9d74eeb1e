package weir.flow.attribute;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.packet.PacketLayers;

/** Readers of what layers hold beside plain fields, by the names that the table of flow keys uses. */
final class LayerReaders {

    static final Map<String, LayerReader> ALL = all();

    private LayerReaders() {}

    private static Map<String, LayerReader> all() {
        Map<String, LayerReader> all = new HashMap<>(Map.of("offset", LayerReaders::offset));
        for (Map<String, LayerReader> some : List.of(
                LinkReaders.ALL,
                InternetReaders.ALL,
                TransportReaders.ALL,
                IcmpReaders.ALL,
                TunnelReaders.ALL,
                DnsReaders.ALL,
                ApplicationReaders.ALL,
                InfinibandReaders.ALL)) {
            some.forEach((name, reader) -> {
                if (all.put(name, reader) != null) {
                    throw new IllegalStateException("two readers are called " + name);
                }
            });
        }
        return Map.copyOf(all);
    }

    /** Bytes from the first of the sampled header to the first of the layer. */
    private static boolean offset(PacketLayers layers, int layer, KeyValue into) {
        return into.unsigned(KeyFormat.U16, layers.start(layer) - layers.from());
    }
}
