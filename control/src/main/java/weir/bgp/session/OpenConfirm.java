package weir.bgp.session;

import weir.bgp.message.BgpMessage;

/** Both first messages are there, the neighbour's word that it took ours is not. */
final class OpenConfirm extends SessionState {

    static final OpenConfirm INSTANCE = new OpenConfirm();

    private OpenConfirm() {}

    @Override
    String word() {
        return "OpenConfirm";
    }

    @Override
    int stateErrorSubcode() {
        return 2;
    }

    @Override
    SessionState understood(Session session, BgpMessage message, long now) {
        if (!(message instanceof BgpMessage.Keepalive)) {
            return unexpected(session, message, now);
        }
        session.heard(now);
        session.worked();
        return Established.INSTANCE;
    }

    @Override
    SessionState tick(Session session, long now) {
        return holdOrKeepalive(session, this, now);
    }
}
