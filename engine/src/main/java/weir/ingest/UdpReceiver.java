package weir.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.ingest.SourceCounts.Counted;

/**
 * One UDP socket and the thread that waits in it.
 *
 * <p>While datagrams come often it takes them with one system call each until there are none, tells the shards, and pauses as
 * {@link Gathering} says; while they come seldom it waits in the socket for each. Receiving many datagrams with one call
 * is not to be had without native code, which measured no gain. Datagrams are stamped after they are received; the
 * kernel's own time stamps are out of reach of a channel, so a wait in the receive buffer is not seen in times.
 *
 * <p>Thread: {@link #open}, {@link #start}, {@link #close} any; the rest its own.
 */
final class UdpReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpReceiver.class);
    /** More than any UDP payload, so that nothing is ever cut unnoticed. */
    private static final int BUFFER = 1 << 16;

    private static final long PAUSE_AFTER_ERROR = 10 * EngineClock.MILLISECOND;

    private final ShardFeed feed;
    private final LiveClock clock;
    private final AtomicLong numbers;
    private final EngineThread thread;
    private volatile @Nullable DatagramChannel channel;
    private Gathering gathering = new Gathering(0);
    /** Whether receiving waits for a datagram. */
    private boolean waiting;

    private boolean errorLogged;

    UdpReceiver(int index, ShardFeed feed, LiveClock clock, AtomicLong numbers) {
        this.feed = feed;
        this.clock = clock;
        this.numbers = numbers;
        thread = new EngineThread("weir-source-" + index, this::run);
    }

    /** Opens the socket; the port may differ from the input's where the system chose one for the first socket. */
    void open(UdpInput input, int port) throws IOException {
        // Without a protocol family, a socket serves both IPv6 and IPv4 where the machine has both.
        DatagramChannel opened = DatagramChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.SO_RCVBUF, input.receiveBuffer());
        if (input.sockets() > 1) {
            opened.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
        opened.bind(
                input.address() == null ? new InetSocketAddress(port) : new InetSocketAddress(input.address(), port));
        gathering = new Gathering(receiveBuffer());
    }

    int port() throws IOException {
        return opened().getLocalAddress() instanceof InetSocketAddress local ? local.getPort() : 0;
    }

    int receiveBuffer() {
        try {
            return opened().getOption(StandardSocketOptions.SO_RCVBUF);
        } catch (IOException e) {
            return 0;
        }
    }

    private DatagramChannel opened() {
        DatagramChannel opened = channel;
        if (opened == null) {
            throw new IllegalStateException("socket is not open");
        }
        return opened;
    }

    void start() {
        thread.start();
    }

    private void run() {
        DatagramChannel socket = opened();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        Datagram datagram = new Datagram();
        while (socket.isOpen()) {
            try {
                int taken = take(socket, buffer, datagram);
                feed.tell();
                rest(socket, taken);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | RuntimeException e) {
                feed.tell();
                failed(e);
            }
        }
    }

    /** Waits for a datagram, or takes all there are; answers how many. */
    private int take(DatagramChannel socket, ByteBuffer buffer, Datagram datagram) throws IOException {
        int taken = 0;
        boolean more = true;
        while (more) {
            buffer.clear();
            if (socket.receive(buffer) instanceof InetSocketAddress from) {
                datagram.set(buffer, 0, buffer.position());
                datagram.source(from.getAddress());
                hand(datagram);
                taken++;
                more = !waiting;
            } else {
                more = false;
            }
        }
        return taken;
    }

    private void rest(DatagramChannel socket, int taken) throws IOException {
        long pause = gathering.pause(taken, System.nanoTime());
        boolean wait = pause == Gathering.NONE;
        if (wait != waiting) {
            socket.configureBlocking(wait);
            waiting = wait;
        }
        if (!wait) {
            LockSupport.parkNanos(this, pause);
        }
    }

    private void hand(Datagram datagram) {
        long time = clock.now();
        DatagramQueue queue = feed.admit(datagram, time);
        if (queue != null && !queue.offer(datagram, numbers.incrementAndGet(), time)) {
            queue.drop();
        }
    }

    private void failed(Exception e) {
        feed.counts().add(Counted.RECEIVE_ERRORS, 1);
        if (!errorLogged) {
            errorLogged = true;
            LOG.warn("Receiving failed; further errors of this socket are only counted", e);
        }
        // An error that stays must not take a processor.
        LockSupport.parkNanos(this, PAUSE_AFTER_ERROR);
    }

    /** Closes the socket, which ends the thread, and waits for it. */
    @Override
    public void close() {
        Sockets.close(channel);
        thread.wake();
        thread.join();
    }
}
