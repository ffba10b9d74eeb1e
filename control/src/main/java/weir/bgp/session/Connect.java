package weir.bgp.session;

import weir.bgp.message.BgpMessage.Notification;

/** A connection is being made. */
final class Connect extends SessionState {

    static final Connect INSTANCE = new Connect();

    private Connect() {}

    @Override
    String word() {
        return "Connect";
    }

    @Override
    SessionState connected(Session session, long now) {
        session.sendOpen(now);
        return OpenSent.INSTANCE;
    }

    @Override
    SessionState tick(Session session, long now) {
        return session.retryIsDue(now) ? session.end("no connection in time", now) : this;
    }

    @Override
    SessionState stop(Session session, Notification why, long now) {
        return session.end("closed: " + why, now);
    }
}
