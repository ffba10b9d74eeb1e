package weir.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import weir.event.NetworkMonitor;
import weir.event.ThresholdMonitor;
import weir.flow.Rehearsal;
import weir.flow.attribute.FlowKeyTable;
import weir.ingest.CaptureInput;
import weir.ingest.CaptureSource;
import weir.ingest.DatagramSource;
import weir.ingest.EngineClock;
import weir.ingest.ShardQueues;
import weir.ingest.UdpInput;
import weir.ingest.UdpSource;
import weir.ipfix.IpfixExporter;
import weir.ipfix.IpfixRecords;
import weir.meter.Meter;
import weir.meter.MeterInputs;
import weir.meter.MeterLimits;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.metric.DataSourceId;
import weir.net.IpAddress;
import weir.relay.RelaySender;
import weir.relay.RelayingState;
import weir.relay.ShardRelay;
import weir.shard.ArrivalSequencer;
import weir.shard.Delays;
import weir.shard.HostExchange;
import weir.shard.Logs;
import weir.shard.MarkSequencer;
import weir.shard.Measurements;
import weir.shard.RecentDatagrams;
import weir.shard.RecentHistory;
import weir.shard.RecordedState;
import weir.shard.Sequencer;
import weir.shard.Shard;
import weir.shard.ShardNames;
import weir.shard.ShardOutlet;
import weir.shard.ShardSet;
import weir.shard.ShardState;

/**
 * The running product below its doors: source, shards, clock and services, wired by hand.
 *
 * <p>Does nothing until {@link #start()}. Thread: any; {@link #start()} once.
 */
public final class Engine implements AutoCloseable {

    /**
     * Silence after which an agent's place may go to another: longer than its state lives on its shard, which looks for
     * silent agents once a minute, so that the state is gone by then.
     */
    private static final long PLACE_TIMEOUT = AgentTable.TIMEOUT + 120 * EngineClock.SECOND;

    /** Part of the heap that flows may take. */
    private static final double FLOW_MEMORY = 0.4;

    /** So long after the start compilers have done what comes first. */
    private static final int REHEARSAL_SECONDS = 20;

