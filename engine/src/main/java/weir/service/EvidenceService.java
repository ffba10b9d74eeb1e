package weir.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.event.Event;
import weir.event.Numbered;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.attribute.SampleContext;
import weir.flow.key.CompiledFlow;
import weir.flow.key.DefinitionSet;
import weir.flow.key.FlowDefinition;
import weir.ingest.EngineThread;
import weir.lookup.Lookups;
import weir.meter.FlowDefinitions;
import weir.metric.Agent;
import weir.metric.CounterStructures;
import weir.metric.SourceFeed;
import weir.metric.TelemetryListener;
import weir.net.IpAddress;
import weir.request.NotFoundException;
import weir.sflow.DatagramHeader;
import weir.sflow.FlowSample;
import weir.sflow.SampledHeader;
import weir.sflow.StructureTable;
import weir.shard.RecentHistory;
import weir.shard.RecentSamples;
import weir.topology.TopologyIndex;

/**
 * Takes the evidence of events from the datagrams that are held, as soon as they are logged, before newer ones take its
 * place.
 *
 * <p>It begins {@value #LET_ACT} ns after an event, so that those who act on it have the processors to themselves and
 * events that come together are worked on together, {@value #TOGETHER} at most. Afterwards the thread rests for
 * {@value #REST} times as long as it worked, so that it takes a fifth of a processor at most. Bounds: {@value #WAITING}
 * events wait, of further ones none is taken, which is counted; evidence of the latest {@value #KEPT} events is kept.
 *
 * <p>Thread: any; the work is done on one of its own.
 */
public final class EvidenceService {

    static final int KEPT = 200;
    private static final int WAITING = 100;
    private static final int TOGETHER = 20;
    private static final int REST = 4;
    private static final long LET_ACT = 100_000_000;
    private static final long SECONDS = 10;
    private static final long PATIENCE_MILLIS = 200;
    private static final long MILLI = 1_000_000;

    private final RecentHistory recent;
    private final StructureTable structures;
    private final CounterStructures metrics;
    private final FlowKeyTable keys;
    private final Supplier<FlowDefinitions> flows;
    private final Supplier<Lookups> lookups;
    private final Supplier<TopologyIndex> topology;
    private final BlockingQueue<Numbered<Event>> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong leftOut = new AtomicLong();
    private final Map<Long, Evidence> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Evidence> eldest) {
            return size() > KEPT;
        }
    };
    private final EngineThread thread = new EngineThread("weir-evidence", this::run);
    private volatile boolean closed;

    EvidenceService(
            RecentHistory recent,
            StructureTable structures,
            FlowKeyTable keys,
            Supplier<FlowDefinitions> flows,
            Supplier<Lookups> lookups,
            Supplier<TopologyIndex> topology) {
        this.recent = recent;
        this.structures = structures;
        metrics = new CounterStructures(structures);
        this.keys = keys;
        this.flows = flows;
        this.lookups = lookups;
        this.topology = topology;
    }

    /** Starts to take the evidence of what is logged from now on. */
    void start(LogReader<Event> events) {
        if (recent.extent().bytes() > 0) {
            events.listen(event -> {
                if (!waiting.offer(event)) {
                    leftOut.incrementAndGet();
                }
            });
            thread.start();
        }
    }

    /** Events whose evidence was not taken, because too many came together. */
    public long leftOut() {
        return leftOut.get();
    }

    /**
     * The evidence of an event.
     *
     * @throws NotFoundException none is kept, or not yet
     */
    public Evidence of(long event) {
        synchronized (kept) {
            Evidence evidence = kept.get(event);
            if (evidence == null) {
                throw new NotFoundException("there is no evidence of event " + event);
            }
            return evidence;
        }
    }

    /**
     * The headers of the evidence of an event, as a capture file.
     *
     * @throws NotFoundException no evidence is kept, or not yet
     */
    public byte[] capture(long event) {
        return HeaderCapture.of(of(event).headers());
    }

    private void run() {
        while (!closed) {
            Numbered<Event> first = next();
            if (first != null) {
                LockSupport.parkNanos(LET_ACT);
                List<Numbered<Event>> events = new ArrayList<>(List.of(first));
                waiting.drainTo(events, TOGETHER - 1);
                long begun = System.nanoTime();
                new Pass(events).run();
                LockSupport.parkNanos(REST * (System.nanoTime() - begun));
            }
        }
    }

    private @Nullable Numbered<Event> next() {
        try {
            return waiting.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return null;
        }
    }

    void close() {
        closed = true;
        thread.wake();
        thread.join();
    }

    /** One way through the datagrams, for some events. */
    private final class Pass implements TelemetryListener {

        private final SampleContext context = new SampleContext(keys);
        private final SampledHeader header = new SampledHeader(structures);
        private final List<EventSamples> gathering = new ArrayList<>();
        private final RecentSamples samples = new RecentSamples(structures, metrics, lookups, topology, this);
        private final long since;
        private final long until;

        Pass(List<Numbered<Event>> events) {
            long least = Long.MAX_VALUE;
            long most = Long.MIN_VALUE;
            FlowDefinitions defined = flows.get();
            for (Numbered<Event> event : events) {
                long time = event.entry().timestamp();
                long from = (time - SECONDS * 1000) * MILLI;
                gathering.add(new EventSamples(
                        event, from, compiled(defined.get(metric(event.entry().metric())))));
                least = Math.min(least, from);
                most = Math.max(most, (time + 1) * MILLI);
            }
            since = least;
            until = most;
        }

        private @Nullable CompiledFlow compiled(@Nullable FlowDefinition definition) {
            return definition == null
                    ? null
                    : new DefinitionSet(List.of(definition), keys).flows().getFirst();
        }

        /** Name of the metric, without a data source before it. */
        private static String metric(String text) {
            return text.substring(text.lastIndexOf('.') + 1);
        }

        void run() {
            Set<IpAddress> agents = new HashSet<>();
            gathering.forEach(each -> each.agent().ifPresent(agents::add));
            boolean all =
                    topology.get() != TopologyIndex.NONE || gathering.stream().anyMatch(EventSamples::restsOnAll);
            boolean complete = all ? samples.read(recent, since, until) : samples.read(recent, since, until, agents);
            synchronized (kept) {
                for (EventSamples each : gathering) {
                    Evidence evidence = each.result(complete);
                    kept.put(evidence.event().id(), evidence);
                }
            }
        }

        @Override
        public void onFlow(DatagramHeader datagram, FlowSample sample, Agent agent, SourceFeed feed, double weight) {
            boolean read = false;
            for (EventSamples each : gathering) {
                if (!each.isFrom(agent.address(), samples.now())) {
                    continue;
                }
                if (!read) {
                    context.flow(datagram, sample, weight, samples.lookups());
                    read = true;
                }
                each.take(context, sample, header, feed.source().id(), samples.now(), weight);
            }
        }
    }
}
