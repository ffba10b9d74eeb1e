package weir.ipfix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscChunkedAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowSource;
import weir.flow.FlowTotals;
import weir.flow.key.FlowDefinition;
import weir.ingest.Doorbell;
import weir.ingest.EngineThread;
import weir.ingest.OutgoingSocket;
import weir.net.IpAddress;

/**
 * Sends records of flows to collectors, on a thread and a socket of its own.
 *
 * <p>Records are put into messages as long as more of them wait, and sent at once when none do. Many messages in a row go
 * out at some ten megabytes a second, which a collector's receive buffer bears. Bounds: {@value #MOST_WAITING} records wait,
 * {@value #MOST_STREAMS} pairs of collector and template are known; what is beyond is dropped and counted.
 *
 * <p>Thread: {@link #offer} and counts any.
 */
public final class IpfixExporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IpfixExporter.class);
    private static final int MOST_WAITING = 65_536;
    private static final int FIRST_CHUNK = 1_024;
    private static final int MOST_STREAMS = 1_000;
    private static final int FIRST_TEMPLATE = 256;
    private static final int BURST = 8;
    private static final long PAUSE = 1_000_000;
    private static final long MILLIS = 1_000;

    private record Export(List<IpAddress> collectors, IpfixTemplate template, byte[] record, long seconds) {}

    private record StreamKey(IpAddress collector, IpfixTemplate template) {}

    /** What a collector has got, and where it is. */
    private static final class Collector {
        private final InetSocketAddress address;
        private long sequence;

        private Collector(InetSocketAddress address) {
            this.address = address;
        }
    }

    private record Stream(Collector collector, IpfixMessage message) {}

    private final int port;
    private final MpscChunkedAtomicArrayQueue<Export> waiting =
            new MpscChunkedAtomicArrayQueue<>(FIRST_CHUNK, MOST_WAITING);
    private final Doorbell doorbell = new Doorbell();
    private final EngineThread thread = new EngineThread("weir-ipfix", this::run);
    private final Map<IpfixTemplate, Integer> ids = new HashMap<>();
    private final Map<IpAddress, Collector> collectors = new HashMap<>();
    private final Map<StreamKey, Stream> streams = new LinkedHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong drops = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final OutgoingSocket socket = new OutgoingSocket();
    private int burst;
    private volatile boolean closed;

    /** An exporter that does nothing yet, to collectors on a port. */
    public IpfixExporter(int port) {
        this.port = port;
    }

    /**
     * Opens the socket and starts the thread.
     *
     * @throws java.io.UncheckedIOException there is no socket to be had
     */
    public void start() {
        socket.open();
        thread.start();
    }

    /** Hands a record over that is to be sent to the definition's collectors. */
    void offer(FlowDefinition definition, FlowSource source, FlowTotals totals) {
        boolean v6 = source.agent().map(IpAddress::v6).orElse(false);
        IpfixTemplate template = IpfixTemplate.of(definition, v6);
        Export export = new Export(
                definition.ipfixCollectors(), template, template.record(source, totals), totals.end() / MILLIS);
        if (waiting.offer(export)) {
            doorbell.ring();
        } else {
            drops.incrementAndGet();
        }
    }

    private void run() {
        while (!closed) {
            Export export = waiting.poll();
            if (export == null) {
                flush();
                doorbell.announceSleep();
                if (!closed && waiting.isEmpty()) {
                    doorbell.await(Long.MAX_VALUE);
                }
                doorbell.stayAwake();
            } else {
                export.collectors().forEach(collector -> add(collector, export));
            }
        }
        flush();
    }

    private void add(IpAddress address, Export export) {
        StreamKey key = new StreamKey(address, export.template());
        Stream stream = streams.get(key);
        if (stream == null) {
            if (streams.size() >= MOST_STREAMS) {
                drops.incrementAndGet();
                return;
            }
            int id = ids.computeIfAbsent(export.template(), template -> FIRST_TEMPLATE + ids.size());
            Collector collector = collectors.computeIfAbsent(address, this::collector);
            stream = new Stream(collector, new IpfixMessage(id, export.template()));
            streams.put(key, stream);
        }
        if (!stream.message().add(export.record(), export.seconds())) {
            send(stream);
            stream.message().add(export.record(), export.seconds());
        }
    }

    private Collector collector(IpAddress address) {
        byte[] bytes = new byte[address.v6() ? 16 : 4];
        for (int i = 0; i < bytes.length; i++) {
            int fromEnd = bytes.length - 1 - i;
            bytes[i] = (byte) ((fromEnd < 8 ? address.low() : address.high()) >>> (fromEnd & 7) * 8);
        }
        try {
            return new Collector(new InetSocketAddress(InetAddress.getByAddress(bytes), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void flush() {
        for (Stream stream : streams.values()) {
            if (stream.message().records() > 0) {
                send(stream);
            }
        }
        burst = 0;
    }

    private void send(Stream stream) {
        Collector collector = stream.collector();
        int records = stream.message().records();
        try {
            if (socket.send(stream.message().finish(collector.sequence), collector.address)) {
                sent.addAndGet(records);
            }
        } catch (IOException | RuntimeException e) {
            if (errors.getAndAdd(records) == 0) {
                LOG.warn("IPFIX to {} failed; further failures are only counted: {}", collector.address, e.toString());
            }
        }
        collector.sequence += records;
        stream.message().clear();
        if (++burst % BURST == 0 && !closed) {
            LockSupport.parkNanos(this, PAUSE);
        }
    }

    /** Records sent and lost, by kind; empty when there were none. */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        if (sent.get() + drops.get() + errors.get() > 0) {
            counts.put("ipfixRecords", sent.get());
            counts.put("ipfixDrops", drops.get());
            counts.put("ipfixErrors", errors.get());
        }
        return counts;
    }

    /** Sends what is in messages, stops the thread and closes the socket. More than once does no harm. */
    @Override
    public void close() {
        closed = true;
        doorbell.ring();
        thread.join();
        socket.close();
    }
}
