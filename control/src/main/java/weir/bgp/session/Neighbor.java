package weir.bgp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weir.bgp.message.BgpMessage;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.message.Update;
import weir.bgp.message.UpdateEncoder;
import weir.bgp.route.Family;

/**
 * A neighbour: its sessions, of which at most one is up, and what is announced to it.
 *
 * <p>There is one session for connections that we make and one for each that comes in; as soon as both sides are known, all
 * but one of them end. A neighbour that connects anew has lost its old connection, even if we have not noticed.
 *
 * <p>Bounds: {@value #MOST_INCOMING} connections that come in at a time. Thread: the speaker's. Source: RFC 4271, 6.8 and 8.
 */
final class Neighbor implements SessionOwner {

    static final int MOST_INCOMING = 4;

    static final Notification COLLISION = Notification.of(6, 7);

    private final NeighborSettings settings;
    private final UpdateSink sink;
    private final SpeakerListener listener;
    private final BiFunction<Neighbor, Session, @Nullable Connection> dialer;
    private final LongSupplier wallMillis;
    private final List<Session> sessions = new ArrayList<>();
    private final Announcements announcements = new Announcements();
    private @Nullable Session up;
    private long since;
    private long updates;
    private long errors;

    Neighbor(
            NeighborSettings settings,
            UpdateSink sink,
            SpeakerListener listener,
            BiFunction<Neighbor, Session, @Nullable Connection> dialer,
            LongSupplier wallMillis) {
        this.settings = settings;
        this.sink = sink;
        this.listener = listener;
        this.dialer = dialer;
        this.wallMillis = wallMillis;
    }

    /** Begins to connect, if that is wanted. */
    void start(long now) {
        if (settings.dials()) {
            Session session = new Session(settings, this, true);
            sessions.add(session);
            session.start(now);
        }
    }

    /** The neighbour has connected. */
    Session accept(Connection connection, long now) {
        List<Session> incoming = sessions.stream()
                .filter(session -> !session.dials() && !session.isUp())
                .toList();
        if (incoming.size() >= MOST_INCOMING) {
            incoming.getFirst().giveWay(COLLISION, now);
        }
        Session session = new Session(settings, this, false);
        sessions.add(session);
        session.start(now);
        session.connected(connection, now);
        return session;
    }

    /** Ends all sessions for good. */
    void stop(Notification why, long now) {
        for (Session session : List.copyOf(sessions)) {
            session.stop(why, now);
        }
        sessions.clear();
    }

    /** The session for connections that we make. Absent: empty when we make none. */
    Optional<Session> outgoing() {
        return sessions.stream().filter(Session::dials).findFirst();
    }

    void tick(long now) {
        for (Session session : List.copyOf(sessions)) {
            session.tick(now);
        }
    }

    long nextDue() {
        long due = Session.NEVER;
        for (Session session : sessions) {
            due = Math.min(due, session.nextDue());
        }
        return due;
    }

    @Override
    public @Nullable Connection dial(Session session) {
        return up == null ? dialer.apply(this, session) : null;
    }

    @Override
    public boolean mayConfirm(Session session, BgpMessage.Open theirs, long now) {
        boolean oursWins = oursWins(theirs);
        for (Session other : List.copyOf(sessions)) {
            boolean known = other.isUp() || other.state() == OpenConfirm.INSTANCE;
            if (other == session || !known) {
                continue;
            }
            boolean sameSide = other.dials() == session.dials();
            if (!sameSide && (other.isUp() || session.dials() != oursWins)) {
                return false;
            }
            other.giveWay(COLLISION, now);
        }
        return true;
    }

    /** Whether the connection that we made is kept: the greater identifier decides, then the greater system. */
    private boolean oursWins(BgpMessage.Open theirs) {
        int byId = Integer.compareUnsigned(settings.id(), theirs.id());
        int as = theirs.capabilities().systemOr(theirs.as());
        return byId != 0 ? byId > 0 : Integer.compareUnsigned(settings.localAs(), as) > 0;
    }

    @Override
    public void established(Session session, long now) {
        up = session;
        since = wallMillis.getAsLong();
        updates = 0;
        errors = 0;
        for (Family family : session.agreement().families()) {
            session.send(new UpdateEncoder(session.agreement()).endOfRoutes(family));
        }
        listener.established(settings.address());
    }

    @Override
    public void down(Session session, String reason) {
        up = null;
        announcements.clear();
        sink.clear();
        forget(session);
        listener.closed(settings.address(), reason);
    }

    @Override
    public void failed(Session session, String reason) {
        forget(session);
        listener.failed(settings.address(), reason);
    }

    private void forget(Session session) {
        if (!session.dials()) {
            sessions.remove(session);
        }
    }

    @Override
    public @Nullable Notification update(Update update) {
        updates++;
        errors += update.errors().size();
        return sink.update(update);
    }

    @Override
    public void refresh(BgpMessage.RouteRefresh request) {
        Session session = up;
        if (session != null && request.subtype() == 0) {
            Family.find(request.afi(), request.safi())
                    .filter(session.agreement().families()::contains)
                    .ifPresent(family -> announcements.repeat(family, session));
        }
    }

    /** The session that is up, if it speaks a family. Absent: empty. */
    Optional<Session> speaking(Family family) {
        return Optional.ofNullable(up)
                .filter(session -> session.agreement().families().contains(family));
    }

    boolean isUp() {
        return up != null;
    }

    Announcements announcements() {
        return announcements;
    }

    /** Families that both sides speak; none when no session is up. */
    Set<Family> families() {
        Session session = up;
        return session == null ? Set.of() : session.agreement().families();
    }

    /** The session that is up. Absent: empty. */
    Optional<NeighborStatus> status() {
        Session session = up;
        BgpMessage.Open theirs = session == null ? null : session.theirs();
        if (theirs == null) {
            return Optional.empty();
        }
        return Optional.of(new NeighborStatus(
                theirs.capabilities().systemOr(theirs.as()),
                theirs.id(),
                since,
                announcements.added(),
                announcements.removed(),
                updates,
                errors));
    }
}
