package weir.bgp.session;

import org.jspecify.annotations.Nullable;
import weir.bgp.message.Agreement;
import weir.bgp.message.BgpMessage;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.message.MessageEncoder;

/**
 * One connection with a neighbour through all its states: what {@link SessionState states} act upon.
 *
 * <p>Units: nanoseconds of a clock that never runs back. Thread: the speaker's. Source: RFC 4271, section 8.
 */
final class Session {

    static final long SECOND = 1_000_000_000L;

    /** A timer that is off. */
    static final long NEVER = Long.MAX_VALUE;

    /** How long a neighbour may take for its first message. */
    static final long OPEN_HOLD = 240 * SECOND;

    static final long FIRST_RETRY = SECOND;
    static final long LAST_RETRY = 60 * SECOND;

    private final NeighborSettings settings;
    private final SessionOwner owner;
    private SessionState state = Idle.INSTANCE;
    private @Nullable Connection connection;
    private BgpMessage.@Nullable Open theirs;
    private Agreement agreement = Agreement.NONE;
    private long hold;
    private long holdDue = NEVER;
    private long keepaliveDue = NEVER;
    private long retryDue = NEVER;
    private long retry = FIRST_RETRY;
    private final boolean dials;

    /** A session that has not begun. */
    Session(NeighborSettings settings, SessionOwner owner, boolean dials) {
        this.settings = settings;
        this.owner = owner;
        this.dials = dials;
    }

    // Events, from outside.

    void start(long now) {
        state = state.start(this, now);
    }

    /** A connection is up. */
    void connected(Connection up, long now) {
        connection = up;
        state = state.connected(this, now);
    }

    /** The connection broke, or could not be made. */
    void disconnected(String reason, long now) {
        connection = null;
        state = state.disconnected(this, reason, now);
    }

    void received(BgpMessage message, long now) {
        SessionState before = state;
        state = state.received(this, message, now);
        if (isUp() && state != before) {
            owner.established(this, now);
        }
    }

    /** Does what is due. */
    void tick(long now) {
        if (now >= nextDue()) {
            state = state.tick(this, now);
        }
    }

    /** Ends the session for good. */
    void stop(Notification why, long now) {
        giveWay(why, now);
        retryDue = NEVER;
    }

    /** Ends the session because another is better. */
    void giveWay(Notification why, long now) {
        state = state.stop(this, why, now);
    }

    // What is so.

    boolean dials() {
        return dials;
    }

    SessionState state() {
        return state;
    }

    Agreement agreement() {
        return agreement;
    }

    NeighborSettings settings() {
        return settings;
    }

    SessionOwner owner() {
        return owner;
    }

    /** The neighbour's first message. Absent: null before it came. */
    BgpMessage.@Nullable Open theirs() {
        return theirs;
    }

    boolean isUp() {
        return state == Established.INSTANCE;
    }

    /** When something is to be done next. */
    long nextDue() {
        return Math.min(retryDue, Math.min(holdDue, keepaliveDue));
    }

    boolean holdExpired(long now) {
        return now >= holdDue;
    }

    boolean keepaliveIsDue(long now) {
        return now >= keepaliveDue;
    }

    boolean retryIsDue(long now) {
        return now >= retryDue;
    }

    // What states do.

    void send(byte[] message) {
        Connection up = connection;
        if (up != null) {
            up.send(message);
        }
    }

    void sendKeepalive(long now) {
        send(MessageEncoder.keepalive());
        keepaliveDue = hold == 0 ? NEVER : now + hold / 3;
    }

    void sendOpen(long now) {
        send(MessageEncoder.open(settings.open()));
        holdDue = now + OPEN_HOLD;
        retryDue = NEVER;
    }

    /** Takes what both sides agree on. */
    void agree(BgpMessage.Open open, long now) {
        theirs = open;
        agreement = Agreement.of(settings.open(), open);
        hold = Math.min(NeighborSettings.HOLD_SECONDS, open.holdSeconds()) * SECOND;
        heard(now);
    }

    /** The neighbour is alive. */
    void heard(long now) {
        holdDue = hold == 0 ? NEVER : now + hold;
    }

    void worked() {
        retry = FIRST_RETRY;
    }

    void dial(long now) {
        retryDue = now + LAST_RETRY;
        connection = owner.dial(this);
        if (connection == null) {
            retryLater(now);
        }
    }

    boolean hasConnection() {
        return connection != null;
    }

    void closeConnection() {
        Connection up = connection;
        connection = null;
        if (up != null) {
            up.close();
        }
    }

    /** Tries again after a pause that grows from failure to failure. */
    void retryLater(long now) {
        holdDue = NEVER;
        keepaliveDue = NEVER;
        retryDue = dials ? now + retry : NEVER;
        retry = Math.min(2 * retry, LAST_RETRY);
    }

    /** Tells the neighbour, closes, and waits for the next attempt. */
    SessionState end(Notification told, String reason, long now) {
        send(MessageEncoder.notification(told));
        return end(reason, now);
    }

    /** Closes, and waits for the next attempt. */
    SessionState end(String reason, long now) {
        boolean wasUp = isUp();
        closeConnection();
        theirs = null;
        retryLater(now);
        state = Idle.INSTANCE;
        if (wasUp) {
            owner.down(this, reason);
        } else {
            owner.failed(this, reason);
        }
        return Idle.INSTANCE;
    }
}