    private final boolean live;
    private final DatagramSource source;
    private final Runnable release;
    private final ReplayService replay;
    private final TopologyService topology = new TopologyService();
    private final HostExchange hosts;
    private final NetworkService network;
    private final LocationService locations;
    private final MetricService metrics;
    private final FlowService flows;
    private final LookupService lookups;
    private final EventService events;
    private final BgpService bgp;
    private final BgpTraffic bgpTraffic;
    private final Sequencer sequencer;
    private final RelaySender sender = new RelaySender();
    private final IpfixExporter ipfix;
    private final RelayService relays;
    private final RecentHistory recent;
    private final TrialService trials;
    private final RuleService rules;
    private final EvidenceService evidence;
    private final EngineReport report;
    private final List<Shard> shards = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** An engine that does nothing yet. */
    public Engine(EngineConfiguration configuration) {
        ShardQueues queues =
                new ShardQueues(configuration.input(), configuration.shards(), configuration.queueCapacity());
        CountDownLatch appended = new CountDownLatch(1);
        switch (configuration.input()) {
            case UdpInput udp -> {
                source = new UdpSource(udp, queues, configuration.maxAgents(), PLACE_TIMEOUT);
                release = () -> {};
                replay = ReplayService.none();
            }
            case CaptureInput capture -> {
                CaptureSource opened =
                        new CaptureSource(capture.held(), queues, configuration.maxAgents(), PLACE_TIMEOUT);
                source = opened;
                release = capture.hold() ? () -> {} : opened::release;
                replay = ReplayService.of(capture, opened, () -> appended.getCount() == 0);
            }
        }
        live = configuration.input() instanceof UdpInput;
        // The source decides who is let in; the bound of the directory only catches agents of which one shard has not
        // yet seen the end when another sees the beginning.
        AgentDirectory directory = new AgentDirectory(configuration.limits().withAgents(2 * configuration.maxAgents()));
        ShardSet set = new ShardSet();
        List<RecentDatagrams> kept = kept(configuration);
        recent = new RecentHistory(kept);
        flows = new FlowService(set, directory, topology::index, source.clock()::now);
        metrics = new MetricService(directory, topology::index, flows, source.clock()::now);
        lookups = new LookupService(configuration.names(), System::currentTimeMillis);
        bgp = new BgpService(lookups::change, () -> topology.index().agents(directory.agents()));
        topology.follow(bgp::topologyChanged);
        bgpTraffic = new BgpTraffic(bgp, flows);
        Logs logs = Logs.of(configuration.logs().events(), configuration.logs().flows());
        Map<Meter, ThresholdMonitor> monitors = new HashMap<>();
        events = new EventService(
                logs,
                (threshold, agent, dataSource, flow) -> isExceeded(set, monitors, threshold, agent, dataSource, flow));
        NetworkMonitor network = new NetworkMonitor(events::current);
        sequencer = live
                ? new ArrivalSequencer(configuration.shards(), logs, network, source.clock())
                : new MarkSequencer(configuration.shards(), logs, network, () -> ended(appended));
        ipfix = new IpfixExporter(configuration.ipfixPort());
        relays = new RelayService(!live, source::port);
        FlowKeyTable keys = FlowKeyTable.standard(configuration.structures());
        hosts = new HostExchange(configuration.shards(), !live);
        trials = new TrialService(
                recent, configuration.structures(), keys, flows::current, lookups::current, topology::index);
        rules = new RuleService(
                recent,
                configuration.structures(),
                keys,
                directory,
                lookups::current,
                topology::index,
                source.clock()::now);
        evidence = new EvidenceService(
                recent, configuration.structures(), keys, flows::current, lookups::current, topology::index);
        report = new EngineReport(
                source, queues, directory, lookups, events, sequencer, evidence, sender, ipfix, recent, live);
        this.network = new NetworkService(topology, directory, metrics);
        locations = new LocationService(set, hosts, directory, topology::index, lookups::current);
        for (int i = 0; i < configuration.shards(); i++) {
            ShardOutlet outlet = sequencer.outlet(i);
            ThresholdMonitor monitor = new ThresholdMonitor(events::current, directory::agent, outlet);
            ShardNames names = new ShardNames(lookups::current, topology::index, hosts, i);
            MeterInputs inputs = new MeterInputs(flows::current, names::lookups, names::topology);
            Meter meter = new Meter(inputs, keys, limits(configuration), new IpfixRecords(monitor, ipfix));
            Measurements measurements =
                    new Measurements(directory, configuration.structures(), names, meter, monitor, outlet);
            ShardRelay relay = new ShardRelay(relays::plan, sender, directory, configuration.structures(), keys);
            ShardState state = new RelayingState(measurements, relay);
            Delays delays = new Delays(source.clock());
            Shard shard = new Shard(
                    i,
                    queues.ofShard(i),
                    queues.doorbell(i),
                    kept.isEmpty() ? state : new RecordedState(state, kept.get(i)),
                    live ? delays : arrived -> {},
                    outlet::ended);
            shards.add(shard);
            set.add(shard, meter, names.edge());
            monitors.put(meter, monitor);
            report.add(shard, measurements, monitor, delays);
        }
    }

    private boolean isExceeded(
            ShardSet set,
            Map<Meter, ThresholdMonitor> monitors,
            String threshold,
            String agent,
            DataSourceId dataSource,
            Optional<String> flow) {
        Optional<IpAddress> address = metrics.agent(agent).map(Agent::address);
        if (address.isEmpty()) {
            return false;
        }
        long now = source.clock().now();
        List<Boolean> answers = set.ask(meter -> {
            ThresholdMonitor monitor = monitors.get(meter);
            return () -> monitor != null && monitor.isExceeded(threshold, address.get(), dataSource, flow, now);
        });
        return answers.contains(true);
    }

