package weir.flow.attribute;

import org.jspecify.annotations.Nullable;
import weir.packet.LayerType;
import weir.packet.PacketLayers;

/**
 * An attribute of a layer that a {@link LayerReader} reads.
 *
 * @param layer the layer
 * @param occurrence which one of the layers of this type, outermost first
 * @param reader reads it
 */
record LayerAttribute(LayerType layer, int occurrence, LayerReader reader) implements AttributeReader {

    @Override
    public boolean read(SampleContext sample, KeyValue into) {
        PacketLayers layers = sample.layers();
        int at = layers.find(layer, occurrence);
        return at >= 0 && reader.read(layers, at, into);
    }

    @Override
    public @Nullable PlainKey plain() {
        return occurrence == 0 ? reader.plain() : null;
    }
}
