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
        Arrays.fill(values, 0);
        kinds[LineColumn.SOURCE_ADDRESS.ordinal()] = NO_ADDRESS;
        kinds[LineColumn.DESTINATION_ADDRESS.ordinal()] = NO_ADDRESS;
    }

    @Override
    public void endFlowSample() {
        inSample = false;
        text.reserve(LONGEST_LINE);
        text.put('F').put('L').put('O').put('W').put(',').put(agent).put(',');
        number(LineColumn.INPUT);
        number(LineColumn.OUTPUT);
        text.mac(value(LineColumn.SOURCE_MAC)).put(',');
        text.mac(value(LineColumn.DESTINATION_MAC)).put(',');
        hex(LineColumn.ETHERNET_TYPE, 4);
        number(LineColumn.INPUT_VLAN);
        number(LineColumn.OUTPUT_VLAN);
        address(LineColumn.SOURCE_ADDRESS);
        address(LineColumn.DESTINATION_ADDRESS);
        number(LineColumn.PROTOCOL);
        hex(LineColumn.TOS, 2);
        number(LineColumn.TTL);
        number(LineColumn.SOURCE_PORT);
        number(LineColumn.DESTINATION_PORT);
        hex(LineColumn.TCP_FLAGS, 2);
        number(LineColumn.PACKET_SIZE);
        long ipSize = value(LineColumn.PACKET_SIZE) - value(LineColumn.STRIPPED) - value(LineColumn.IP_OFFSET);
        text.signed((int) ipSize).put(',');
        text.signed((int) value(LineColumn.SAMPLING_RATE)).put('\n');
    }

    @Override
    public void endCounterSample() {
        inSample = false;
        text.reserve(LONGEST_LINE);
        text.put('C').put('N').put('T').put('R').put(',').put(agent);
        for (int i = LineColumn.FIRST_COUNTER.ordinal(); i < LineColumn.COUNT; i++) {
            text.put(',').number(values[i]);
        }
        text.put('\n');
    }

    @Override
    public void endOtherSample() {
        inSample = false;
    }

    private long value(LineColumn column) {
        return values[column.ordinal()];
    }

    private void number(LineColumn column) {
        text.signed((int) value(column)).put(',');
    }

    private void hex(LineColumn column, int digits) {
        text.put('0').put('x').hex(value(column) & 0xFFFF_FFFFL, digits).put(',');
    }

    private void address(LineColumn column) {
        int at = column.ordinal();
        switch (kinds[at]) {
            case IPV4 -> text.ip4((int) values[at]);
            case IPV6 -> text.ip6(upper[at], values[at]);
            default -> text.put('-');
        }
        text.put(',');
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
