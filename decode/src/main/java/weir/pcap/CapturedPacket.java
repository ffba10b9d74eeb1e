package weir.pcap;

/** One packet as the file holds it: a view that the {@link PacketReader} refills. */
final class CapturedPacket {
    int linkType;
    long time;
    byte[] bytes = {};
    int start;
    int end;
}
