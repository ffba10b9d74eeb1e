package weir.bgp.session;

import weir.bgp.message.BgpMessage;
import weir.bgp.message.BgpMessage.Notification;

/** Nothing is tried, or not yet again. */
final class Idle extends SessionState {

    static final Idle INSTANCE = new Idle();

    private Idle() {}

    @Override
    String word() {
        return "Idle";
    }

    @Override
    SessionState start(Session session, long now) {
        if (!session.dials()) {
            return Active.INSTANCE;
        }
        session.dial(now);
        return session.hasConnection() ? Connect.INSTANCE : Active.INSTANCE;
    }

    @Override
    SessionState disconnected(Session session, String reason, long now) {
        return this;
    }

    @Override
    SessionState understood(Session session, BgpMessage message, long now) {
        return this;
    }

    @Override
    SessionState tick(Session session, long now) {
        return session.retryIsDue(now) ? start(session, now) : this;
    }

    @Override
    SessionState stop(Session session, Notification why, long now) {
        return this;
    }
}
