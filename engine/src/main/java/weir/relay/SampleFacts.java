package weir.relay;

import java.util.ArrayList;
import java.util.List;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;
import weir.lookup.Lookups;
import weir.sflow.DatagramHeader;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;

/**
 * The addresses and MAC addresses of the sample at hand, outer and first inner ones.
 *
 * <p>Thread: the shard's. Allocates nothing.
 */
final class SampleFacts {

    private static final String[] KEYS = {
        "macsource", "macdestination", "ipsource", "ipdestination", "ip6source", "ip6destination"
    };
    private static final int LAYERS = 2;

    private final SampleContext context;
    private final AttributeReader[] readers;
    private final KeyValue[] values;
    private int count;
    private boolean read;

    SampleFacts(FlowKeyTable table) {
        context = new SampleContext(table);
        List<AttributeReader> all = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            for (String key : KEYS) {
                all.add(table.key(key).reader(layer, layer == 0 ? key : key + "." + layer));
            }
        }
        readers = all.toArray(AttributeReader[]::new);
        values = new KeyValue[readers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = new KeyValue();
        }
    }

    void flow(DatagramHeader header, FlowSample sample) {
        context.flow(header, sample, 1, Lookups.NONE);
        read = false;
    }

    void discard(DatagramHeader header, DiscardedPacket sample) {
        context.discard(header, sample, Lookups.NONE);
        read = false;
    }

    private void read() {
        if (read) {
            return;
        }
        read = true;
        count = 0;
        for (AttributeReader reader : readers) {
            if (reader.read(context, values[count])) {
                count++;
            }
        }
    }

    /** Whether any address of the sample is one that the filter selects. */
    boolean has(TenantFilter filter) {
        read();
        for (int i = 0; i < count; i++) {
            KeyValue value = values[i];
            boolean selected = value.format() == KeyFormat.MAC
                    ? TenantFilter.contains(filter.macs(), value.low())
                    : value.isAddress()
                            && filter.addresses().find(value.format() == KeyFormat.IPV6, value.high(), value.low())
                                    != null;
            if (selected) {
                return true;
            }
        }
        return false;
    }
}
