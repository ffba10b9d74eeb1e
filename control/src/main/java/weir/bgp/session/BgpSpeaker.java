package weir.bgp.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.flowspec.FlowRule;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.route.Family;
import weir.lookup.Prefix;
import weir.net.IpAddress;
import weir.request.UnavailableException;

/**
 * Our side of BGP: listens, connects, and keeps the sessions with all neighbours, on one thread.
 *
 * <p>Does nothing until {@link #start()}. Errors: a question that is not answered within {@value #PATIENCE} seconds throws
 * {@link UnavailableException}. Thread: any; who asks waits for the speaker's thread.
 */
public final class BgpSpeaker implements AutoCloseable {

    private static final int PATIENCE = 10;
    private static final Notification SHUTDOWN = Notification.of(6, 2);
    private static final Notification REMOVED = Notification.of(6, 3);
    private static final Notification RECONFIGURED = Notification.of(6, 6);
    private static final long MILLISECOND = 1_000_000;

    private final InetSocketAddress listen;
    private final SpeakerListener listener;
    private final LongSupplier wallMillis;
    private final Thread thread;
    private final Map<IpAddress, Neighbor> neighbors = new HashMap<>();
    private final Set<SocketConnection> connections = new HashSet<>();
    private final Queue<Runnable> questions = new ConcurrentLinkedQueue<>();
    private @Nullable Selector selector;
    private @Nullable ServerSocketChannel server;
    private volatile boolean closed;

    /**
     * A speaker without neighbours.
     *
     * @param listen where to wait for neighbours; connections to neighbours come from its address too
     * @param wallMillis time of day, milliseconds since the epoch
     */
    public BgpSpeaker(InetSocketAddress listen, SpeakerListener listener, LongSupplier wallMillis) {
        this.listen = listen;
        this.listener = listener;
        this.wallMillis = wallMillis;
        thread = Thread.ofPlatform().name("weir-bgp").daemon().unstarted(this::run);
    }

    /**
     * Opens the port and begins.
     *
     * @throws UncheckedIOException the port cannot be bound
     */
    public void start() {
        try {
            Selector opened = Selector.open();
            ServerSocketChannel channel = ServerSocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(listen);
            channel.configureBlocking(false);
            channel.register(opened, SelectionKey.OP_ACCEPT);
            selector = opened;
            server = channel;
        } catch (IOException e) {
            throw new UncheckedIOException("BGP port " + listen.getPort() + ": " + e.getMessage(), e);
        }
        thread.start();
    }

    /** Port listened on, also when the system chose it. */
    public int port() {
        ServerSocketChannel channel = server;
        return channel == null ? listen.getPort() : channel.socket().getLocalPort();
    }

    /** Adds a neighbour, or replaces what is known of it; a session that is up ends then. */
    public void addNeighbor(NeighborSettings settings, UpdateSink sink) {
        ask(() -> {
            long now = System.nanoTime();
            Neighbor old = neighbors.remove(settings.address());
            if (old != null) {
                old.stop(RECONFIGURED, now);
            }
            Neighbor neighbor = new Neighbor(settings, sink, listener, this::dial, wallMillis);
            neighbors.put(settings.address(), neighbor);
            neighbor.start(now);
            return true;
        });
    }

    /** Ends the session with a neighbour and forgets it. Answers whether it was known. */
    public boolean removeNeighbor(IpAddress address) {
        return ask(() -> {
            Neighbor old = neighbors.remove(address);
            if (old != null) {
                old.stop(REMOVED, System.nanoTime());
            }
            return old != null;
        });
    }

    /** Announces a route. Answers false when no session is up that speaks its family. */
    public boolean announce(IpAddress neighbor, AnnouncedRoute route) {
        Family family = Family.ofRoutes(route.prefix().address().v6());
        return tell(neighbor, family, (known, session) -> known.announcements().announce(route, session));
    }

    /** Withdraws a route, if it is announced. Answers false when no session is up that speaks its family. */
    public boolean withdraw(IpAddress neighbor, Prefix prefix) {
        Family family = Family.ofRoutes(prefix.address().v6());
        return tell(neighbor, family, (known, session) -> known.announcements().withdraw(prefix, session));
    }

    /** Announces a rule. Answers false when no session is up that speaks its family. */
    public boolean announce(IpAddress neighbor, FlowRule rule) {
        Family family = Family.ofRules(rule.match().v6());
        return tell(neighbor, family, (known, session) -> known.announcements().announce(rule, session));
    }

    /** Withdraws a rule, if it is announced. Answers false when no session is up that speaks its family. */
    public boolean withdraw(IpAddress neighbor, FlowMatch match) {
        Family family = Family.ofRules(match.v6());
        return tell(neighbor, family, (known, session) -> known.announcements().withdraw(match, session));
    }

    private interface Telling {
        void tell(Neighbor neighbor, Session session);
    }

    private boolean tell(IpAddress address, Family family, Telling telling) {
        return ask(() -> {
            Neighbor neighbor = neighbors.get(address);
            Session session =
                    neighbor == null ? null : neighbor.speaking(family).orElse(null);
            if (neighbor == null || session == null) {
                return false;
            }
            telling.tell(neighbor, session);
            return true;
        });
    }

    /** Routes announced to a neighbour. Absent: empty when no session is up. */
    public Optional<List<AnnouncedRoute>> routes(IpAddress neighbor) {
        return ofUp(neighbor, known -> known.announcements().routes());
    }

    /** How many routes are announced to a neighbour. Absent: empty when no session is up. */
    public Optional<Integer> routeCount(IpAddress neighbor) {
        return ofUp(neighbor, known -> known.announcements().routeCount());
    }

