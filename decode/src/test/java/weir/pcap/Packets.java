package weir.pcap;

import java.nio.ByteBuffer;
import java.util.Arrays;
import weir.net.IpAddress;

/** Builds packets for captures: headers around a UDP payload. */
final class Packets {

    static final int SOURCE_PORT = 40_000;

    private Packets() {}

    static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer out = ByteBuffer.allocate(length);
        Arrays.stream(parts).forEach(out::put);
        return out.array();
    }

    /** A payload whose bytes tell where they belong. */
    static byte[] payload(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        return bytes;
    }

    static byte[] hex(String text) {
        return java.util.HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] udp(int port, byte[] payload) {
        return ByteBuffer.allocate(8 + payload.length)
                .putShort((short) SOURCE_PORT)
                .putShort((short) port)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload)
                .array();
    }

    /** An IPv4 packet from 10.0.0.1 to 10.0.0.2. */
    static byte[] ipv4(int protocol, byte[] content) {
        return ipv4(protocol, 0, 0, content);
    }

    static byte[] ipv4(int protocol, int id, int flagsAndOffset, byte[] content) {
        return ByteBuffer.allocate(20 + content.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + content.length))
                .putShort((short) id)
                .putShort((short) flagsAndOffset)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(0x0A000001)
                .putInt(0x0A000002)
                .put(content)
                .array();
    }

    /** The part of an IPv4 datagram's content that lies at an offset. */
    static byte[] ipv4Fragment(int id, byte[] content, int from, int to) {
        int more = to < content.length ? 0x2000 : 0;
        return ipv4(17, id, more | from / 8, Arrays.copyOfRange(content, from, to));
    }

    /** An IPv6 packet from fd00::1 to fd00::2. */
    static byte[] ipv6(int next, byte[] content) {
        ByteBuffer out = ByteBuffer.allocate(40 + content.length)
                .putInt(0x60000000)
                .putShort((short) content.length)
                .put((byte) next)
                .put((byte) 64);
        for (String address : new String[] {"fd00::1", "fd00::2"}) {
            IpAddress value = IpAddress.parse(address).orElseThrow();
            out.putLong(value.high()).putLong(value.low());
        }
        return out.put(content).array();
    }

    static byte[] ipv6Fragment(int id, byte[] content, int from, int to) {
        byte[] head = ByteBuffer.allocate(8)
                .put((byte) 17)
                .put((byte) 0)
                .putShort((short) (from | (to < content.length ? 1 : 0)))
                .putInt(id)
                .array();
        return ipv6(44, join(head, Arrays.copyOfRange(content, from, to)));
    }

    static byte[] ethernet(int type, byte[] content) {
        return join(hex("020000000002 020000000001"), new byte[] {(byte) (type >> 8), (byte) type}, content);
    }

    static byte[] ethernet(byte[] ip) {
        return ethernet(ip[0] >>> 4 == 4 ? 0x0800 : 0x86DD, ip);
    }
}
