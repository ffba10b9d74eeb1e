package weir.bgp.session;

import weir.bgp.message.BgpMessage.Notification;

/** Waiting for the neighbour to connect, or to be connected to again. */
final class Active extends SessionState {

    static final Active INSTANCE = new Active();

    private Active() {}

    @Override
    String word() {
        return "Active";
    }

    @Override
    SessionState connected(Session session, long now) {
        session.sendOpen(now);
        return OpenSent.INSTANCE;
    }

    @Override
    SessionState tick(Session session, long now) {
        if (!session.retryIsDue(now)) {
            return this;
        }
        session.dial(now);
        return session.hasConnection() ? Connect.INSTANCE : this;
    }

    @Override
    SessionState stop(Session session, Notification why, long now) {
        return session.end("closed: " + why, now);
    }
}
