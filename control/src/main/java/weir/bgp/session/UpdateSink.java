package weir.bgp.session;

import org.jspecify.annotations.Nullable;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.message.Update;

/** Who learns what a neighbour announces. Thread: the speaker's. */
public interface UpdateSink {

    /** Routes and rules came or went. Absent: null; otherwise it was too much, and the session ends with this. */
    @Nullable
    Notification update(Update update);

    /** The session is over, and all that came with it is void. */
    void clear();
}
