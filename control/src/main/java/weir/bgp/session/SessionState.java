package weir.bgp.session;

import weir.bgp.message.BgpMessage;
import weir.bgp.message.BgpMessage.Malformed;
import weir.bgp.message.BgpMessage.Notification;

/**
 * A state of a session: what each event does in it, and which state follows. What a state says nothing of is an error of
 * the neighbour, or of no interest.
 *
 * <p>Thread: any; no state. Source: RFC 4271, section 8.2.2.
 */
abstract class SessionState {

    private static final int STATE_ERROR = 5;

    /** The field's name of the state. */
    abstract String word();

    /** The operator wants a session. */
    SessionState start(Session session, long now) {
        return this;
    }

    /** A connection is up. */
    SessionState connected(Session session, long now) {
        session.closeConnection();
        return this;
    }

    /** The connection is gone. */
    SessionState disconnected(Session session, String reason, long now) {
        return session.end(reason, now);
    }

    /** A message came. */
    final SessionState received(Session session, BgpMessage message, long now) {
        return switch (message) {
            case Malformed wrong -> session.end(wrong.answer(), "neighbour sent a " + wrong.answer(), now);
            case Notification said -> session.end("neighbour says " + said, now);
            case BgpMessage usable -> understood(session, usable, now);
        };
    }

    /** A message came that can be understood. */
    SessionState understood(Session session, BgpMessage message, long now) {
        return unexpected(session, message, now);
    }

    /** A message came that does not belong here. Source: RFC 6608. */
    final SessionState unexpected(Session session, BgpMessage message, long now) {
        Notification error = Notification.of(STATE_ERROR, stateErrorSubcode());
        return session.end(error, "neighbour sent " + message.getClass().getSimpleName() + " in " + word(), now);
    }

    int stateErrorSubcode() {
        return 0;
    }

    /** Something is due. */
    SessionState tick(Session session, long now) {
        return this;
    }

    /** The operator, or a better connection, wants no session. */
    SessionState stop(Session session, Notification why, long now) {
        return session.end(why, "closed: " + why, now);
    }

    /** What is due in a session whose neighbour is known. */
    static SessionState holdOrKeepalive(Session session, SessionState same, long now) {
        if (session.holdExpired(now)) {
            return session.end(Notification.of(4, 0), "hold timer expired", now);
        }
        if (session.keepaliveIsDue(now)) {
            session.sendKeepalive(now);
        }
        return same;
    }
}
