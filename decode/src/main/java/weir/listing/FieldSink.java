package weir.listing;

import weir.sflow.CounterSample;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;
import weir.sflow.NestedList;

/**
 * Receives the fields of datagrams one by one, each value in its own type, so that no text is made that nobody writes.
 *
 * <p>Order: a datagram's own fields, {@link #beginSamples}, samples, {@link #endDatagram}; in a sample its fields, and for
 * those with records {@link #beginElements}, elements, {@link #endElements}. Byte ranges are views, valid during the call.
 *
 * <p>What a sink does not override it leaves out.
 *
 * <p>Thread: one.
 */
public interface FieldSink {

    /** Whether the sink wants only what goes into a line. */
    default boolean linesOnly() {
        return false;
    }

    /** A datagram begins. */
    default void beginDatagram() {}

    /** The fields of the datagram are done; its samples follow. */
    default void beginSamples() {}

    /** The datagram is done. */
    default void endDatagram() {}

    /** A sample begins. */
    default void beginSample() {}

    /** The sample is done; it was a {@link FlowSample}. */
    default void endFlowSample() {}

    /** The sample is done; it was a {@link CounterSample}. */
    default void endCounterSample() {}

    /** The sample is done; it was a {@link DiscardedPacket}, a custom one or of an unknown format. */
    default void endOtherSample() {}

    /** The fields of the sample are done; its records follow. */
    default void beginElements() {}

    /** The records of the sample are done. */
    default void endElements() {}

    /** A record begins. */
    default void beginElement() {}

    /** The record is done. */
    default void endElement() {}

    /** A list inside a record begins. */
    default void beginList(FieldList list) {}

    /** An item of the list begins. */
    default void beginItem(int position) {}

    /** The item is done. */
    default void endItem() {}

    /** The list is done. */
    default void endList() {}

    /** The MAC addresses of an adapter. */
    default void macs(FieldName list, FieldName item, NestedList adapter) {}

    /** What stands before the names of all fields from now on; empty for nothing. */
    default void namePrefix(byte[] ascii) {}

    /** What stands behind the name of the next field, as it came from the wire. */
    default void nameSuffix(byte[] bytes, int start, int length) {}

    /** An unsigned 64-bit number. */
    void number(FieldName name, long value);

    /** A signed 32-bit number. */
    void signed(FieldName name, int value);

    /** A MAC address in the lower 48 bits. */
    void mac(FieldName name, long bits);

    /** An IPv4 address. */
    void ip4(FieldName name, int bits);

    /** An IPv6 address. */
    void ip6(FieldName name, long high, long low);

    /** An interface as a flow sample names it: see {@link weir.sflow.Interface}. */
    void port(FieldName name, int format, long value);

    /** Bytes to be shown as such. */
    default void octets(FieldName name, byte[] bytes, int start, int length) {}

    /** Text that we made: printable ASCII without quotes and backslashes. */
    default void word(FieldName name, ByteText text) {}

    /** Text from the wire; anything may be in it. */
    default void text(FieldName name, byte[] bytes, int start, int length) {}

    /** A value that is not listed under a name, but belongs into a line. */
    default void unlisted(int column, long value) {}

    /** A remark for a human reader. */
    default void remark(String text) {}

    /**
     * Hands on what was collected so far; a sink does so by itself when it is much.
     *
     * @throws java.io.UncheckedIOException it could not be written
     */
    void flush();
}
