package weir.bgp.flowspec;

import weir.bgp.wire.ByteReader;
import weir.bgp.wire.ByteWriter;
import weir.net.IpAddress;

/** Leading bits of addresses, as prefixes of rules are encoded. */
final class Bits {

    private Bits() {}

    /** Moves bits towards the top; only IPv6 is ever moved. */
    static IpAddress shiftLeft(IpAddress address, int bits) {
        if (bits == 0) {
            return address;
        }
        return bits >= 64
                ? IpAddress.v6(shift(address.low(), bits - 64), 0)
                : IpAddress.v6(address.high() << bits | address.low() >>> 64 - bits, address.low() << bits);
    }

    /** Moves bits towards the end; only IPv6 is ever moved. */
    static IpAddress shiftRight(IpAddress address, int bits) {
        if (bits == 0) {
            return address;
        }
        return bits >= 64
                ? IpAddress.v6(0, bits >= 128 ? 0 : address.high() >>> bits - 64)
                : IpAddress.v6(address.high() >>> bits, address.low() >>> bits | address.high() << 64 - bits);
    }

    private static long shift(long value, int bits) {
        return bits >= 64 ? 0 : value << bits;
    }

    /** Writes the bytes that hold the leading bits. */
    static void write(IpAddress address, int bits, ByteWriter out) {
        for (int i = 0; i < (bits + 7) / 8; i++) {
            out.writeByte((int) byteAt(address, i));
        }
    }

    private static long byteAt(IpAddress address, int index) {
        if (!address.v6()) {
            return address.low() >>> 24 - 8 * index;
        }
        return index < 8 ? address.high() >>> 56 - 8 * index : address.low() >>> 120 - 8 * index;
    }

    /** Reads the bytes that hold the leading bits. */
    static IpAddress read(ByteReader in, boolean v6, int bits) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < (bits + 7) / 8; i++) {
            long octet = in.readByte();
            if (!v6) {
                low |= octet << 24 - 8 * i;
            } else if (i < 8) {
                high |= octet << 56 - 8 * i;
            } else {
                low |= octet << 120 - 8 * i;
            }
        }
        return v6 ? IpAddress.v6(high, low) : IpAddress.v4((int) low);
    }
}
