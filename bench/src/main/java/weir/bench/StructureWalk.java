package weir.bench;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The least that can be called decoding: steps over every record of every sample by its length and adds up what it sees.
 * Reads well-formed pcap files of Ethernet frames only; takes nothing from the decoder it is compared with.
 */
final class StructureWalk {

    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FILE_HEAD = 24;
    private static final int PACKET_HEAD = 16;
    private static final int UDP = 17;

    private long samples;
    private long sum;

    private StructureWalk() {}

    static void main(String[] args) throws IOException {
        byte[] file = Files.readAllBytes(Path.of(args[0]));
        var walk = new StructureWalk();
        for (int at = FILE_HEAD; at + PACKET_HEAD <= file.length; ) {
            int length = (int) LITTLE.get(file, at + 8);
            walk.frame(file, at + PACKET_HEAD);
            at += PACKET_HEAD + length;
        }
        System.out.println(walk.samples + " samples, sum " + walk.sum);
    }

    private void frame(byte[] b, int at) {
        boolean v6 = b[at + 12] == (byte) 0x86;
        if (b[at + (v6 ? 20 : 23)] == UDP) {
            datagram(b, at + (v6 ? 62 : 42));
        }
    }

    private void datagram(byte[] b, int start) {
        int at = start + ((int) BIG.get(b, start + 4) == 1 ? 24 : 36);
        int count = (int) BIG.get(b, at);
        at += 4;
        for (int i = 0; i < count; i++) {
            int format = (int) BIG.get(b, at);
            int length = (int) BIG.get(b, at + 4);
            int head = switch (format) {
                case 1 -> 28;
                case 2 -> 8;
                case 3 -> 40;
                case 4 -> 12;
                default -> -1;
            };
            if (head >= 0) {
                samples++;
                records(b, at + 8 + head);
            }
            at += 8 + length;
        }
    }

    private void records(byte[] b, int start) {
        int count = (int) BIG.get(b, start);
        int at = start + 4;
        for (int i = 0; i < count; i++) {
            sum += (int) BIG.get(b, at) + (int) BIG.get(b, at + 8);
            at += 8 + (int) BIG.get(b, at + 4);
        }
    }
}
