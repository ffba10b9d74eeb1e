package weir.listing;

import java.io.OutputStream;
import weir.sflow.Interface;
import weir.sflow.NestedList;

/** Writes one line for each field: name, space, value. */
public final class TextSink implements FieldSink {

    private static final byte[] NOTHING = {};
    private static final byte[] START_DATAGRAM = ascii("startDatagram =================================\n");
    private static final byte[] END_DATAGRAM = ascii("endDatagram   =================================\n");
    private static final byte[] START_SAMPLE = ascii("startSample ----------------------\n");
    private static final byte[] END_SAMPLE = ascii("endSample   ----------------------\n");

    private final ListingOutput output;
    private final ByteText text;
    private final ByteText suffix = new ByteText(64);
    private final ByteText listSuffix = new ByteText(16);
    private final ByteText listPrefix = new ByteText(64);
    private byte[] prefix = NOTHING;
    private FieldList list = FieldList.numberFirst("", "");

    /** A sink that writes to a stream. */
    public TextSink(OutputStream out) {
        output = new ListingOutput(out);
        text = output.text();
    }

    private static byte[] ascii(String line) {
        return ByteText.of(line).bytes();
    }

    @Override
    public void beginDatagram() {
        text.put(START_DATAGRAM);
    }

    @Override
    public void endDatagram() {
        text.put(END_DATAGRAM);
        output.pace();
    }

    @Override
    public void beginSample() {
        text.put(START_SAMPLE);
    }

    @Override
    public void endFlowSample() {
        text.put(END_SAMPLE);
    }

    @Override
    public void endCounterSample() {
        text.put(END_SAMPLE);
    }

    @Override
    public void endOtherSample() {
        text.put(END_SAMPLE);
    }

    @Override
    public void beginList(FieldList fields) {
        list = fields;
    }

    @Override
    public void beginItem(int position) {
        listPrefix.put(list.prefix());
        if (list.numberFirst()) {
            listPrefix.number(position).put('_');
        } else {
            listSuffix.put('.').number(position);
        }
    }

    @Override
    public void endItem() {
        listPrefix.clear();
        listSuffix.clear();
    }

    @Override
    public void macs(FieldName name, FieldName item, NestedList adapter) {
        for (int i = 0; i < adapter.count(); i++) {
            suffix.clear().number(i);
            open(item);
            text.mac(adapter.mac(i));
            close();
        }
    }

    @Override
    public void namePrefix(byte[] ascii) {
        prefix = ascii;
    }

    @Override
    public void nameSuffix(byte[] bytes, int start, int length) {
        WireText.terminal(suffix.clear(), bytes, start, length);
    }

    private void open(FieldName name) {
        text.reserve(prefix.length + listPrefix.length() + name.bytes().length + 64);
        if (prefix.length > 0) {
            text.put(prefix);
        }
        if (listPrefix.length() > 0) {
            text.put(listPrefix);
        }
        text.put(name.bytes());
        if (listSuffix.length() > 0) {
            text.put(listSuffix);
        }
        if (suffix.length() > 0) {
            text.put(suffix);
            suffix.clear();
        }
        text.put(' ');
    }

    private void close() {
        text.put('\n');
    }

    @Override
    public void number(FieldName name, long value) {
        open(name);
        text.number(value);
        close();
    }

    @Override
    public void signed(FieldName name, int value) {
        open(name);
        text.signed(value);
        close();
    }

    @Override
    public void mac(FieldName name, long bits) {
        open(name);
        text.mac(bits);
        close();
    }

    @Override
    public void ip4(FieldName name, int bits) {
        open(name);
        text.ip4(bits);
        close();
    }

    @Override
    public void ip6(FieldName name, long high, long low) {
        open(name);
        text.ip6(high, low);
        close();
    }

    @Override
    public void port(FieldName name, int format, long value) {
        open(name);
        writePort(text, format, value);
        close();
    }

    static void writePort(ByteText text, int format, long value) {
        switch (format) {
            case Interface.IF_INDEX -> {}
            case Interface.DISCARDED -> text.put("dropCode ");
            case Interface.MULTIPLE -> text.put("multiple ");
            default -> text.put("format==").number(format & 0xFFFF_FFFFL).put(' ');
        }
        text.number(value);
    }

    @Override
    public void octets(FieldName name, byte[] bytes, int start, int length) {
        open(name);
        text.dashed(bytes, start, length);
        close();
    }

    @Override
    public void word(FieldName name, ByteText word) {
        open(name);
        text.put(word);
        close();
    }

    @Override
    public void text(FieldName name, byte[] bytes, int start, int length) {
        open(name);
        WireText.terminal(text, bytes, start, length);
        close();
    }

    @Override
    public void remark(String remark) {
        text.put(remark).put('\n');
    }

    @Override
    public void flush() {
        output.flush();
    }
}
