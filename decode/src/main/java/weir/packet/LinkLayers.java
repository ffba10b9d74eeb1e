package weir.packet;

/**
 * Ethernet and what an EtherType can name.
 *
 * <p>Source: IEEE 802.3, 802.1Q, 802.1ah; RFC 1042, 3032, 4385, 6325.
 */
final class LinkLayers {

    private static final int FIRST_ETHER_TYPE = 0x0600;
    private static final int SNAP_SAP = 0xAA;
    private static final int UNNUMBERED_INFORMATION = 0x03;

    private LinkLayers() {}

    static void ethernet(ScanCursor in) {
        boolean whole = in.has(14);
        int typeOrLength = whole ? in.u16(12) : 0;
        in.openEthernet(in.layer(LayerType.ETHERNET, 12));
        if (!whole) {
            in.end();
        } else if (typeOrLength >= FIRST_ETHER_TYPE) {
            in.then(Protocol.ETHER_TYPE);
        } else {
            in.skip(2);
            in.then(Protocol.LLC);
        }
    }

    /** Dispatches on the EtherType that stands in the next two bytes. */
    static void etherType(ScanCursor in) {
        if (!in.has(2)) {
            in.end();
            return;
        }
        int type = in.u16(0);
        if (!isTag(type)) {
            in.etherTypeAt(0);
        }
        in.skip(2);
        named(in, type);
    }

    /** Whether an EtherType announces a VLAN tag, behind which the type proper stands. */
    private static boolean isTag(int type) {
        return switch (type) {
            case 0x8100, 0x88A8, 0x9100, 0x9200 -> true;
            default -> false;
        };
    }

    /** Goes on with what an EtherType names; the cursor stands behind it. */
    static void named(ScanCursor in, int type) {
        if (isTag(type)) {
            vlan(in);
            return;
        }
        switch (type) {
            case 0x0800 -> in.then(Protocol.IPV4);
            case 0x86DD -> in.then(Protocol.IPV6);
            case 0x8847, 0x8848 -> in.then(Protocol.MPLS);
            case 0x6558 -> in.then(Protocol.ETHERNET);
            case 0x88E7 -> pbb(in);
            case 0x22F3 -> trill(in);
            case 0x8864 -> PointToPointLayers.pppoe(in);
            case 0x8863 -> leaf(in, LayerType.PPPOE, 6);
            case 0x0806 -> leaf(in, LayerType.ARP, 28);
            case 0x88CC -> leaf(in, LayerType.LLDP, in.remaining());
            case 0x8809 -> leaf(in, LayerType.SLOW, 1);
            case 0x8906 -> fibreChannel(in);
            case 0x8915 -> in.then(Protocol.IB_GLOBAL_ROUTE);
            default -> in.end();
        }
    }

    private static void leaf(ScanCursor in, LayerType type, int length) {
        if (in.remaining() > 0) {
            in.layer(type, length);
        }
        in.end();
    }

    private static void vlan(ScanCursor in) {
        if (in.remaining() == 0) {
            in.end();
            return;
        }
        // The layer is the tag's control information; the type behind it names what follows.
        in.layer(LayerType.VLAN, 2);
        boolean length = in.has(2) && in.u16(0) < FIRST_ETHER_TYPE;
        if (length) {
            in.skip(2);
        }
        in.then(length ? Protocol.LLC : Protocol.ETHER_TYPE);
    }

    static void llc(ScanCursor in) {
        if (!in.has(3)) {
            in.layer(LayerType.LLC, 3);
            in.end();
            return;
        }
        int control = in.u8(2);
        boolean snap = in.u8(0) == SNAP_SAP && in.u8(1) == SNAP_SAP && control == UNNUMBERED_INFORMATION;
        if (!snap) {
            in.layer(LayerType.LLC, (control & 3) == 3 ? 3 : 4);
            in.end();
            return;
        }
        boolean etherTyped = in.has(8) && (in.u16(3) << 8 | in.u8(5)) == 0;
        if (etherTyped) {
            in.etherTypeAt(6);
            int type = in.u16(6);
            in.layer(LayerType.LLC, 8);
            named(in, type);
        } else {
            in.layer(LayerType.LLC, 8);
            in.end();
        }
    }

    /** A label stack to its bottom; what follows is told by its first nibble, as routers do. */
    static void mpls(ScanCursor in) {
        int entries = 0;
        boolean bottom = false;
        while (!bottom && in.has(4 * entries + 4)) {
            bottom = (in.u8(4 * entries + 2) & 1) != 0;
            entries++;
        }
        int layer = in.layer(LayerType.MPLS, Math.max(4, 4 * entries));
        in.detail(layer, bottom ? entries : -1);
        if (!bottom || in.remaining() == 0) {
            in.end();
            return;
        }
        switch (in.u8(0) >>> 4) {
            case 4 -> in.then(Protocol.IPV4);
            case 6 -> in.then(Protocol.IPV6);
            case 0 -> {
                in.layer(LayerType.PSEUDOWIRE, 4);
                in.then(Protocol.ETHERNET);
            }
            case 1 -> in.end(); // associated channel: management, not traffic
            default -> in.then(Protocol.ETHERNET);
        }
    }

    private static void pbb(ScanCursor in) {
        if (in.remaining() > 0) {
            in.layer(LayerType.PBB, 4);
        }
        in.then(Protocol.ETHERNET);
    }

    private static void trill(ScanCursor in) {
        if (!in.has(2)) {
            in.end();
            return;
        }
        int optionWords = in.u16(0) >>> 6 & 0x1F;
        in.layer(LayerType.TRILL, 6 + 4 * optionWords);
        in.then(Protocol.ETHERNET);
    }

    /** FCoE: version, reserved bytes and start of frame come before the Fibre Channel header. */
    private static void fibreChannel(ScanCursor in) {
        in.skip(14);
        leaf(in, LayerType.FIBRE_CHANNEL, 24);
    }
}
