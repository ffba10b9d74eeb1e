package weir.bgp.trial;

/** What traffic is measured in. */
public enum Measure {
    /** Packets. */
    FRAMES,
    /** Bytes on the wire. */
    BYTES
}
