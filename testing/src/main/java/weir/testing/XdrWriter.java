package weir.testing;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes XDR, for records of test datagrams. Each method answers the writer, so that calls chain. Source: RFC 4506. */
public final class XdrWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An unsigned or signed 32-bit number: the lower 32 bits. */
    public XdrWriter u32(long value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write((int) (value >> shift));
        }
        return this;
    }

    /** Several 32-bit numbers. */
    public XdrWriter u32s(long... values) {
        for (long value : values) {
            u32(value);
        }
        return this;
    }

    /** A 64-bit number. */
    public XdrWriter u64(long value) {
        return u32(value >> 32).u32(value);
    }

    /** A 32-bit floating-point number. */
    public XdrWriter f32(double value) {
        return u32(Float.floatToRawIntBits((float) value));
    }

    /** A 64-bit floating-point number. */
    public XdrWriter f64(double value) {
        return u64(Double.doubleToRawLongBits(value));
    }

    /** UTF-8 text: length, bytes, padding. */
    public XdrWriter string(String text) {
        return opaque(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of variable length: length, bytes, padding. */
    public XdrWriter opaque(byte[] bytes) {
        return u32(bytes.length).fixed(bytes);
    }

    /** Bytes of fixed length: bytes, padding. */
    public XdrWriter fixed(byte[] bytes) {
        return raw(bytes).raw(new byte[-bytes.length & 3]);
    }

    /** Bytes as they are, without length and padding. */
    public XdrWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Bytes as they are, from hexadecimal text. */
    public XdrWriter hex(String text) {
        return raw(HexFormat.of().parseHex(text.replace(" ", "")));
    }

    /** A MAC address from 12 hexadecimal digits: 6 bytes and 2 of padding. */
    public XdrWriter mac(String text) {
        return fixed(HexFormat.of().parseHex(text));
    }

    /** A MAC address from 12 hexadecimal digits in 6 bytes, as some agents send it. */
    public XdrWriter mac6(String text) {
        return raw(HexFormat.of().parseHex(text));
    }

    /** An IPv4 or IPv6 address without its type: 4 or 16 bytes. */
    public XdrWriter ip(String text) {
        return raw(octets(text));
    }

    /** An address with its type in front; empty text is the unknown address of type 0. */
    public XdrWriter address(String text) {
        if (text.isEmpty()) {
            return u32(0);
        }
        byte[] octets = octets(text);
        return u32(octets.length == 4 ? 1 : 2).raw(octets);
    }

    /** A counted list of 32-bit numbers. */
    public XdrWriter list(long... values) {
        return u32(values.length).u32s(values);
    }

    /** The number of an enterprise and a format. */
    public XdrWriter tag(int enterprise, int format) {
        return u32((long) enterprise << 12 | format);
    }

    /** Bytes written. */
    public int size() {
        return out.size();
    }

    /** A copy of the bytes written. */
    public byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] octets(String address) {
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("not an address: " + address); // and so never looked up as a name
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + address, e);
        }
    }
}
