package weir.pcap;

/** One of the file formats: yields packets one after another. */
sealed interface PacketReader permits PcapReader, PcapngReader {

    /** Largest packet that is accepted; the limit of the usual capture tools. */
    int MAX_PACKET = 262_144;

    /**
     * Moves to the next packet. Answers false at the end of the capture.
     *
     * @throws CaptureException the file is not what it says it is
     */
    boolean next(CapturedPacket into);
}
