package weir.flow.attribute;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import weir.packet.PacketLayers;

/**
 * Reads fields of layers. Every read is checked against what was captured and belongs to the packet; this is the only
 * class here that indexes into a sampled header.
 */
final class HeaderBytes {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private HeaderBytes() {}

    /** Whether a range behind a layer's first byte is all there. */
    static boolean has(PacketLayers layers, int layer, int offset, int count) {
        long end = (long) layers.start(layer) + offset + count;
        return offset >= 0 && count >= 0 && end <= layers.layerLimit(layer);
    }

    /** An unsigned number of up to 6 bytes. Absent: -1. */
    static long unsigned(PacketLayers layers, int layer, int offset, int width) {
        if (!has(layers, layer, offset, width)) {
            return -1;
        }
        byte[] bytes = layers.bytes();
        int at = layers.start(layer) + offset;
        return switch (width) {
            case 1 -> bytes[at] & 0xFF;
            case 2 -> (short) SHORT.get(bytes, at) & 0xFFFF;
            case 3 -> ((short) SHORT.get(bytes, at) & 0xFFFF) << 8 | bytes[at + 2] & 0xFF;
            case 4 -> (int) INT.get(bytes, at) & 0xFFFF_FFFFL;
            case 6 ->
                ((long) ((short) SHORT.get(bytes, at) & 0xFFFF)) << 32 | (int) INT.get(bytes, at + 2) & 0xFFFF_FFFFL;
            default -> throw new IllegalArgumentException("width " + width);
        };
    }

    /** Eight bytes that are known to be there. */
    static long eight(PacketLayers layers, int layer, int offset) {
        return (long) LONG.get(layers.bytes(), layers.start(layer) + offset);
    }

    /** The eight bytes in front of an index, which are known to be there. */
    static long eightBefore(byte[] bytes, int end) {
        return (long) LONG.get(bytes, end - Long.BYTES);
    }

    /** Sets an IPv6 address. Answers false when it is not all there. */
    static boolean ipv6(PacketLayers layers, int layer, int offset, KeyValue into) {
        return has(layers, layer, offset, 16)
                && into.ipv6(eight(layers, layer, offset), eight(layers, layer, offset + 8));
    }
}
