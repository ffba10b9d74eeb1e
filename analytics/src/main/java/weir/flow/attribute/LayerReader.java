package weir.flow.attribute;

import weir.packet.PacketLayers;

/** Reads an attribute of a layer that is no plain field at a fixed place. */
@FunctionalInterface
interface LayerReader {

    /** Reads from a layer that exists. Answers false when the attribute is not there, or not all of it was captured. */
    boolean read(PacketLayers layers, int layer, KeyValue into);
}
