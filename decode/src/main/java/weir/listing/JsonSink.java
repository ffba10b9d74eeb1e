package weir.listing;

import java.io.OutputStream;
import weir.sflow.NestedList;

/**
 * Writes one JSON object a line for each datagram. All values are strings, because some are 64-bit numbers, which not
 * every reader of JSON keeps.
 */
public final class JsonSink implements FieldSink {

    private static final byte[] NOTHING = {};

    private final ListingOutput output;
    private final ByteText text;
    private final ByteText suffix = new ByteText(64);
    private byte[] prefix = NOTHING;
    private boolean first = true;

    /** A sink that writes to a stream. */
    public JsonSink(OutputStream out) {
        output = new ListingOutput(out);
        text = output.text();
    }

    @Override
    public void beginDatagram() {
        text.put('{');
        first = true;
    }

    @Override
    public void beginSamples() {
        openArray("samples");
    }

    @Override
    public void endDatagram() {
        text.put("]}\n");
        output.pace();
    }

    @Override
    public void beginSample() {
        openObject();
    }

    @Override
    public void endFlowSample() {
        closeObject();
    }

    @Override
    public void endCounterSample() {
        closeObject();
    }

    @Override
    public void endOtherSample() {
        closeObject();
    }

    @Override
    public void beginElements() {
        openArray("elements");
    }

    @Override
    public void endElements() {
        closeArray();
    }

    @Override
    public void beginElement() {
        openObject();
    }

    @Override
    public void endElement() {
        closeObject();
    }

    @Override
    public void beginList(FieldList list) {
        openName(list.name());
        text.put('[');
        first = true;
    }

    @Override
    public void beginItem(int position) {
        openObject();
    }

    @Override
    public void endItem() {
        closeObject();
    }

    @Override
    public void endList() {
        closeArray();
    }

    @Override
    public void macs(FieldName list, FieldName item, NestedList adapter) {
        openName(list);
        text.put('[');
        for (int i = 0; i < adapter.count(); i++) {
            text.put(i == 0 ? "\"" : ",\"").mac(adapter.mac(i)).put('"');
        }
        closeArray();
    }

    private void openArray(String name) {
        comma();
        text.put('"').put(name).put("\":[");
        first = true;
    }

    private void closeArray() {
        text.put(']');
        first = false;
    }

    private void openObject() {
        comma();
        text.put('{');
        first = true;
    }

    private void closeObject() {
        text.put('}');
        first = false;
    }

    private void comma() {
        if (first) {
            first = false;
        } else {
            text.put(',');
        }
    }

    @Override
    public void namePrefix(byte[] ascii) {
        prefix = ascii;
    }

    @Override
    public void nameSuffix(byte[] bytes, int start, int length) {
        WireText.json(suffix.clear(), bytes, start, length);
    }

    private void openName(FieldName name) {
        comma();
        text.reserve(prefix.length + name.bytes().length + 64);
        text.put('"');
        if (prefix.length > 0) {
            text.put(prefix);
        }
        text.put(name.bytes());
        if (suffix.length() > 0) {
            text.put(suffix);
            suffix.clear();
        }
        text.put('"').put(':');
    }

    private void open(FieldName name) {
        openName(name);
        text.put('"');
    }

    private void close() {
        text.put('"');
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
        TextSink.writePort(text, format, value);
        close();
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
        WireText.json(text, bytes, start, length);
        close();
    }

    @Override
    public void flush() {
        output.flush();
    }
}