    /** A route announced to a neighbour. Absent: empty when it is not, or no session is up. */
    public Optional<AnnouncedRoute> route(IpAddress neighbor, Prefix prefix) {
        return ofUp(neighbor, known -> known.announcements().route(prefix)).flatMap(Function.identity());
    }

    /** Rules announced to a neighbour. Absent: empty when no session is up. */
    public Optional<List<FlowRule>> rules(IpAddress neighbor) {
        return ofUp(neighbor, known -> known.announcements().rules());
    }

    /** How many rules are announced to a neighbour. Absent: empty when no session is up. */
    public Optional<Integer> ruleCount(IpAddress neighbor) {
        return ofUp(neighbor, known -> known.announcements().ruleCount());
    }

    /** The session with a neighbour. Absent: empty when none is up. */
    public Optional<NeighborStatus> status(IpAddress neighbor) {
        return ofUp(neighbor, Neighbor::status).flatMap(Function.identity());
    }

    private <T> Optional<T> ofUp(IpAddress address, Function<Neighbor, T> question) {
        return ask(() -> Optional.ofNullable(neighbors.get(address))
                .filter(Neighbor::isUp)
                .map(question));
    }

    /** Asks on the speaker's thread and waits for the answer. */
    private <T> T ask(Supplier<T> question) {
        if (Thread.currentThread() == thread) {
            return question.get();
        }
        Selector waking = selector;
        if (waking == null || closed) {
            throw new UnavailableException("BGP is not running");
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        questions.add(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        waking.wakeup();
        try {
            return answer.get(PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new UnavailableException("BGP is busy");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void run() {
        Selector waiting = selector;
        while (!closed && waiting != null) {
            try {
                turn(waiting);
            } catch (IOException | RuntimeException e) {
                listener.fault(e);
            }
        }
        long now = System.nanoTime();
        neighbors.values().forEach(neighbor -> neighbor.stop(SHUTDOWN, now));
        answer();
        release();
    }

    private void turn(Selector waiting) throws IOException {
        long due = Session.NEVER;
        for (Neighbor neighbor : neighbors.values()) {
            due = Math.min(due, neighbor.nextDue());
        }
        long pause = due == Session.NEVER ? 0 : Math.max(1, (due - System.nanoTime()) / MILLISECOND + 1);
        if (questions.isEmpty()) {
            waiting.select(pause);
        } else {
            waiting.selectNow();
        }
        answer();
        long now = System.nanoTime();
        List<SelectionKey> ready = List.copyOf(waiting.selectedKeys());
        waiting.selectedKeys().clear();
        for (SelectionKey key : ready) {
            if (key.isValid()) {
                if (key.attachment() instanceof SocketConnection connection) {
                    connection.ready(now);
                } else {
                    accept(waiting, now);
                }
            }
        }
        for (SocketConnection connection : List.copyOf(connections)) {
            connection.endIfBroken(now);
        }
        for (Neighbor neighbor : List.copyOf(neighbors.values())) {
            neighbor.tick(now);
        }
    }

    private void answer() {
        for (Runnable question = questions.poll(); question != null; question = questions.poll()) {
            question.run();
        }
    }

    private void accept(Selector waiting, long now) throws IOException {
        ServerSocketChannel listening = server;
        SocketChannel channel = listening == null ? null : listening.accept();
        if (channel == null) {
            return;
        }
        IpAddress from = address(channel);
        Neighbor neighbor = from == null ? null : neighbors.get(from);
        if (neighbor == null) {
            channel.close();
            if (from != null) {
                listener.refused(from);
            }
            return;
        }
        SocketConnection connection = connection(channel, waiting, SelectionKey.OP_READ);
        connection.belongsTo(neighbor.accept(connection, now));
    }

    private static @Nullable IpAddress address(SocketChannel channel) throws IOException {
        if (channel.getRemoteAddress() instanceof InetSocketAddress remote) {
            byte[] bytes = remote.getAddress().getAddress();
            return IpAddress.of(bytes, 0, bytes.length);
        }
        return null;
    }

    private SocketConnection connection(SocketChannel channel, Selector waiting, int interest) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(waiting, interest);
        SocketConnection connection = new SocketConnection(channel, key, listener, connections::remove);
        key.attach(connection);
        connections.add(connection);
        return connection;
    }

    private @Nullable Connection dial(Neighbor neighbor, Session session) {
        Selector waiting = selector;
        if (waiting == null) {
            return null;
        }
        NeighborSettings settings = session.settings();
        try {
            SocketChannel channel = SocketChannel.open();
            SocketConnection connection = connection(channel, waiting, SelectionKey.OP_CONNECT);
            connection.belongsTo(session);
            try {
                if (!listen.getAddress().isAnyLocalAddress()) {
                    channel.bind(new InetSocketAddress(listen.getAddress(), 0));
                }
                if (channel.connect(new InetSocketAddress(inet(settings.address()), settings.dialPort()))) {
                    // Then the selector has nothing to say; and the session is still about to wait for it.
                    questions.add(() -> connection.up(System.nanoTime()));
                }
                return connection;
            } catch (IOException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            listener.failed(settings.address(), "cannot connect: " + e.getMessage());
            return null;
        }
    }

    private static InetAddress inet(IpAddress address) throws UnknownHostException {
        return InetAddress.getByAddress(
                new weir.bgp.wire.ByteWriter().write(address).toBytes());
    }

    private void release() {
        try {
            if (server != null) {
                server.close();
            }
            if (selector != null) {
                selector.close();
            }
        } catch (IOException e) {
            listener.fault(e);
        }
    }

    /** Tells all neighbours that it is over, and ends. More than once does no harm. */
    @Override
    public void close() {
        Selector waking = selector;
        closed = true;
        if (waking != null) {
            waking.wakeup();
            try {
                thread.join(TimeUnit.SECONDS.toMillis(PATIENCE));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
