package weir.flow.attribute;

import java.util.Map;
import weir.packet.LayerType;
import weir.packet.PacketLayers;

/**
 * Attributes of the link layer that are no plain fields.
 *
 * <p>Source: IEEE 802.3, 802.1Q, 802.1AB, 802.11; RFC 3032.
 */
final class LinkReaders {

    private static final long ALL_ONES = 0xFFFF_FFFF_FFFFL;
    private static final int SNAP_HEADER = 8;

    private static final int TLV_HEAD = 2;
    private static final int CHASSIS_ID = 1;
    private static final int CHASSIS_MAC = 4;
    private static final int PORT_ID = 2;
    private static final int PORT_INTERFACE_NAME = 5;
    private static final int TIME_TO_LIVE = 3;

    private static final int WIFI_MANAGEMENT = 0;
    private static final int WIFI_CONTROL = 1;
    private static final int WIFI_PS_POLL = 10;
    private static final int WIFI_CTS = 12;
    private static final int WIFI_ACK = 13;
    private static final int ADDRESS_1 = 4;
    private static final int ADDRESS_2 = 10;
    private static final int ADDRESS_3 = 16;

    static final Map<String, LayerReader> ALL = Map.ofEntries(
            Map.entry("ethertype", new EtherType()),
            Map.entry("snaptype", LinkReaders::snapType),
            Map.entry("isunicast", (layers, layer, into) -> cast(layers, layer, into, Cast.UNICAST)),
            Map.entry("ismulticast", (layers, layer, into) -> cast(layers, layer, into, Cast.MULTICAST)),
            Map.entry("isbroadcast", (layers, layer, into) -> cast(layers, layer, into, Cast.BROADCAST)),
            Map.entry("llcbytes", LinkReaders::llcBytes),
            Map.entry(
                    "snapoui",
                    (layers, layer, into) -> isSnap(layers, layer)
                            && into.startText()
                                            .hexUpper(HeaderBytes.unsigned(layers, layer, 3, 3), 6)
                                            .length()
                                    > 0
                            && into.endText()),
            Map.entry(
                    "snapprotocol",
                    (layers, layer, into) -> isSnap(layers, layer)
                            && into.unsigned(KeyFormat.U16, HeaderBytes.unsigned(layers, layer, 6, 2))),
            Map.entry("mplslabels", LinkReaders::mplsLabels),
            Map.entry("lldpchassismac", LinkReaders::lldpChassis),
            Map.entry("lldpportifname", LinkReaders::lldpPort),
            Map.entry("lldpttl", LinkReaders::lldpTimeToLive),
            Map.entry("fcaddress1", (layers, layer, into) -> hex24(layers, layer, 1, into)),
            Map.entry("fcaddress5", (layers, layer, into) -> hex24(layers, layer, 5, into)),
            Map.entry("wifibssid", LinkReaders::wifiNetwork),
            Map.entry("wifitransmitter", LinkReaders::wifiTransmitter));

    /** Kinds of destinations. */
    enum Cast {
        UNICAST,
        MULTICAST,
        BROADCAST;

        static Cast of(long mac) {
            if (mac == ALL_ONES) {
                return BROADCAST;
            }
            return (mac >>> 40 & 1) != 0 ? MULTICAST : UNICAST;
        }
    }

    private LinkReaders() {}

    /** The type that stands behind all tags; the walk noted where. */
    private record EtherType() implements LayerReader {

        private static final int WIDTH = 2;

        @Override
        public boolean read(PacketLayers layers, int layer, KeyValue into) {
            int at = layers.detail(layer);
            long type = at < 0 ? -1 : HeaderBytes.unsigned(layers, layer, at - layers.start(layer), WIDTH);
            return type >= 0 && into.unsigned(KeyFormat.U16, type);
        }

        @Override
        public PlainKey plain() {
            return PlainKey.of(PlainKey.Elsewhere.ETHERTYPE, WIDTH, KeyFormat.U16);
        }
    }

    /** The type in a SNAP header that is no part of an Ethernet frame, as in Wi-Fi. */
    private static boolean snapType(PacketLayers layers, int layer, KeyValue into) {
        return isSnap(layers, layer)
                && HeaderBytes.unsigned(layers, layer, 3, 3) == 0
                && into.unsigned(KeyFormat.U16, HeaderBytes.unsigned(layers, layer, 6, 2));
    }

    private static boolean isSnap(PacketLayers layers, int layer) {
        return layers.end(layer) - layers.start(layer) == SNAP_HEADER && HeaderBytes.has(layers, layer, 0, SNAP_HEADER);
    }

    private static boolean cast(PacketLayers layers, int layer, KeyValue into, Cast wanted) {
        long destination = HeaderBytes.unsigned(layers, layer, 0, 6);
        return destination >= 0 && into.flag(Cast.of(destination) == wanted);
    }

