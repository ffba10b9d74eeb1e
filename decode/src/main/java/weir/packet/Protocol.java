package weir.packet;

/** What the walk can be told to read next: finer than {@link LayerType}, since some protocols note no layer. */
enum Protocol {
    /** Nothing more, or nothing that is known. */
    END,
    ETHERNET,
    /** What an EtherType names, which stands in the next two bytes. */
    ETHER_TYPE,
    LLC,
    WIFI,
    PPP,
    PPP_PROTOCOL,
    FRAME_RELAY,
    IB_LOCAL_ROUTE,
    /** IPv4 or IPv6, as the version nibble says. */
    IP_ANY,
    IPV4,
    IPV6,
    MPLS,
    TCP,
    UDP,
    ICMP,
    ICMP6,
    IGMP,
    GRE,
    ESP,
    AH,
    SCTP,
    ETHER_IP,
    IB_GLOBAL_ROUTE,
    IB_BASE_TRANSPORT
}
