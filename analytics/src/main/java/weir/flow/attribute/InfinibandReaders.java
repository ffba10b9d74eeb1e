package weir.flow.attribute;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import weir.packet.PacketLayers;

/**
 * Attributes of the InfiniBand base transport header and of the headers that its operation puts behind it.
 *
 * <p>Source: InfiniBand Architecture Specification, volume 1, chapter 9.
 */
final class InfinibandReaders {

    private static final int BASE_HEADER = 12;
    private static final int RELIABLE_DATAGRAM = 2;
    private static final int UNRELIABLE_DATAGRAM = 3;
    private static final int CONGESTION = 4;
    private static final int EXTENDED_RELIABLE = 5;
    private static final int RELIABLE_DATAGRAM_HEADER = 4;
    private static final int EXTENDED_RELIABLE_HEADER = 4;
    private static final int DATAGRAM_HEADER = 8;

    private static final int ACKNOWLEDGE = 17;
    private static final int ATOMIC_ACKNOWLEDGE = 18;
    private static final int INVALID_CREDITS = 31;

    private static final byte[][] TRANSPORTS = texts("RC", "UC", "RD", "UD", "CNP", "XRC");
    private static final byte[][] OPERATIONS = texts(
            "SEND",
            "SEND",
            "SEND",
            "SEND",
            "SEND",
            "SEND",
            "RDMA_WRITE",
            "RDMA_WRITE",
            "RDMA_WRITE",
            "RDMA_WRITE",
            "RDMA_WRITE",
            "RDMA_WRITE",
            "RDMA_READ",
            "RDMA_READ_RESPONSE",
            "RDMA_READ_RESPONSE",
            "RDMA_READ_RESPONSE",
            "RDMA_READ_RESPONSE",
            "ACK",
            "ATOMIC_ACK",
            "SWAP",
            "FETCH_ADD",
            "RESYNC",
            "SEND",
            "SEND");
    private static final byte[][] REFUSALS =
            texts("PSN_SEQ_ERR", "INVALID_REQ", "REMOTE_ACCESS_ERR", "REMOTE_OPER_ERR", "INVALID_RD_REQ");
    /** Milliseconds to wait, by the code of a receiver that is not ready. */
    private static final byte[][] TIMERS = texts(
            "655.36", "0.01", "0.02", "0.03", "0.04", "0.06", "0.08", "0.12", "0.16", "0.24", "0.32", "0.48", "0.64",
            "0.96", "1.28", "1.92", "2.56", "3.84", "5.12", "7.68", "10.24", "15.36", "20.48", "30.72", "40.96",
            "61.44", "81.92", "122.88", "163.84", "245.76", "327.68", "491.52");

    static final Map<String, LayerReader> ALL = Map.ofEntries(
            Map.entry("ibgrsgid", (layers, layer, into) -> identifier(layers, layer, 8, into)),
            Map.entry("ibgrdgid", (layers, layer, into) -> identifier(layers, layer, 24, into)),
            Map.entry(
                    "ibbtoptransport", (layers, layer, into) -> text(TRANSPORTS, operation(layers, layer) >>> 5, into)),
            Map.entry("ibbtopname", InfinibandReaders::operationName),
            Map.entry("ibbtsourceqp", InfinibandReaders::sourceQueuePair),
            Map.entry("ibbtrdmalen", InfinibandReaders::transferLength),
            Map.entry("ibbtaethack", (layers, layer, into) -> {
                int syndrome = syndrome(layers, layer);
                return syndrome >>> 5 == 0 && syndrome != INVALID_CREDITS && into.unsigned(KeyFormat.U8, syndrome);
            }),
            Map.entry("ibbtaethrnrnak", (layers, layer, into) -> {
                int syndrome = syndrome(layers, layer);
                return syndrome >>> 5 == 1 && text(TIMERS, syndrome & 0x1F, into);
            }),
            Map.entry("ibbtaethnak", (layers, layer, into) -> {
                int syndrome = syndrome(layers, layer);
                return syndrome >>> 5 == 3 && text(REFUSALS, syndrome & 0x1F, into);
            }));

