package weir.bgp.route;

/** Where a route came from, in the order of their numbers on the wire. Source: RFC 4271, section 4.3. */
public enum Origin {
    /** Inside the AS that announces it. */
    IGP,
    /** An exterior protocol older than BGP. */
    EGP,
    /** Anything else. */
    INCOMPLETE
}
