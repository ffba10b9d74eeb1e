package weir.bgp.message;

import weir.bgp.route.AsNumber;
import weir.bgp.route.Family;
import weir.bgp.wire.ByteWriter;

/** Writes messages that are not updates. Thread: any; no state. Source: RFC 4271, section 4. */
public final class MessageEncoder {

    private MessageEncoder() {}

    /** An OPEN. */
    public static byte[] open(BgpMessage.Open open) {
        ByteWriter out = start(MessageDecoder.OPEN);
        int as = open.as() >>> 16 == 0 ? open.as() : AsNumber.TRANS;
        out.writeByte(open.version())
                .writeShort(as)
                .writeShort(open.holdSeconds())
                .writeInt(open.id());
        int length = out.length();
        out.writeByte(0);
        open.capabilities().write(out);
        out.putByte(length, out.length() - length - 1);
        return finish(out);
    }

    /** A KEEPALIVE. */
    public static byte[] keepalive() {
        return finish(start(MessageDecoder.KEEPALIVE));
    }

    /** A NOTIFICATION. */
    public static byte[] notification(BgpMessage.Notification notification) {
        return finish(start(MessageDecoder.NOTIFICATION)
                .writeByte(notification.code())
                .writeByte(notification.subcode())
                .write(notification.detail()));
    }

    /** A request for all routes of a family. */
    public static byte[] routeRefresh(Family family) {
        return finish(start(MessageDecoder.ROUTE_REFRESH)
                .writeShort(family.afi())
                .writeByte(0)
                .writeByte(family.safi()));
    }

    static ByteWriter start(int type) {
        ByteWriter out = new ByteWriter();
        return out.writeLong(-1).writeLong(-1).writeShort(0).writeByte(type);
    }

    static byte[] finish(ByteWriter out) {
        out.putShort(16, out.length());
        return out.toBytes();
    }
}
