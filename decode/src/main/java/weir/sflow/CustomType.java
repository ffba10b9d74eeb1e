package weir.sflow;

/** Types of the values in custom samples. Source: Host sFlow, {@code rtmetric} and {@code rtflow} encodings. */
public final class CustomType {

    /** Text, in both kinds of custom sample. */
    public static final int STRING = 0;

    /** {@code rtmetric}: unsigned 32-bit counter. */
    public static final int METRIC_COUNTER32 = 1;
    /** {@code rtmetric}: unsigned 64-bit counter. */
    public static final int METRIC_COUNTER64 = 2;
    /** {@code rtmetric}: unsigned 32-bit gauge. */
    public static final int METRIC_GAUGE32 = 3;
    /** {@code rtmetric}: unsigned 64-bit gauge. */
    public static final int METRIC_GAUGE64 = 4;
    /** {@code rtmetric}: 32-bit floating point. */
    public static final int METRIC_FLOAT = 5;
    /** {@code rtmetric}: 64-bit floating point. */
    public static final int METRIC_DOUBLE = 6;

    /** {@code rtflow}: MAC address, 6 bytes of 8. */
    public static final int FLOW_MAC = 1;
    /** {@code rtflow}: IPv4 address. */
    public static final int FLOW_IP4 = 2;
    /** {@code rtflow}: IPv6 address. */
    public static final int FLOW_IP6 = 3;
    /** {@code rtflow}: 32-bit number. */
    public static final int FLOW_INT32 = 4;
    /** {@code rtflow}: 64-bit number. */
    public static final int FLOW_INT64 = 5;
    /** {@code rtflow}: 32-bit floating point. */
    public static final int FLOW_FLOAT = 6;
    /** {@code rtflow}: 64-bit floating point. */
    public static final int FLOW_DOUBLE = 7;

    private CustomType() {}
}
