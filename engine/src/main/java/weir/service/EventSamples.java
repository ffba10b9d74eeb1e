package weir.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.bgp.flowspec.FlowPacket;
import weir.bgp.trial.Makeup;
import weir.bgp.trial.Measure;
import weir.bgp.trial.SeenPacket;
import weir.event.Event;
import weir.event.Numbered;
import weir.flow.attribute.SampleContext;
import weir.flow.key.CompiledFlow;
import weir.metric.DataSourceId;
import weir.net.IpAddress;
import weir.sflow.FlowSample;
import weir.sflow.Interface;
import weir.sflow.SampledHeader;

/**
 * Gathers the samples that one event rests on.
 *
 * <p>Bound: the latest {@value #MOST} packets are looked at, {@link Evidence#MOST_HEADERS} headers are kept. Thread: one.
 */
final class EventSamples {

    private static final int MOST = 20_000;
    private static final String HOST_FUNCTION = "host:";
    private static final long MILLI = 1_000_000;

    private final Numbered<Event> event;
    private final long since;
    private final long until;
    /** Absent: null for a metric that is no flow. */
    private final @Nullable CompiledFlow flow;

    private final Optional<String> key;
    private final Optional<IpAddress> agent;
    private final Optional<DataSourceId> source;
    private final Measure measure;
    private final Deque<SeenPacket> packets = new ArrayDeque<>();
    private final Deque<PacketHeader> headers = new ArrayDeque<>();
    private long samples;
    private double frames;
    private double bytes;
    private long first;

    /**
     * Nothing is gathered yet.
     *
     * @param since engine time from which samples count, nanoseconds since the epoch
     * @param flow the definition that the event is of; null when its metric is no flow
     */
    EventSamples(Numbered<Event> event, long since, @Nullable CompiledFlow flow) {
        this.event = event;
        this.since = since;
        this.flow = flow;
        Event told = event.entry();
        until = (told.timestamp() + 1) * MILLI - 1;
        key = told.flowKey().map(known -> known.text());
        agent = told.source().agent();
        source = told.source().dataSource();
        measure = flow != null && flow.definition().value().equals("bytes") ? Measure.BYTES : Measure.FRAMES;
    }

    /** The agent whose samples the event rests on. Absent: empty when it rests on several. */
    Optional<IpAddress> agent() {
        return agent;
    }

    /** Whether what other agents say is needed to find the samples: they know the hosts that keys may name. */
    boolean restsOnAll() {
        return agent.isEmpty()
                || flow != null && (flow.definition().keys() + flow.definition().filter()).contains(HOST_FUNCTION);
    }

    /** Whether the event may rest on samples that an agent sent at a time. */
    boolean isFrom(IpAddress from, long now) {
        return now >= since && now <= until && (agent.isEmpty() || agent.get().equals(from));
    }

    /** Takes a sample that {@link #isFrom} holds for, if the event rests on it. */
    void take(
            SampleContext context, FlowSample sample, SampledHeader header, DataSourceId at, long now, double weight) {
        if (!isAt(at, sample) || !isOfFlow(context)) {
            return;
        }
        boolean sampled = header.find(sample);
        double length = sampled ? header.frameLength() : 0;
        samples++;
        frames += weight;
        bytes += weight * length;
        first = first == 0 ? now : first;
        FlowPacket packet = FlowPacket.of(context.layers());
        if (packet != null) {
            add(packets, new SeenPacket(now, packet, true, false, weight, length), MOST);
        }
        int linkType = sampled ? PacketHeader.linkType(header.protocol()) : -1;
        if (linkType >= 0) {
            int end = Math.min(header.end(), header.start() + PacketHeader.MOST);
            byte[] copy = Arrays.copyOfRange(sample.bytes(), header.start(), end);
            add(headers, new PacketHeader(now, linkType, header.frameLength(), copy), Evidence.MOST_HEADERS);
        }
    }

    private static <T> void add(Deque<T> to, T element, int most) {
        if (to.size() == most) {
            to.removeFirst();
        }
        to.addLast(element);
    }

    private boolean isAt(DataSourceId at, FlowSample sample) {
        if (agent.isEmpty()
                || source.isEmpty()
                || !source.get().isInterface()
                || source.get().index() == 0) {
            return true;
        }
        if (flow != null) {
            return source.get().equals(at);
        }
        long index = source.get().index();
        return source.get().equals(at)
                || sample.inputFormat() == Interface.IF_INDEX && sample.inputValue() == index
                || sample.outputFormat() == Interface.IF_INDEX && sample.outputValue() == index;
    }

    private boolean isOfFlow(SampleContext context) {
        CompiledFlow definition = flow;
        if (definition == null) {
            return true;
        }
        return definition.evaluate(context)
                && (key.isEmpty()
                        || key.get()
                                .equals(definition.keyText(
                                        definition.key().bytes(),
                                        0,
                                        definition.key().length())));
    }

    Evidence result(boolean complete) {
        return new Evidence(
                event,
                Math.floorDiv(since, MILLI),
                complete,
                samples,
                Math.floorDiv(first, MILLI),
                frames,
                bytes,
                Makeup.of(new ArrayList<>(packets), measure),
                List.copyOf(headers));
    }
}
