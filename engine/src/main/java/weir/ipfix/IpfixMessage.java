package weir.ipfix;

import java.nio.ByteBuffer;

/**
 * A message with one template and records of it.
 *
 * <p>Shape: at most {@value #MOST} bytes, which a packet of Ethernet carries in one piece. The template stands in every
 * message, so that a collector that begins late, or missed one, is never without. Source: RFC 7011, section 3.
 */
final class IpfixMessage {

    static final int MOST = 1_400;
    private static final int VERSION = 10;
    private static final int HEAD = 16;
    private static final int SET_HEAD = 4;
    private static final int TEMPLATE_SET = 2;
    private static final int DOMAIN = 0;
    private static final int LENGTH_AT = 2;
    private static final int TIME_AT = 4;
    private static final int SEQUENCE_AT = 8;

    private final ByteBuffer out;
    private final int dataAt;
    private int records;
    private long latest;

    /** A message without records. */
    IpfixMessage(int id, IpfixTemplate template) {
        int templateSet = SET_HEAD + 4 + 4 * template.fields().size();
        out = ByteBuffer.allocate(Math.max(MOST, HEAD + templateSet + SET_HEAD + template.length()));
        out.putShort((short) VERSION).putShort((short) 0).putInt(0).putInt(0).putInt(DOMAIN);
        out.putShort((short) TEMPLATE_SET).putShort((short) templateSet);
        out.putShort((short) id).putShort((short) template.fields().size());
        for (IpfixField field : template.fields()) {
            out.putShort((short) field.element())
                    .putShort((short) field.coding().length());
        }
        dataAt = out.position();
        out.putShort((short) id).putShort((short) 0);
    }

    /** Adds a record. Answers false when there is no room. */
    boolean add(byte[] record, long seconds) {
        if (out.remaining() < record.length) {
            return false;
        }
        out.put(record);
        records++;
        latest = Math.max(latest, seconds);
        return true;
    }

    int records() {
        return records;
    }

    /**
     * The bytes, ready to be sent.
     *
     * @param sequence records sent to the collector before
     */
    ByteBuffer finish(long sequence) {
        out.putShort(dataAt + LENGTH_AT, (short) (out.position() - dataAt));
        out.putShort(LENGTH_AT, (short) out.position());
        out.putInt(TIME_AT, (int) latest).putInt(SEQUENCE_AT, (int) sequence);
        return out.flip();
    }

    /** Begins again: the same template, no records. */
    void clear() {
        out.clear().position(dataAt + SET_HEAD);
        records = 0;
        latest = 0;
    }
}
