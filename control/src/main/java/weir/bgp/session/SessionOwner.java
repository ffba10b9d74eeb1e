package weir.bgp.session;

import org.jspecify.annotations.Nullable;
import weir.bgp.message.BgpMessage;
import weir.bgp.message.Update;

/** Whom a session belongs to. Thread: the speaker's. */
interface SessionOwner {

    /** Begins to connect. Absent: null when that fails at once, or is not wanted now. */
    @Nullable
    Connection dial(Session session);

    /** Whether a session may go on that has just heard who the neighbour is; it must not when there is a better one. */
    boolean mayConfirm(Session session, BgpMessage.Open theirs, long now);

    /** A session came up. */
    void established(Session session, long now);

    /** A session that was up has ended. */
    void down(Session session, String reason);

    /** A session came to an end before it was up, or a connection could not be made. */
    void failed(Session session, String reason);

    /** Routes and rules came or went. Answers what to tell the neighbour when that was too much. */
    BgpMessage.@Nullable Notification update(Update update);

    /** The neighbour wants everything again. */
    void refresh(BgpMessage.RouteRefresh request);
}
