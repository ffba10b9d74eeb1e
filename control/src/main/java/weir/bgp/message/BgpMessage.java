package weir.bgp.message;

/** A message of a peer. Source: RFC 4271, section 4. */
public sealed interface BgpMessage
        permits BgpMessage.Open,
                BgpMessage.Keepalive,
                BgpMessage.RouteRefresh,
                BgpMessage.Notification,
                BgpMessage.Malformed,
                Update {

    /** Bytes before the body of every message: marker, length, type. */
    int HEADER = 19;

    /** Longest message. */
    int MOST_BYTES = 4096;

    /**
     * The first message of each side.
     *
     * @param version 4
     * @param as the sender's system
     * @param holdSeconds silence after which the session is dead; 0 when there is none
     * @param id the sender's identifier, an IPv4 address
     * @param capabilities what else it can do
     */
    record Open(int version, int as, int holdSeconds, int id, Capabilities capabilities) implements BgpMessage {}

    /** Still there. */
    record Keepalive() implements BgpMessage {}

    /**
     * Asks for all routes of a family again; numbers of families that are not spoken here are passed over.
     *
     * @param afi the address family
     * @param subtype 0 for a request; others belong to RFC 7313
     * @param safi the sub-family
     */
    record RouteRefresh(int afi, int subtype, int safi) implements BgpMessage {}

    /**
     * The session ends, and why.
     *
     * @param code kind of error
     * @param subcode the error
     * @param detail further bytes, by error
     */
    record Notification(int code, int subcode, byte[] detail) implements BgpMessage {

        /** An error that needs no detail. */
        public static Notification of(int code, int subcode) {
            return new Notification(code, subcode, new byte[0]);
        }

        @Override
        public String toString() {
            return NotificationText.of(this);
        }
    }

    /**
     * Nothing that can be understood: the session must end.
     *
     * @param answer what the peer is told
     */
    record Malformed(Notification answer) implements BgpMessage {}
}
