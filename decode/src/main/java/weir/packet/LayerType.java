package weir.packet;

/**
 * Protocol layers that are told apart. {@link #label()} is the name in the {@code stack} flow key: public API, never
 * respelled.
 */
public enum LayerType {
    /** Ethernet: destination, source, type or length. */
    ETHERNET("eth"),
    /** VLAN tag, 802.1Q or 802.1ad. */
    VLAN("q"),
    /** 802.2 LLC, with SNAP where present. */
    LLC("llc"),
    /** MPLS label stack, all entries. */
    MPLS("mpls"),
    /** Pseudowire control word before an inner Ethernet header. */
    PSEUDOWIRE("pw"),
    /** 802.1ah backbone service tag. */
    PBB("pbb"),
    /** TRILL header. */
    TRILL("trill"),
    /** ARP. */
    ARP("arp"),
    /** IPv4 with its options. */
    IPV4("ip"),
    /** IPv6 with its extension headers. */
    IPV6("ip6"),
    /** ICMP for IPv4. */
    ICMP("icmp"),
    /** ICMPv6. */
    ICMP6("icmp6"),
    /** TCP with its options. */
    TCP("tcp"),
    /** UDP. */
    UDP("udp"),
    /** GRE with its optional words, NVGRE included. */
    GRE("gre"),
    /** IPsec encapsulating security payload. */
    ESP("esp"),
    /** VXLAN. */
    VXLAN("vxlan"),
    /** VXLAN generic protocol extension. */
    VXLAN_GPE("vxlangpe"),
    /** GENEVE with its options. */
    GENEVE("geneve"),
    /** GTP-U with its extension headers. */
    GTP("gtp"),
    /** DNS message. */
    DNS("dns"),
    /** DHCP message. */
    DHCP("dhcp"),
    /** NTP message. */
    NTP("ntp"),
    /** QUIC packet, IETF or Google. */
    QUIC("quic"),
    /** InfiniBand global route header. */
    IB_GLOBAL_ROUTE("ibgr"),
    /** InfiniBand base transport header. */
    IB_BASE_TRANSPORT("ibbt"),
    /** Fibre Channel frame header. */
    FIBRE_CHANNEL("fc"),
    /** LLDP TLVs. */
    LLDP("lldp"),
    /** Slow protocols, LACP among them. */
    SLOW("slow"),
    /** 802.11 MAC header. */
    WIFI("wifi"),
    /** PPPoE with its PPP protocol word. */
    PPPOE("pppoe"),
    /** SCTP. */
    SCTP("sctp"),
    /** IGMP. */
    IGMP("igmp"),
    /** IPsec authentication header. */
    AH("ah"),
    /** Teredo: IPv6 in UDP. */
    TEREDO("teredo");

    private final String label;

    LayerType(String label) {
        this.label = label;
    }

    /** Name in the {@code stack} flow key. */
    public String label() {
        return label;
    }

    /** This type as one bit of {@link PacketLayers#present()}. */
    public long bit() {
        return 1L << ordinal();
    }
}
