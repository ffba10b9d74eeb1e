package weir.pcap;

/** Numbers of the link types that are understood. Source: draft-ietf-opsawg-pcaplinktype, section 2.2.1. */
final class LinkType {

    static final int NULL = 0;
    static final int ETHERNET = 1;
    /** Raw IP as some systems number it. */
    static final int RAW_12 = 12;
    /** Raw IP as OpenBSD numbers it. */
    static final int RAW_14 = 14;

    static final int RAW = 101;
    static final int LOOP = 108;
    static final int LINUX_SLL = 113;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int LINUX_SLL2 = 276;

    private LinkType() {}

    static boolean supported(int linkType) {
        return switch (linkType) {
            case NULL, ETHERNET, RAW_12, RAW_14, RAW, LOOP, LINUX_SLL, IPV4, IPV6, LINUX_SLL2 -> true;
            default -> false;
        };
    }
}
