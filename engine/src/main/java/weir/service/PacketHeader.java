package weir.service;

/**
 * The leading bytes of a sampled packet.
 *
 * <p>Thread: any; the bytes are not to be changed.
 *
 * @param time arrival of its sample, nanoseconds since the epoch
 * @param linkType what it begins with, by the numbers of capture files
 * @param length bytes of the packet on the wire
 * @param bytes those that were sampled, at most {@value #MOST}
 */
@SuppressWarnings("ArrayRecordComponent") // written once, to a file; nobody compares headers
public record PacketHeader(long time, int linkType, long length, byte[] bytes) {

    static final int MOST = 512;
    private static final int ETHERNET = 1;
    private static final int RAW_IP = 101;

    /** Link type of what a sampled header begins with. Absent: -1 for what capture files have no number for. */
    static int linkType(int headerProtocol) {
        return switch (headerProtocol) {
            case 1 -> ETHERNET;
            case 11, 12 -> RAW_IP;
            default -> -1;
        };
    }
}
