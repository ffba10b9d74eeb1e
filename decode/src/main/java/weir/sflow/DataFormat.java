package weir.sflow;

/**
 * The 32-bit number that names a layout: a 20-bit enterprise and a 12-bit format, written {@code 0:1}. Samples, flow
 * records and counter records each have a name space of their own.
 *
 * <p>Source: sFlow Version 5, section 5, typedef data_format.
 */
public final class DataFormat {

    /** {@code flow_sample}. */
    public static final int FLOW_SAMPLE = 1;
    /** {@code counters_sample}. */
    public static final int COUNTERS_SAMPLE = 2;
    /** {@code flow_sample_expanded}. */
    public static final int FLOW_SAMPLE_EXPANDED = 3;
    /** {@code counters_sample_expanded}. */
    public static final int COUNTERS_SAMPLE_EXPANDED = 4;
    /** {@code discarded_packet}. Source: sFlow Dropped Packet Notification Structures. */
    public static final int DISCARDED_PACKET = 5;
    /** Custom metrics forwarded by the host agent. */
    public static final int RTMETRIC = of(4300, 1002);
    /** Custom flows forwarded by the host agent. */
    public static final int RTFLOW = of(4300, 1003);
    /** A whole ordinary sample inside another, from Foundry and Brocade switches with access lists. */
    public static final int ACL_SAMPLE = of(1991, 1);

    private DataFormat() {}

    /** The number for an enterprise and a format. */
    public static int of(int enterprise, int format) {
        return enterprise << 12 | format;
    }

    /** The private enterprise number; 0 is sFlow.org. */
    public static int enterprise(int tag) {
        return tag >>> 12;
    }

    /** The format within the enterprise. */
    public static int format(int tag) {
        return tag & 0xFFF;
    }

    /** The written form, for example {@code 0:2010}. */
    public static String text(int tag) {
        return enterprise(tag) + ":" + format(tag);
    }
}
