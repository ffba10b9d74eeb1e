package weir.flow.attribute;

import org.jspecify.annotations.Nullable;
import weir.packet.LayerType;
import weir.packet.PacketLayers;

/**
 * A field at a fixed place of a layer: by far most keys, and the ones that must be quick.
 *
 * @param layer the layer
 * @param occurrence which one of the layers of this type, outermost first
 * @param offset bytes from the first byte of the layer
 * @param width bytes of the field
 * @param shift bits that follow the value in these bytes
 * @param mask bits of the value, after the shift
 * @param format how the value is written
 */
record LayerField(LayerType layer, int occurrence, int offset, int width, int shift, long mask, FieldFormat format)
        implements AttributeReader {

    @Override
    public boolean read(SampleContext sample, KeyValue into) {
        PacketLayers layers = sample.layers();
        int at = layers.find(layer, occurrence);
        if (at < 0) {
            return false;
        }
        if (width == PlainKey.IPV6_WIDTH) {
            return HeaderBytes.ipv6(layers, at, offset, into);
        }
        long value = HeaderBytes.unsigned(layers, at, offset, width);
        return value >= 0 && format.set(value >>> shift & mask, into);
    }

    @Override
    public @Nullable PlainKey plain() {
        return PlainKey.of(this);
    }
}
