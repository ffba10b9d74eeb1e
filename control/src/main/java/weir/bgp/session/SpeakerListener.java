package weir.bgp.session;

import weir.net.IpAddress;

/** Who is told of sessions. Thread: the speaker's; must not wait. */
public interface SpeakerListener {

    /** A session is up. */
    void established(IpAddress neighbor);

    /** A session that was up is over. */
    void closed(IpAddress neighbor, String reason);

    /** A session did not come up. */
    void failed(IpAddress neighbor, String reason);

    /** Someone connected who is no neighbour, and was turned away. */
    void refused(IpAddress address);

    /** Something went wrong that should not. */
    void fault(Throwable fault);
}
