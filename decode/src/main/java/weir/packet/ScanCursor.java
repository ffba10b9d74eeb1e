package weir.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the walk stands: the next byte, the end of what was captured, and the protocol that comes next.
 *
 * <p>The protocols read through {@link #has} and the {@code u…} methods only; those take an offset from the next byte and
 * throw when it was not asked for with {@link #has} first, which the fuzzer would find.
 */
final class ScanCursor {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    final PacketLayers layers;
    private byte[] bytes = {};
    private int at;
    private int limit;
    private Protocol next = Protocol.END;
    /** Layer of the Ethernet header whose type is still to be found behind its tags, or -1. */
    private int openEthernet = -1;
    /** Layer of the IPv6 header whose upper protocol is still to be found behind its extensions, or -1. */
    private int openIpv6 = -1;

    ScanCursor(PacketLayers layers) {
        this.layers = layers;
    }

    void start(byte[] source, int from, int to, Protocol first) {
        bytes = source;
        at = from;
        limit = to;
        next = first;
        openEthernet = -1;
        openIpv6 = -1;
    }

    Protocol next() {
        return next;
    }

    /** The array that is walked. */
    byte[] bytes() {
        return bytes;
    }

    int position() {
        return at;
    }

    int limit() {
        return limit;
    }

    /** Goes on elsewhere, after a walk that was made without the cursor. */
    void moveTo(int position, int newLimit) {
        at = position;
        limit = newLimit;
    }

    int remaining() {
        return limit - at;
    }

    /** Whether that many bytes are left. */
    boolean has(int count) {
        return limit - at >= count;
    }

    int u8(int offset) {
        return bytes[at + offset] & 0xFF;
    }

    int u16(int offset) {
        return (short) SHORT.get(bytes, at + offset) & 0xFFFF;
    }

    int u32(int offset) {
        return (int) INT.get(bytes, at + offset);
    }

    /** Notes a layer of a length that begins here and moves behind it. The length may pass what was captured. */
    int layer(LayerType type, int length) {
        int layer = layers.add(type, at, at + length, limit);
        at = Math.min(limit, at + length);
        return layer;
    }

    void detail(int layer, int value) {
        layers.detail(layer, value);
    }

    /** Moves on without noting a layer. */
    void skip(int length) {
        at = Math.min(limit, at + length);
    }

    /** Bytes from here on beyond this many are padding. */
    void narrow(int length) {
        limit = Math.min(limit, at + length);
    }

    /** Names what comes next; nothing comes when no byte is left. */
    void then(Protocol protocol) {
        next = protocol;
    }

    void end() {
        next = Protocol.END;
    }

    void openEthernet(int layer) {
        openEthernet = layer;
    }

    /** An IP header ends what Ethernet tags belong to, and begins a new chain of extension headers. */
    void openIp(int ipv6Layer) {
        openEthernet = -1;
        openIpv6 = ipv6Layer;
    }

    /** The protocol behind the extension headers of the innermost IPv6 header. */
    void upperProtocol(int protocol) {
        layers.detail(openIpv6, protocol);
    }

    /** The type of the innermost Ethernet header stands at an offset from the next byte. */
    void etherTypeAt(int offset) {
        layers.detail(openEthernet, at + offset);
    }
}
