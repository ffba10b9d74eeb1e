package weir.main;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.app.AppFolder;
import weir.export.PrometheusCalls;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.key.FlowLanguage;
import weir.ingest.CaptureInput;
import weir.ingest.Input;
import weir.rest.AnalyzerFigures;
import weir.rest.AppCalls;
import weir.rest.BgpCalls;
import weir.rest.EventCalls;
import weir.rest.EvidenceCalls;
import weir.rest.FlowCalls;
import weir.rest.FlowLanguageCalls;
import weir.rest.HttpTraffic;
import weir.rest.LogCalls;
import weir.rest.LookupCalls;
import weir.rest.MetricCalls;
import weir.rest.RelayCalls;
import weir.rest.RestCall;
import weir.rest.RestConfiguration;
import weir.rest.RestServer;
import weir.rest.RuleCalls;
import weir.rest.ScriptCalls;
import weir.rest.ServerCalls;
import weir.rest.TopologyCalls;
import weir.rest.TrialCalls;
import weir.script.ScriptHost;
import weir.script.ScriptStatus;
import weir.script.call.ScriptServices;
import weir.service.Engine;
import weir.service.EngineConfiguration;
import weir.service.MetricService;

/**
 * All parts, built from the settings and put together by hand.
 *
 * <p>Does nothing until {@link #start()}. Thread: any.
 */
final class Product implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Product.class);

    private final Engine engine;
    private final Input input;
    private final ScriptHost scripts;
    private final RestServer server;
    private final int httpPort;
    /** -1 when BGP is off. */
    private final int bgpPort;

    private final boolean exit;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();

    /**
     * Builds everything.
     *
     * @throws SettingException a setting names something that cannot be used
     * @throws weir.sflow.StructureException a row of {@code sflow.structures} is wrong
     */
    Product(Settings settings, String version) {
        EngineConfiguration configuration = Configurations.engine(settings);
        input = configuration.input();
        engine = new Engine(configuration);
        Configurations.topology(settings, engine.topology());
        Configurations.flows(settings).forEach(engine.flows()::define);
        Configurations.thresholds(settings).forEach(engine.events()::define);
        MetricService metrics = engine.metrics();
        HttpTraffic traffic = new HttpTraffic();
        AnalyzerFigures figures = new AnalyzerFigures(version, engine::status, traffic);
        AppFolder apps = Configurations.apps(settings);
        apps.warnings().forEach(LOG::warn);
        scripts = new ScriptHost(
                Configurations.scripts(settings, apps),
                new ScriptServices(
                        engine,
                        version,
                        figures::byName,
                        settings::given,
                        settings::names,
                        settings.place("script.store").orElseThrow(),
                        settings.yes("script.network"),
                        settings.yes("script.commands")));
        Map<String, RestCall> calls = new HashMap<>();
        calls.putAll(new ServerCalls(version, figures, engine.replay(), scripts::isWell).calls());
        calls.putAll(new LogCalls(RecentLines.ofProcess()).calls());
        calls.putAll(new ScriptCalls(scripts).calls());
        calls.putAll(new MetricCalls(metrics).calls());
        calls.putAll(new FlowCalls(engine.flows()).calls());
        calls.putAll(new FlowLanguageCalls(FlowLanguage.of(FlowKeyTable.standard(configuration.structures()))).calls());
        calls.putAll(new EventCalls(engine.events()).calls());
        calls.putAll(new TrialCalls(engine.trials()).calls());
        calls.putAll(new EvidenceCalls(engine.evidence()).calls());
        calls.putAll(new RuleCalls(engine.rules()).calls());
        calls.putAll(new TopologyCalls(engine.topology()).calls());
        calls.putAll(new LookupCalls(engine.lookups()).calls());
        calls.putAll(new RelayCalls(engine.relays()).calls());
        calls.putAll(new BgpCalls(engine.bgp(), engine.bgpTraffic()).calls());
        String prefix = settings.text("prometheus.metric.prefix").orElse("");
        calls.putAll(new PrometheusCalls(figures, metrics, prefix, settings.yes("prometheus.type")).calls());
        calls.putAll(new AppCalls(apps, this::hasFailed).calls());
        RestConfiguration rest = Configurations.rest(settings);
        httpPort = rest.port();
        bgpPort = settings.yes("bgp.start") ? settings.integer("bgp.port") : -1;
        server = new RestServer(rest, calls, engine.flows()::current, apps.apps(), traffic, scripts::ask);
        boolean ends = input instanceof CaptureInput capture && !capture.loop();
        exit = ends && settings.yes("sflow.file.exit");
    }

    /**
     * Opens the HTTP port, then lets datagrams in, so that a client can watch a replay from its first one.
     *
     * @throws StartException a port cannot be opened or the capture not be read; nothing runs then
     */
    void start() {
        try {
            server.start();
        } catch (UncheckedIOException e) {
            close();
            throw new StartException("cannot listen on TCP port " + httpPort + " (http.port): " + reason(e));
        }
        LOG.info("Listening, HTTP port {}", server.port());
        startBgp();
        try {
            engine.start(scripts::start);
        } catch (UncheckedIOException e) {
            close();
            String what = input instanceof CaptureInput capture
                    ? "cannot read " + capture.file() + " (sflow.file)"
                    : "cannot listen on UDP port " + input.port() + " (sflow.port)";
            throw new StartException(what + ": " + reason(e));
        } catch (weir.pcap.CaptureException e) {
            close();
            throw new StartException("cannot replay (sflow.file): " + e.getMessage());
        }
    }

    private void startBgp() {
        if (bgpPort < 0) {
            return;
        }
        try {
            engine.bgp().start(new InetSocketAddress(bgpPort));
        } catch (UncheckedIOException e) {
            close();
            throw new StartException("cannot listen on TCP port " + bgpPort + " (bgp.port): " + reason(e));
        }
    }

    private boolean hasFailed(String script) {
        ScriptStatus status = scripts.statuses().get(script);
        return status != null && status.failed();
    }

    private static String reason(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : reason(cause);
    }

    /** The HTTP port that is open. */
    int httpPort() {
        return server.port();
    }

    /** The TCP port that routers connect to; -1 when BGP is off. */
    int bgpPort() {
        return engine.bgp().port();
    }

    /** The UDP port that is open. */
    int sflowPort() {
        return engine.port();
    }

    /** Waits until somebody closes this, or a replay is over that ends it. */
    void awaitEnd() throws InterruptedException {
        if (exit) {
            engine.awaitEnd();
        } else {
            closed.await();
        }
    }

    /** Stops everything. More than once does no harm. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try (engine;
                    scripts) {
                server.close();
            } finally {
                closed.countDown();
            }
        }
    }
}
