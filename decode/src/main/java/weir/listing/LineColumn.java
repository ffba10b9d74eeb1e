package weir.listing;

/** What of a sample goes into a line of comma-separated values. */
enum LineColumn {
    /** Not part of a line. */
    NONE,
    INPUT,
    OUTPUT,
    SOURCE_MAC,
    DESTINATION_MAC,
    ETHERNET_TYPE,
    INPUT_VLAN,
    OUTPUT_VLAN,
    SOURCE_ADDRESS,
    DESTINATION_ADDRESS,
    PROTOCOL,
    TOS,
    TTL,
    SOURCE_PORT,
    DESTINATION_PORT,
    TCP_FLAGS,
    PACKET_SIZE,
    STRIPPED,
    /** Bytes before the IPv4 header; not listed as a field. */
    IP_OFFSET,
    SAMPLING_RATE,
    /** The first of the interface counters; the others follow in the order of their structure. */
    FIRST_COUNTER;

    /** Number of interface counters in a line. */
    static final int COUNTERS = 19;

    /** Number of columns, counters included. */
    static final int COUNT = FIRST_COUNTER.ordinal() + COUNTERS;
}
