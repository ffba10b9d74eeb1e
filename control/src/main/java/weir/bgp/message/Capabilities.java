package weir.bgp.message;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import weir.bgp.route.Family;
import weir.bgp.wire.ByteReader;
import weir.bgp.wire.ByteWriter;

/**
 * What a speaker can do beyond the base of BGP; capabilities of no use here are passed over.
 *
 * <p>Thread: any; immutable. Source: RFC 5492.
 *
 * @param families families it speaks; IPv4 routes when it says none
 * @param routeRefresh whether it can be asked for its routes again. Source: RFC 2918
 * @param fourByteAs its system as a 32-bit number; empty when it knows 16 bits only. Source: RFC 6793
 * @param receivesPathIds families for which it takes several routes to a prefix. Source: RFC 7911
 * @param sendsPathIds families for which it can send several routes to a prefix
 */
public record Capabilities(
        Set<Family> families,
        boolean routeRefresh,
        Optional<Integer> fourByteAs,
        Set<Family> receivesPathIds,
        Set<Family> sendsPathIds) {

    /** A speaker of the base of BGP. */
    public static final Capabilities NONE =
            new Capabilities(Set.of(Family.IPV4), false, Optional.empty(), Set.of(), Set.of());

    private static final int CAPABILITIES = 2;
    private static final int MULTIPROTOCOL = 1;
    private static final int ROUTE_REFRESH = 2;
    private static final int FOUR_BYTE_AS = 65;
    private static final int ADD_PATH = 69;
    private static final int RECEIVE = 1;
    private static final int SEND = 2;

    /** Copies the sets. */
    public Capabilities {
        families = Set.copyOf(families);
        receivesPathIds = Set.copyOf(receivesPathIds);
        sendsPathIds = Set.copyOf(sendsPathIds);
    }

    boolean hasFourByteAs() {
        return fourByteAs.isPresent();
    }

    /** The system, which the field of the message may be too short for. */
    public int systemOr(int inMessage) {
        return fourByteAs.orElse(inMessage);
    }

    /** Writes them as one optional parameter. */
    void write(ByteWriter out) {
        int start = out.length();
        out.writeByte(CAPABILITIES).writeByte(0);
        for (Family family : Family.values()) {
            if (families.contains(family)) {
                out.writeByte(MULTIPROTOCOL).writeByte(4);
                out.writeShort(family.afi()).writeByte(0).writeByte(family.safi());
            }
        }
        if (routeRefresh) {
            out.writeByte(ROUTE_REFRESH).writeByte(0);
        }
        fourByteAs.ifPresent(as -> out.writeByte(FOUR_BYTE_AS).writeByte(4).writeInt(as));
        writePathIds(out);
        out.putByte(start + 1, out.length() - start - 2);
    }

    private void writePathIds(ByteWriter out) {
        int start = out.length();
        out.writeByte(ADD_PATH).writeByte(0);
        for (Family family : Family.values()) {
            int mode = (receivesPathIds.contains(family) ? RECEIVE : 0) | (sendsPathIds.contains(family) ? SEND : 0);
            if (mode != 0) {
                out.writeShort(family.afi()).writeByte(family.safi()).writeByte(mode);
            }
        }
        if (out.length() == start + 2) {
            out.cut(start);
        } else {
            out.putByte(start + 1, out.length() - start - 2);
        }
    }

    /**
     * Reads the optional parameters of an OPEN. Absent: empty when they are malformed, or not all are capabilities.
     *
     * @param extended whether lengths of parameters have 16 bits
     */
    static Optional<Capabilities> read(ByteReader in, boolean extended) {
        Reading reading = new Reading();
        while (in.remaining() > 0) {
            int type = in.readByte();
            ByteReader parameter = in.part(extended ? in.readShort() : in.readByte());
            if (in.overrun() || type != CAPABILITIES || !reading.parameter(parameter)) {
                return Optional.empty();
            }
        }
        return Optional.of(reading.finish());
    }

    /** What was read so far. */
    private static final class Reading {
        private final Set<Family> families = EnumSet.noneOf(Family.class);
        private final Set<Family> receives = EnumSet.noneOf(Family.class);
        private final Set<Family> sends = EnumSet.noneOf(Family.class);
        private boolean multiprotocol;
        private boolean refresh;
        private Optional<Integer> as = Optional.empty();

        boolean parameter(ByteReader in) {
            while (in.remaining() > 0) {
                int code = in.readByte();
                ByteReader value = in.part(in.readByte());
                if (in.overrun()) {
                    return false;
                }
                capability(code, value);
                if (value.overrun()) {
                    return false;
                }
            }
            return true;
        }

        private void capability(int code, ByteReader value) {
            switch (code) {
                case MULTIPROTOCOL -> {
                    multiprotocol = true;
                    int afi = value.readShort();
                    value.readByte();
                    Family.find(afi, value.readByte()).ifPresent(families::add);
                }
                case ROUTE_REFRESH -> refresh = true;
                case FOUR_BYTE_AS -> as = Optional.of(value.readInt());
                case ADD_PATH -> {
                    while (value.remaining() > 0) {
                        Optional<Family> family = Family.find(value.readShort(), value.readByte());
                        int mode = value.readByte();
                        family.filter(known -> (mode & RECEIVE) != 0).ifPresent(receives::add);
                        family.filter(known -> (mode & SEND) != 0).ifPresent(sends::add);
                    }
                }
                default -> {
                    // Of no use here.
                }
            }
        }

        Capabilities finish() {
            if (!multiprotocol) {
                families.add(Family.IPV4);
            }
            return new Capabilities(families, refresh, as, receives, sends);
        }
    }
}