    private InfinibandReaders() {}

    private static byte[][] texts(String... texts) {
        byte[][] bytes = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            bytes[i] = texts[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }

    private static boolean text(byte[][] texts, int index, KeyValue into) {
        return index >= 0 && index < texts.length && into.text(texts[index]);
    }

    private static boolean identifier(PacketLayers layers, int layer, int offset, KeyValue into) {
        if (!HeaderBytes.has(layers, layer, offset, 16)) {
            return false;
        }
        into.startText().gid(HeaderBytes.eight(layers, layer, offset), HeaderBytes.eight(layers, layer, offset + 8));
        return into.endText();
    }

    /** Transport in the upper three bits, operation in the lower five. Absent: -1. */
    private static int operation(PacketLayers layers, int layer) {
        return (int) HeaderBytes.unsigned(layers, layer, 0, 1);
    }

    private static boolean operationName(PacketLayers layers, int layer, KeyValue into) {
        int operation = operation(layers, layer);
        if (operation >>> 5 == CONGESTION) {
            return text(TRANSPORTS, CONGESTION, into);
        }
        return operation >= 0 && text(OPERATIONS, operation & 0x1F, into);
    }

    /** Offset of the datagram header. Absent: -1 when the transport has none. */
    private static int datagramHeader(int operation) {
        return switch (operation >>> 5) {
            case UNRELIABLE_DATAGRAM -> BASE_HEADER;
            case RELIABLE_DATAGRAM -> BASE_HEADER + RELIABLE_DATAGRAM_HEADER;
            default -> -1;
        };
    }

    /** Offset of the header that belongs to the operation itself, behind those of the transport. */
    private static int operationHeader(int operation) {
        return switch (operation >>> 5) {
            case UNRELIABLE_DATAGRAM -> BASE_HEADER + DATAGRAM_HEADER;
            case RELIABLE_DATAGRAM -> BASE_HEADER + RELIABLE_DATAGRAM_HEADER + DATAGRAM_HEADER;
            case EXTENDED_RELIABLE -> BASE_HEADER + EXTENDED_RELIABLE_HEADER;
            default -> BASE_HEADER;
        };
    }

    private static boolean sourceQueuePair(PacketLayers layers, int layer, KeyValue into) {
        int header = datagramHeader(operation(layers, layer));
        long number = header < 0 ? -1 : HeaderBytes.unsigned(layers, layer, header + 5, 3);
        return number >= 0 && into.unsigned(KeyFormat.U32, number);
    }

    /** Writes name a length in their first packet, reads in their request. */
    private static boolean transferLength(PacketLayers layers, int layer, KeyValue into) {
        int operation = operation(layers, layer);
        boolean named = switch (operation & 0x1F) {
            case 6, 10, 11, 12 -> operation >= 0 && operation >>> 5 != CONGESTION;
            default -> false;
        };
        long length = named ? HeaderBytes.unsigned(layers, layer, operationHeader(operation) + 12, 4) : -1;
        return length >= 0 && into.unsigned(KeyFormat.U32, length);
    }

    /** What an acknowledgement says. Absent: -1 when the packet is none. */
    private static int syndrome(PacketLayers layers, int layer) {
        int operation = operation(layers, layer);
        int code = operation & 0x1F;
        boolean acknowledges =
                operation >= 0 && operation >>> 5 != CONGESTION && (code == ACKNOWLEDGE || code == ATOMIC_ACKNOWLEDGE);
        if (!acknowledges) {
            return -1;
        }
        int header = operation >>> 5 == RELIABLE_DATAGRAM ? BASE_HEADER + RELIABLE_DATAGRAM_HEADER : BASE_HEADER;
        return (int) HeaderBytes.unsigned(layers, layer, header, 1);
    }
}
