package weir.listing;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes one line of comma-separated values for each sample.
 *
 * <p>A flow sample gives {@code FLOW}, agent, input, output, source and destination MAC, Ethernet type, VLAN in and out,
 * source and destination address, protocol, type of service, time to live, source and destination port, TCP flags, bytes
 * of the packet, bytes of its IP part, sampling rate. Where several records of a sample have the same value, the last
 * one counts. A counter sample gives {@code CNTR}, agent and the fields of the interface counters, all 0 when the sample
 * has none. Other samples give no line.
 *
 * <p>Numbers are printed as signed 32-bit ones, except counters; a missing address is {@code -}, a missing number 0.
 */
public final class LineSink implements FieldSink {

    private static final int NO_ADDRESS = 0;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int LONGEST_LINE = 512;

    private static final byte[] FLOW = ByteText.of("FLOW,").bytes();
    private static final byte[] COUNTERS = ByteText.of("CNTR,").bytes();

    private final ListingOutput output;
    private final ByteText text;
    /** By column number; what no line wants goes to number 0. */
    private final long[] values = new long[LineColumn.COUNT];
    /** Upper halves of IPv6 addresses, by column number. */
    private final long[] upper = new long[LineColumn.COUNT];
    /** Kinds of addresses, by column number. */
    private final int[] kinds = new int[LineColumn.COUNT];

    private final ByteText agent = new ByteText(64);
    private boolean inSample;

    /** A sink that writes to a stream. */
    public LineSink(OutputStream out) {
        output = new ListingOutput(out);
        text = output.text();
    }

    @Override
    public boolean linesOnly() {
        return true;
    }

    @Override
    public void beginDatagram() {
        agent.clear();
    }

    @Override
    public void endDatagram() {
        output.pace();
    }

    @Override
    public void beginSample() {
        inSample = true;
        Arrays.fill(values, 0, LineColumn.FIRST_COUNTER.ordinal(), 0);
        kinds[LineColumn.SOURCE_ADDRESS.ordinal()] = NO_ADDRESS;
        kinds[LineColumn.DESTINATION_ADDRESS.ordinal()] = NO_ADDRESS;
    }

    @Override
    public void endFlowSample() {
        inSample = false;
        text.put(FLOW).put(agent).reserve(LONGEST_LINE);
        byte[] to = text.bytes();
        int at = text.length();
        at = number(to, at, LineColumn.INPUT);
        at = number(to, at, LineColumn.OUTPUT);
        at = mac(to, at, LineColumn.SOURCE_MAC);
        at = mac(to, at, LineColumn.DESTINATION_MAC);
        at = hex(to, at, LineColumn.ETHERNET_TYPE, 4);
        at = number(to, at, LineColumn.INPUT_VLAN);
        at = number(to, at, LineColumn.OUTPUT_VLAN);
        at = address(to, at, LineColumn.SOURCE_ADDRESS);
        at = address(to, at, LineColumn.DESTINATION_ADDRESS);
        at = number(to, at, LineColumn.PROTOCOL);
        at = hex(to, at, LineColumn.TOS, 2);
        at = number(to, at, LineColumn.TTL);
        at = number(to, at, LineColumn.SOURCE_PORT);
        at = number(to, at, LineColumn.DESTINATION_PORT);
        at = hex(to, at, LineColumn.TCP_FLAGS, 2);
        at = number(to, at, LineColumn.PACKET_SIZE);
        at = ipSize(to, at);
        at = number(to, at, LineColumn.SAMPLING_RATE);
        to[at] = '\n';
        text.length(at + 1);
    }

    private int ipSize(byte[] to, int at) {
        long size = value(LineColumn.PACKET_SIZE) - value(LineColumn.STRIPPED) - value(LineColumn.IP_OFFSET);
        to[at] = ',';
        return Digits.signed(to, at + 1, (int) size);
    }

    @Override
    public void endCounterSample() {
        inSample = false;
        text.put(COUNTERS).put(agent).reserve(LONGEST_LINE);
        byte[] to = text.bytes();
        int at = text.length();
        for (int i = LineColumn.FIRST_COUNTER.ordinal(); i < LineColumn.COUNT; i++) {
            to[at] = ',';
            at = Digits.unsigned(to, at + 1, values[i]);
            values[i] = 0; // the others begin every sample at 0, but few samples have these
        }
        to[at] = '\n';
        text.length(at + 1);
    }

    @Override
    public void endOtherSample() {
        inSample = false;
    }

    private long value(LineColumn column) {
        return values[column.ordinal()];
    }

    private int number(byte[] to, int at, LineColumn column) {
        to[at] = ',';
        return Digits.signed(to, at + 1, (int) value(column));
    }

    private int mac(byte[] to, int at, LineColumn column) {
        to[at] = ',';
        return Digits.mac(to, at + 1, value(column));
    }

    private int hex(byte[] to, int at, LineColumn column, int digits) {
        to[at] = ',';
        to[at + 1] = '0';
        to[at + 2] = 'x';
        return Digits.hex(to, at + 3, value(column) & 0xFFFF_FFFFL, digits);
    }

    private int address(byte[] to, int at, LineColumn column) {
        int number = column.ordinal();
        to[at] = ',';
        return switch (kinds[number]) {
            case IPV4 -> Digits.ip4(to, at + 1, (int) values[number]);
            case IPV6 -> Digits.ip6(to, at + 1, upper[number], values[number]);
            default -> {
                to[at + 1] = '-';
                yield at + 2;
            }
        };
    }

    @Override
    public void number(FieldName name, long value) {
        values[name.column()] = value;
    }

    @Override
    public void signed(FieldName name, int value) {
        values[name.column()] = value;
    }

    @Override
    public void mac(FieldName name, long bits) {
        values[name.column()] = bits;
    }

    @Override
    public void ip4(FieldName name, int bits) {
        values[name.column()] = bits;
        kinds[name.column()] = IPV4;
        if (!inSample && name == DatagramLister.AGENT) {
            agent.ip4(bits);
        }
    }

    @Override
    public void ip6(FieldName name, long high, long low) {
        values[name.column()] = low;
        upper[name.column()] = high;
        kinds[name.column()] = IPV6;
        if (!inSample && name == DatagramLister.AGENT) {
            agent.ip6(high, low);
        }
    }

    @Override
    public void port(FieldName name, int format, long value) {
        values[name.column()] = value;
    }

    @Override
    public void unlisted(int column, long value) {
        values[column] = value;
    }

    @Override
    public void flush() {
        output.flush();
    }
}
