package weir.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.ingest.SourceCounts.Counted;

/**
 * Datagrams that arrive on UDP sockets, each read by a thread of its own.
 *
 * <p>A datagram that finds the queue of its shard full is dropped and counted: waiting would only move the loss into the
 * kernel, where it hits all agents alike. With several sockets datagrams are numbered as their threads get to them.
 */
public final class UdpSource implements DatagramSource {

    private static final Logger LOG = LoggerFactory.getLogger(UdpSource.class);

    private final UdpInput input;
    private final LiveClock clock = new LiveClock(RealTime.SYSTEM);
    private final AtomicLong numbers = new AtomicLong();
    private final List<ShardFeed> feeds = new ArrayList<>();
    private final List<UdpReceiver> receivers = new ArrayList<>();
    private final MarkTicker ticker;
    private volatile int port;
    private volatile int receiveBuffer;
    private volatile @Nullable KernelDrops kernelDrops;

    /**
     * Sockets that are not open yet.
     *
     * @param agentTimeout silence after which an agent loses its place, nanoseconds
     */
    public UdpSource(UdpInput input, ShardQueues queues, int maxAgents, long agentTimeout) {
        this.input = input;
        this.port = input.port();
        AgentPlaces places = new AgentPlaces(maxAgents);
        for (int i = 0; i < input.sockets(); i++) {
            feeds.add(new ShardFeed(queues.ofSource(i), new AdmittedAgents(places, agentTimeout)));
        }
        ticker = new MarkTicker(RealTime.SYSTEM, clock, queues.marks());
    }

    @Override
    public void start() {
        try {
            for (int i = 0; i < feeds.size(); i++) {
                UdpReceiver receiver = new UdpReceiver(i, feeds.get(i), clock, numbers);
                receivers.add(receiver);
                receiver.open(input, port);
                port = receiver.port();
            }
        } catch (IOException e) {
            receivers.forEach(UdpReceiver::close);
            throw new UncheckedIOException("cannot listen on UDP " + where() + ": " + e.getMessage(), e);
        }
        receiveBuffer = receivers.getFirst().receiveBuffer();
        kernelDrops = KernelDrops.ofPort(port);
        LOG.info("Listening, sFlow port {}", port);
        if (receiveBuffer < input.receiveBuffer()) {
            LOG.warn(
                    "Receive buffer of {} bytes asked for, {} given: raise net.core.rmem_max",
                    input.receiveBuffer(),
                    receiveBuffer);
        }
        ticker.start();
        receivers.forEach(UdpReceiver::start);
    }

    private String where() {
        return input.address() == null ? "port " + port : new InetSocketAddress(input.address(), port).toString();
    }

    @Override
    public EngineClock clock() {
        return clock;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public SourceStatus status() {
        KernelDrops drops = kernelDrops;
        return new SourceStatus(
                sum(Counted.DATAGRAMS),
                sum(Counted.BYTES),
                sum(Counted.TOO_LARGE),
                sum(Counted.REFUSED),
                sum(Counted.RECEIVE_ERRORS),
                drops == null ? KernelDrops.UNKNOWN : drops.count(),
                input.receiveBuffer(),
                receiveBuffer);
    }

    private long sum(Counted what) {
        return feeds.stream().mapToLong(feed -> feed.counts().get(what)).sum();
    }

    @Override
    public void close() {
        receivers.forEach(UdpReceiver::close);
        ticker.close();
    }
}
