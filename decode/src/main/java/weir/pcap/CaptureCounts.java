package weir.pcap;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one capture held and why parts of it were not delivered.
 *
 * <p>Thread: written by the reading thread only; any thread may read a recent value.
 */
public final class CaptureCounts {

    /** Things that are counted, each with the name and the sentence a reader sees. */
    public enum Counted {
        /** All packets. */
        PACKETS("packets", "packets in the capture"),
        /** Delivered datagrams. */
        DATAGRAMS("datagrams", "UDP datagrams delivered"),
        /** Datagrams to another port. */
        OTHER_PORT("otherPort", "UDP datagrams to another port"),
        /** Packets of another transport. */
        NOT_UDP("notUdp", "IP packets that are not UDP"),
        /** Packets of another network protocol. */
        NOT_IP("notIp", "packets that are neither IPv4 nor IPv6"),
        /** Packets of an interface whose link type is unknown. */
        LINK_TYPE("linkType", "packets of an interface with an unsupported link type"),
        /** Packets whose headers are cut or contradict each other. */
        MALFORMED("malformed", "packets with headers that are cut off or contradict each other"),
        /** Datagrams cut by the snap length of the capture, delivered as far as they go. */
        SNAPPED("snapped", "datagrams shortened by the snap length of the capture"),
        /** IP fragments of UDP datagrams. */
        FRAGMENTS("fragments", "IP fragments of UDP datagrams"),
        /** Datagrams put together from fragments. */
        REASSEMBLED("reassembled", "datagrams put together from fragments"),
        /** Datagrams given up because fragments were missing, overlapping, cut or too many at a time. */
        FRAGMENTS_DROPPED("fragmentsDropped", "fragmented datagrams that could not be put together"),
        /** 1 when the capture ends in the middle of a packet. */
        CUT_SHORT("cutShort", "captures that end in the middle of a packet");

        private final String key;
        private final String sentence;

        Counted(String key, String sentence) {
            this.key = key;
            this.sentence = sentence;
        }

        /** Name of the counter in answers. */
        public String key() {
            return key;
        }

        /** What the counter counts, for a reader. */
        public String sentence() {
            return sentence;
        }
    }

    private final AtomicLongArray counts = new AtomicLongArray(Counted.values().length);

    CaptureCounts() {}

    /** How often something was counted. */
    public long count(Counted what) {
        return counts.getOpaque(what.ordinal());
    }

    void add(Counted what) {
        counts.setOpaque(what.ordinal(), counts.getPlain(what.ordinal()) + 1);
    }
}
