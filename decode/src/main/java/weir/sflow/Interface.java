package weir.sflow;

/**
 * Formats of the input and output fields of a flow sample.
 *
 * <p>Source: sFlow Version 5, section 5, typedef interface.
 */
public final class Interface {

    /** The value is an ifIndex; 0 means unknown, {@link #INTERNAL} the device itself. */
    public static final int IF_INDEX = 0;
    /** The packet was discarded; the value is a reason code. */
    public static final int DISCARDED = 1;
    /** The packet left by several interfaces; the value is their number, 0 when unknown. */
    public static final int MULTIPLE = 2;
    /** ifIndex that stands for the device itself: the packet began or ended there. */
    public static final long INTERNAL = 0x3FFF_FFFFL;

    private Interface() {}
}
