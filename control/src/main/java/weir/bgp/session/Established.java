package weir.bgp.session;

import weir.bgp.message.BgpMessage;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.message.Update;

/** The session is up. */
final class Established extends SessionState {

    static final Established INSTANCE = new Established();

    private Established() {}

    @Override
    String word() {
        return "Established";
    }

    @Override
    int stateErrorSubcode() {
        return 3;
    }

    @Override
    SessionState understood(Session session, BgpMessage message, long now) {
        session.heard(now);
        switch (message) {
            case Update update -> {
                Notification refusal = session.owner().update(update);
                if (refusal != null) {
                    return session.end(refusal, "too much to learn: " + refusal, now);
                }
            }
            case BgpMessage.RouteRefresh request -> session.owner().refresh(request);
            case BgpMessage.Keepalive keepalive -> {
                // It is alive, and nothing more.
            }
            default -> {
                return unexpected(session, message, now);
            }
        }
        return this;
    }

    @Override
    SessionState tick(Session session, long now) {
        return holdOrKeepalive(session, this, now);
    }
}
