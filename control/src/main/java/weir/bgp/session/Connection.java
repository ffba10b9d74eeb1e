package weir.bgp.session;

/** A connection with a neighbour that is up or coming up. Thread: the speaker's. */
interface Connection {

    /** Sends a message; never waits. Too much that the neighbour does not take ends the connection later. */
    void send(byte[] message);

    /** Sends what waits as far as that goes at once, and closes. More than once does no harm. */
    void close();
}
