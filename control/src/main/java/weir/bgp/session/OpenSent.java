package weir.bgp.session;

import weir.bgp.message.BgpMessage;
import weir.bgp.message.BgpMessage.Notification;

/** Our first message is on its way, the neighbour's has not come. */
final class OpenSent extends SessionState {

    static final OpenSent INSTANCE = new OpenSent();

    private static final int OPEN_ERROR = 2;
    private static final int BAD_AS = 2;
    private static final int BAD_IDENTIFIER = 3;
    private static final int BAD_HOLD_TIME = 6;
    private static final int SHORTEST_HOLD = 3;

    private OpenSent() {}

    @Override
    String word() {
        return "OpenSent";
    }

    @Override
    int stateErrorSubcode() {
        return 1;
    }

    @Override
    SessionState understood(Session session, BgpMessage message, long now) {
        if (!(message instanceof BgpMessage.Open open)) {
            return unexpected(session, message, now);
        }
        int error = errorOf(open, session.settings());
        if (error != 0) {
            Notification answer = Notification.of(OPEN_ERROR, error);
            return session.end(answer, "neighbour's OPEN is refused: " + answer, now);
        }
        session.agree(open, now);
        if (!session.owner().mayConfirm(session, open, now)) {
            return session.end(Notification.of(6, 7), "there is another connection", now);
        }
        session.sendKeepalive(now);
        return OpenConfirm.INSTANCE;
    }

    /** What is wrong with an OPEN; 0 when nothing is. Which system the neighbour belongs to is its own affair. */
    private static int errorOf(BgpMessage.Open open, NeighborSettings settings) {
        int as = open.capabilities().systemOr(open.as());
        if (as == 0) {
            return BAD_AS;
        }
        if (open.id() == 0 || open.id() == settings.id() && as == settings.localAs()) {
            return BAD_IDENTIFIER;
        }
        return open.holdSeconds() > 0 && open.holdSeconds() < SHORTEST_HOLD ? BAD_HOLD_TIME : 0;
    }

    @Override
    SessionState tick(Session session, long now) {
        return holdOrKeepalive(session, this, now);
    }
}
