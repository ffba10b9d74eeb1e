package weir.bgp.message;

import weir.bgp.message.BgpMessage.Malformed;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.wire.ByteReader;
import weir.bgp.wire.ByteWriter;

/**
 * Reads messages of a peer.
 *
 * <p>Errors: none; what cannot be understood is a {@link Malformed}. Thread: any; no state. Source: RFC 4271, section 4 and
 * 6.
 */
public final class MessageDecoder {

    static final int OPEN = 1;
    static final int UPDATE = 2;
    static final int NOTIFICATION = 3;
    static final int KEEPALIVE = 4;
    static final int ROUTE_REFRESH = 5;

    private static final int HEADER_ERROR = 1;
    private static final int OPEN_ERROR = 2;
    private static final int BAD_LENGTH = 2;
    private static final int BAD_TYPE = 3;
    private static final int SHORTEST_OPEN = 29;
    private static final int VERSION = 4;
    private static final int EXTENDED = 255;

    private MessageDecoder() {}

    /**
     * Length of the message that begins with these bytes.
     *
     * @param header at least {@link BgpMessage#HEADER} bytes
     * @return the length with its header; when it is not one that a message can have, -1
     */
    public static int length(byte[] header) {
        int length = (header[16] & 0xFF) << 8 | header[17] & 0xFF;
        return length < BgpMessage.HEADER || length > BgpMessage.MOST_BYTES ? -1 : length;
    }

    /**
     * Reads one message.
     *
     * @param message its bytes, header and all, and no others
     * @param agreement what was agreed with the peer
     */
    public static BgpMessage decode(byte[] message, Agreement agreement) {
        if (message.length < BgpMessage.HEADER) {
            return badLength(message.length);
        }
        for (int i = 0; i < 16; i++) {
            if (message[i] != -1) {
                return new Malformed(Notification.of(HEADER_ERROR, 1));
            }
        }
        int length = length(message);
        int type = message[18] & 0xFF;
        if (length != message.length || isBadLength(type, length)) {
            return badLength((message[16] & 0xFF) << 8 | message[17] & 0xFF);
        }
        ByteReader body = new ByteReader(message, BgpMessage.HEADER, length);
        return switch (type) {
            case OPEN -> open(body);
            case UPDATE -> new UpdateReader(agreement).read(body);
            case NOTIFICATION -> new Notification(body.readByte(), body.readByte(), body.rest());
            case KEEPALIVE -> new BgpMessage.Keepalive();
            case ROUTE_REFRESH -> new BgpMessage.RouteRefresh(body.readShort(), body.readByte(), body.readByte());
            default -> new Malformed(new Notification(HEADER_ERROR, BAD_TYPE, new byte[] {(byte) type}));
        };
    }

    private static boolean isBadLength(int type, int length) {
        return switch (type) {
            case OPEN -> length < SHORTEST_OPEN;
            case UPDATE -> length < BgpMessage.HEADER + 4;
            case NOTIFICATION -> length < BgpMessage.HEADER + 2;
            case KEEPALIVE -> length != BgpMessage.HEADER;
            // Longer ones carry filters of RFC 5291, which are not agreed upon.
            case ROUTE_REFRESH -> length != BgpMessage.HEADER + 4;
            default -> false;
        };
    }

    /** What to say of a length. */
    public static Malformed badLength(int length) {
        byte[] detail = new ByteWriter().writeShort(length).toBytes();
        return new Malformed(new Notification(HEADER_ERROR, BAD_LENGTH, detail));
    }

    private static BgpMessage open(ByteReader in) {
        int version = in.readByte();
        int as = in.readShort();
        int hold = in.readShort();
        int id = in.readInt();
        int length = in.readByte();
        if (version != VERSION) {
            return new Malformed(new Notification(OPEN_ERROR, 1, new byte[] {0, VERSION}));
        }
        // A length and a type of 255 stand before lengths of 16 bits. Source: RFC 9072.
        boolean extended = length == EXTENDED && in.peekByte() == EXTENDED;
        if (extended) {
            in.readByte();
            length = in.readShort();
        }
        ByteReader parameters = in.part(length);
        if (in.overrun() || in.remaining() > 0) {
            return new Malformed(Notification.of(OPEN_ERROR, 0));
        }
        return Capabilities.read(parameters, extended)
                .<BgpMessage>map(capabilities -> new BgpMessage.Open(version, as, hold, id, capabilities))
                .orElseGet(() -> new Malformed(Notification.of(OPEN_ERROR, 4)));
    }
}
