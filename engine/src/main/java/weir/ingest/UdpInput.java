package weir.ingest;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that arrive on UDP sockets.
 *
 * <p>Thread: any; immutable.
 *
 * @param address local address to listen on, IPv4 or IPv6; null for all of both
 * @param port UDP port; 0 lets the system choose one
 * @param sockets sockets on that port, each with a thread of its own; more than one share the port (SO_REUSEPORT)
 * @param receiveBuffer bytes of receive buffer asked for, for each socket
 */
public record UdpInput(@Nullable InetAddress address, int port, int sockets, int receiveBuffer) implements Input {

    /** Port registered for sFlow. */
    public static final int DEFAULT_PORT = 6343;

    /** Bytes of receive buffer that one packet of {@code sflow.rcvpktsbuffer} stands for. */
    public static final int BYTES_PER_PACKET = 2048;

    /** Packets of receive buffer asked for unless the operator says otherwise. */
    public static final int DEFAULT_PACKETS = 1000;

    /** One socket on all addresses with the usual receive buffer. */
    public static UdpInput onPort(int port) {
        return new UdpInput(null, port, 1, DEFAULT_PACKETS * BYTES_PER_PACKET);
    }
}