    /** Flows of all shards together may take a part of the heap. */
    private static MeterLimits limits(EngineConfiguration configuration) {
        long memory = (long) (Runtime.getRuntime().maxMemory() * FLOW_MEMORY);
        return new MeterLimits(configuration.flowEntries(), Math.max(1, memory / configuration.shards()));
    }

    private static List<RecentDatagrams> kept(EngineConfiguration configuration) {
        int shards = configuration.recentBytes() == 0 ? 0 : configuration.shards();
        return Stream.generate(() -> new RecentDatagrams(configuration.recentBytes() / shards))
                .limit(shards)
                .toList();
    }

    private void ended(CountDownLatch appended) {
        appended.countDown();
        stopped.countDown();
    }

    /**
     * Opens sockets or the capture and starts all threads.
     *
     * @throws java.io.UncheckedIOException the port cannot be bound; nothing runs then
     * @throws weir.pcap.CaptureException the capture cannot be read; nothing runs then
     */
    public void start() {
        start(() -> {});
    }

    /**
     * The same, with something to be done when questions are answered already and before the first datagram of a replay.
     *
     * @param armed what is to be done
     */
    public void start(Runnable armed) {
        if (live) {
            CompletableFuture.delayedExecutor(REHEARSAL_SECONDS, TimeUnit.SECONDS)
                    .execute(Rehearsal::once);
        }
        report.start();
        lookups.start();
        sender.start();
        ipfix.start();
        source.start();
        evidence.start(events.events());
        sequencer.start();
        shards.forEach(Shard::start);
        armed.run();
        release.run();
    }

    /** The engine's clock; stands at the start of the epoch until a replay is started. */
    public EngineClock clock() {
        return source.clock();
    }

    /** UDP port listened on, also when the system chose it; in replay the port packets are taken for. */
    public int port() {
        return source.port();
    }

    /** What was received and lost so far. */
    public EngineStatus status() {
        return report.status();
    }

    /** The topology. */
    public TopologyService topology() {
        return topology;
    }

    /** Names of the topology beside the interfaces of agents. */
    public NetworkService network() {
        return network;
    }

    /** Where hosts are attached. */
    public LocationService locations() {
        return locations;
    }

    /** Questions about agents and their metrics. */
    public MetricService metrics() {
        return metrics;
    }

    /** Flow definitions, and questions about the flows they measure. */
    public FlowService flows() {
        return flows;
    }

    /** Collectors that datagrams are relayed to. */
    public RelayService relays() {
        return relays;
    }

    /** Groups, maps, and the names in force. */
    public LookupService lookups() {
        return lookups;
    }

    /** Routers that BGP is spoken with; does not listen until it is told to. */
    public BgpService bgp() {
        return bgp;
    }

    /** How much traffic the prefixes of those routers carry. */
    public BgpTraffic bgpTraffic() {
        return bgpTraffic;
    }

    /** Thresholds, events and the log of flows. */
    public EventService events() {
        return events;
    }

    /** The datagrams that were applied last; none when they are not kept. */
    public RecentHistory recent() {
        return recent;
    }

    /** Tries thresholds on the datagrams that were applied last. */
    public TrialService trials() {
        return trials;
    }

    /** What events rest on. */
    public EvidenceService evidence() {
        return evidence;
    }

    /** Tries rules against attacks on the samples that came last. */
    public RuleService rules() {
        return rules;
    }

    /** The replay, if there is one. */
    public ReplayService replay() {
        return replay;
    }

    /** Waits until a replay that does not loop has ended and everything is applied, or the engine is closed. */
    public void awaitEnd() throws InterruptedException {
        stopped.await();
    }

    /** Stops all threads, waits for them and releases sockets and files. More than once does no harm. */
    @Override
    public void close() {
        bgp.close();
        source.close();
        hosts.close();
        shards.forEach(Shard::close);
        sequencer.close();
        evidence.close();
        sender.close();
        ipfix.close();
        lookups.close();
        stopped.countDown();
    }
}