    /** The length field of 802.3, which stands right before LLC. */
    private static boolean llcBytes(PacketLayers layers, int layer, KeyValue into) {
        if (layer == 0) {
            return false;
        }
        LayerType before = layers.type(layer - 1);
        int offset = layers.start(layer) - layers.start(layer - 1) - 2;
        long length = before == LayerType.ETHERNET || before == LayerType.VLAN
                ? HeaderBytes.unsigned(layers, layer - 1, offset, 2)
                : -1;
        return length >= 0 && into.unsigned(KeyFormat.U16, length);
    }

    private static boolean mplsLabels(PacketLayers layers, int layer, KeyValue into) {
        int entries = layers.detail(layer);
        if (entries <= 0) {
            return false;
        }
        TextBuffer out = into.startText();
        for (int i = 0; i < entries; i++) {
            if (i > 0) {
                out.ascii('-');
            }
            out.decimal(HeaderBytes.unsigned(layers, layer, 4 * i, 4) >>> 12);
        }
        return into.endText();
    }

    /** Offset of the value of the first TLV of a type. Absent: -1 when there is none, or it is not all there. */
    private static int lldp(PacketLayers layers, int layer, int type) {
        int offset = 0;
        while (HeaderBytes.has(layers, layer, offset, TLV_HEAD)) {
            long head = HeaderBytes.unsigned(layers, layer, offset, 2);
            int length = (int) head & 0x1FF;
            if (head >>> 9 == type) {
                return HeaderBytes.has(layers, layer, offset + TLV_HEAD, length) ? offset + TLV_HEAD : -1;
            }
            if (head == 0) {
                return -1;
            }
            offset += TLV_HEAD + length;
        }
        return -1;
    }

    private static int lldpLength(PacketLayers layers, int layer, int value) {
        return (int) HeaderBytes.unsigned(layers, layer, value - TLV_HEAD, 2) & 0x1FF;
    }

    private static boolean lldpChassis(PacketLayers layers, int layer, KeyValue into) {
        int value = lldp(layers, layer, CHASSIS_ID);
        return value >= 0
                && lldpLength(layers, layer, value) == 7
                && HeaderBytes.unsigned(layers, layer, value, 1) == CHASSIS_MAC
                && into.unsigned(KeyFormat.MAC, HeaderBytes.unsigned(layers, layer, value + 1, 6));
    }

    private static boolean lldpPort(PacketLayers layers, int layer, KeyValue into) {
        int value = lldp(layers, layer, PORT_ID);
        if (value < 0 || HeaderBytes.unsigned(layers, layer, value, 1) != PORT_INTERFACE_NAME) {
            return false;
        }
        int from = layers.start(layer) + value;
        return into.wireText(layers.bytes(), from + 1, from + lldpLength(layers, layer, value));
    }

    private static boolean lldpTimeToLive(PacketLayers layers, int layer, KeyValue into) {
        int value = lldp(layers, layer, TIME_TO_LIVE);
        return value >= 0
                && lldpLength(layers, layer, value) >= 2
                && into.unsigned(KeyFormat.U16, HeaderBytes.unsigned(layers, layer, value, 2));
    }

    private static boolean hex24(PacketLayers layers, int layer, int offset, KeyValue into) {
        long address = HeaderBytes.unsigned(layers, layer, offset, 3);
        if (address < 0) {
            return false;
        }
        into.startText().hexUpper(address, 6);
        return into.endText();
    }

    /** The address that names the network: its place depends on whether the frame goes to or comes from the wires. */
    private static boolean wifiNetwork(PacketLayers layers, int layer, KeyValue into) {
        long control = HeaderBytes.unsigned(layers, layer, 0, 2);
        if (control < 0) {
            return false;
        }
        int type = (int) (control >>> 10 & 3);
        int subtype = (int) (control >>> 12);
        int offset;
        if (type == WIFI_CONTROL) {
            offset = subtype == WIFI_PS_POLL ? ADDRESS_1 : -1;
        } else if (type == WIFI_MANAGEMENT) {
            offset = ADDRESS_3;
        } else {
            offset = switch ((int) (control & 3)) {
                case 0 -> ADDRESS_3;
                case 1 -> ADDRESS_1;
                case 2 -> ADDRESS_2;
                default -> -1; // between two access points: four addresses, no network
            };
        }
        long address = offset < 0 ? -1 : HeaderBytes.unsigned(layers, layer, offset, 6);
        return address >= 0 && into.unsigned(KeyFormat.MAC, address);
    }

    /** Acknowledgements and clear-to-send have a receiver only. */
    private static boolean wifiTransmitter(PacketLayers layers, int layer, KeyValue into) {
        long control = HeaderBytes.unsigned(layers, layer, 0, 2);
        int type = (int) (control >>> 10 & 3);
        int subtype = (int) (control >>> 12 & 0xF);
        boolean none = control < 0 || type == WIFI_CONTROL && (subtype == WIFI_CTS || subtype == WIFI_ACK);
        long address = none ? -1 : HeaderBytes.unsigned(layers, layer, ADDRESS_2, 6);
        return address >= 0 && into.unsigned(KeyFormat.MAC, address);
    }
}
