package weir.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket to send from. Before it is opened, nothing is sent.
 *
 * <p>Thread: {@link #send} one at a time; opened before and closed after.
 */
public final class OutgoingSocket implements AutoCloseable {

    private @Nullable DatagramChannel channel;

    /** A socket that is not open. */
    public OutgoingSocket() {}

    /**
     * Opens it.
     *
     * @throws UncheckedIOException there is no socket to be had
     */
    public void open() {
        try {
            channel = DatagramChannel.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens it with a send buffer of so many bytes.
     *
     * @throws UncheckedIOException there is no socket to be had
     */
    public void open(int sendBuffer) {
        open();
        DatagramChannel opened = channel;
        try {
            if (opened != null) {
                opened.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a datagram. Answers false when the socket is not open. */
    public boolean send(ByteBuffer datagram, SocketAddress to) throws IOException {
        DatagramChannel opened = channel;
        if (opened == null) {
            return false;
        }
        opened.send(datagram, to);
        return true;
    }

    /** Closes it. More than once does no harm. */
    @Override
    public void close() {
        Sockets.close(channel);
    }
}
