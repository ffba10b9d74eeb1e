package weir.testing;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Encodes packets for tests, outermost header first, independently of the header scanner.
 *
 * <pre>{@code
 * byte[] packet = new PacketBuilder().ethernet(0x0800).ipv4(17, "10.0.0.1", "10.0.0.2").udp(5000, 53).build();
 * }</pre>
 *
 * <p>IP and UDP lengths are filled in for what follows them; checksums stay zero.
 */
public final class PacketBuilder {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final java.util.List<Length> lengths = new java.util.ArrayList<>();

    /** A 16-bit length field that is filled in at the end: total bytes from {@code from} on. */
    private record Length(int at, int from) {}

    /** Bytes as they are, in hex; blanks are ignored. */
    public PacketBuilder hex(String digits) {
        return raw(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    /** Bytes as they are. */
    public PacketBuilder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Zero bytes. */
    public PacketBuilder zeros(int count) {
        return raw(new byte[count]);
    }

    /** Numbers of one byte. */
    public PacketBuilder u8(int... numbers) {
        for (int number : numbers) {
            out.write(number);
        }
        return this;
    }

    /** Numbers of two bytes. */
    public PacketBuilder u16(int... numbers) {
        for (int number : numbers) {
            u8(number >>> 8, number);
        }
        return this;
    }

    /** A number of four bytes. */
    public PacketBuilder u32(long number) {
        return u16((int) (number >>> 16), (int) number);
    }

    /** Ethernet from 02:00:00:00:00:01 to 02:00:00:00:00:02 with a type or length. */
    public PacketBuilder ethernet(int type) {
        return hex("020000000002 020000000001").u16(type);
    }

    /** A VLAN tag's control information and the type behind it. */
    public PacketBuilder vlan(int id, int priority, int nextType) {
        return u16(priority << 13 | id, nextType);
    }

    /** IPv4 without options, TTL 64. */
    public PacketBuilder ipv4(int protocol, String source, String destination) {
        return ipv4(protocol, source, destination, 0, new byte[0]);
    }

    /** IPv4 with the word of flags and fragment offset, and options. */
    public PacketBuilder ipv4(int protocol, String source, String destination, int fragment, byte[] options) {
        int start = out.size();
        u8(0x45 + options.length / 4, 0);
        lengths.add(new Length(out.size(), start));
        return u16(0, 4660, fragment)
                .u8(64, protocol)
                .u16(0)
                .raw(address(source))
                .raw(address(destination))
                .raw(options);
    }

    /** IPv6 without extension headers, hop limit 64. */
    public PacketBuilder ipv6(int nextHeader, String source, String destination) {
        u32(0x6000_0000L);
        lengths.add(new Length(out.size(), out.size() + 36));
        return u16(0).u8(nextHeader, 64).raw(address(source)).raw(address(destination));
    }

    /** TCP with flags and options of whole words. */
    public PacketBuilder tcp(int source, int destination, int flags, byte... options) {
        return u16(source, destination)
                .u32(1000)
                .u32(2000)
                .u16((5 + options.length / 4) << 12 | flags, 512, 0, 0)
                .raw(options);
    }

    /** UDP. */
    public PacketBuilder udp(int source, int destination) {
        int start = out.size();
        u16(source, destination);
        lengths.add(new Length(out.size(), start));
        return u16(0, 0);
    }

    /** Text as ASCII. */
    public PacketBuilder text(String ascii) {
        return raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** The packet. */
    public byte[] build() {
        byte[] packet = out.toByteArray();
        for (Length length : lengths) {
            int value = packet.length - length.from();
            packet[length.at()] = (byte) (value >>> 8);
            packet[length.at() + 1] = (byte) value;
        }
        return packet;
    }

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress(); // literals only, so nothing is looked up
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
