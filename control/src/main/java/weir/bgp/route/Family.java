package weir.bgp.route;

import java.util.Optional;

/** An address family with its sub-family: what kind of destination is announced. Source: RFC 4760, 8955, 8956. */
public enum Family {
    /** IPv4 routes. */
    IPV4(1, 1),
    /** IPv6 routes. */
    IPV6(2, 1),
    /** FlowSpec rules for IPv4. */
    FLOWSPEC4(1, 133),
    /** FlowSpec rules for IPv6. */
    FLOWSPEC6(2, 133);

    private final int afi;
    private final int safi;

    Family(int afi, int safi) {
        this.afi = afi;
        this.safi = safi;
    }

    /** Number of the address family. */
    public int afi() {
        return afi;
    }

    /** Number of the sub-family. */
    public int safi() {
        return safi;
    }

    /** Whether addresses are IPv6. */
    public boolean v6() {
        return afi == 2;
    }

    /** Whether destinations are FlowSpec rules. */
    public boolean flowSpec() {
        return safi == 133;
    }

    /** The family of routes for an address. */
    public static Family ofRoutes(boolean v6) {
        return v6 ? IPV6 : IPV4;
    }

    /** The family of FlowSpec rules for an address. */
    public static Family ofRules(boolean v6) {
        return v6 ? FLOWSPEC6 : FLOWSPEC4;
    }

    /** The family of two numbers. Absent: empty for families that are not spoken here. */
    public static Optional<Family> find(int afi, int safi) {
        for (Family family : values()) {
            if (family.afi == afi && family.safi == safi) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }
}
