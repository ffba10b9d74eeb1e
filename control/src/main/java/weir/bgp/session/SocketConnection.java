package weir.bgp.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.bgp.message.BgpMessage;
import weir.bgp.message.MessageDecoder;

/**
 * A TCP connection with a neighbour that never waits.
 *
 * <p>Bounds: one buffer for what comes in, {@value #MOST_WAITING} bytes of what the neighbour has not taken. Thread: the
 * speaker's.
 */
final class SocketConnection implements Connection {

    /** What a neighbour may leave waiting before we give it up. */
    static final int MOST_WAITING = 16 << 20;

    private static final int BUFFER = 64 << 10;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Consumer<SocketConnection> closed;
    private final SpeakerListener listener;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private final Deque<ByteBuffer> out = new ArrayDeque<>();
    private @Nullable Session session;
    private long waiting;
    private @Nullable String broken;
    /** Closed, or given up; the channel may close by itself when it cannot connect, which nobody is told of. */
    private boolean over;

    /**
     * A connection over a channel.
     *
     * @param closed is told when this side closes it
     */
    SocketConnection(
            SocketChannel channel, SelectionKey key, SpeakerListener listener, Consumer<SocketConnection> closed) {
        this.listener = listener;
        this.channel = channel;
        this.key = key;
        this.closed = closed;
    }

    /** Whose connection it is. */
    void belongsTo(Session owner) {
        session = owner;
    }

    @Override
    public void send(byte[] message) {
        if (over || broken != null) {
            return;
        }
        out.add(ByteBuffer.wrap(message));
        waiting += message.length;
        if (waiting > MOST_WAITING) {
            broken = "neighbour does not take what is sent";
        } else {
            flush();
        }
    }

    private void flush() {
        try {
            while (!out.isEmpty()) {
                ByteBuffer first = out.peek();
                waiting -= channel.write(first);
                if (first.hasRemaining()) {
                    break;
                }
                out.remove();
            }
        } catch (IOException e) {
            broken = "connection broke: " + e.getMessage();
        }
        if (key.isValid() && broken == null) {
            key.interestOps(SelectionKey.OP_READ | (out.isEmpty() ? 0 : SelectionKey.OP_WRITE));
        }
    }

    /** Does what the channel is ready for. */
    void ready(long now) {
        Session owner = session;
        if (owner == null) {
            return;
        }
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                up(now);
            }
            if (key.isValid() && key.isWritable()) {
                flush();
            }
            if (key.isValid() && key.isReadable()) {
                read(owner, now);
            }
        } catch (IOException e) {
            broken = "connection broke: " + e.getMessage();
        } catch (RuntimeException e) {
            // What was read so far is in disorder; other neighbours must not suffer.
            broken = "internal error";
            listener.fault(e);
        }
        endIfBroken(now);
    }

    /** The connection that was asked for is there. */
    void up(long now) {
        Session owner = session;
        if (owner != null && !over) {
            key.interestOps(SelectionKey.OP_READ);
            owner.connected(this, now);
        }
    }

    private void read(Session owner, long now) throws IOException {
        if (channel.read(in) < 0) {
            broken = "neighbour closed the connection";
            return;
        }
        in.flip();
        while (!over && in.remaining() >= BgpMessage.HEADER) {
            byte[] bytes = in.array();
            int start = in.position();
            int length = MessageDecoder.length(Arrays.copyOfRange(bytes, start, start + BgpMessage.HEADER));
            if (length < 0) {
                owner.received(
                        MessageDecoder.badLength((bytes[start + 16] & 0xFF) << 8 | bytes[start + 17] & 0xFF), now);
                return;
            }
            if (in.remaining() < length) {
                break;
            }
            byte[] message = Arrays.copyOfRange(bytes, start, start + length);
            in.position(start + length);
            owner.received(MessageDecoder.decode(message, owner.agreement()), now);
        }
        in.compact();
    }

    /** Tells the session when the connection is gone. */
    void endIfBroken(long now) {
        String reason = broken;
        Session owner = session;
        if (reason != null && !over) {
            close();
            if (owner != null) {
                owner.disconnected(reason, now);
            }
        }
    }

    @Override
    public void close() {
        if (over) {
            return;
        }
        over = true;
        if (broken == null && channel.isConnected()) {
            flush();
        }
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
        out.clear();
        closed.accept(this);
    }
}
