package weir.flow.attribute;

import org.jspecify.annotations.Nullable;
import weir.packet.PacketLayers;

/** Reads an attribute of a layer that is no plain field at a fixed place. */
@FunctionalInterface
interface LayerReader {

    /** Reads from a layer that exists. Answers false when the attribute is not there, or not all of it was captured. */
    boolean read(PacketLayers layers, int layer, KeyValue into);

    /** The plain number that it is in the outermost layer of its type. Absent: null. */
    default @Nullable PlainKey plain() {
        return null;
    }
}
