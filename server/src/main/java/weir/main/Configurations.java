package weir.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import weir.app.AppFolder;
import weir.app.AppScript;
import weir.event.Threshold;
import weir.flow.key.FlowDefinition;
import weir.ingest.CaptureInput;
import weir.ingest.EngineClock;
import weir.ingest.Input;
import weir.ingest.ReplaySpeed;
import weir.ingest.UdpInput;
import weir.metric.MetricLimits;
import weir.names.DnsConfiguration;
import weir.names.NameSources;
import weir.request.InvalidRequestException;
import weir.rest.DefinitionFile;
import weir.rest.PagePolicy;
import weir.rest.RestConfiguration;
import weir.rest.TopologyFile;
import weir.script.ScriptConfiguration;
import weir.script.ScriptSource;
import weir.script.js.Limits;
import weir.service.EngineConfiguration;
import weir.service.LogSizes;
import weir.service.TopologyService;
import weir.sflow.StructureTable;

/** What each part is built from, by the settings. The only place that knows the names of both. */
final class Configurations {

    private static final int MEGABYTE_BITS = 20;

    private Configurations() {}

    /** The HTTP server. */
    static RestConfiguration rest(Settings settings) {
        settings.text("http.hostname").ifPresent(name -> address("http.hostname", name));
        return new RestConfiguration(
                settings.text("http.hostname"),
                settings.integer("http.port"),
                settings.yes("http.log"),
                settings.yes("http.html"),
                settings.text("http.html.redirect").orElse("./html/index.html"),
                settings.yes("http.rest"),
                settings.yes("http.readonly"),
                settings.integer("http.json.indent"),
                settings.list("http.hosts"),
                new PagePolicy(settings.yes("app.html.inline"), sources(settings)),
                new RestConfiguration.Buffers(
                        settings.integer("http.requestheadersize"),
                        settings.integer("http.responseheadersize"),
                        settings.integer("http.requestbuffersize"),
                        settings.integer("http.responsebuffersize")),
                RestConfiguration.Limits.standard());
    }

    private static List<String> sources(Settings settings) {
        List<String> sources = settings.list("app.html.sources");
        for (String source : sources) {
            if (!PagePolicy.isSource(source)) {
                throw new SettingException(List.of("app.html.sources: '" + source
                        + "' must be http:// or https:// with a host, and a port and a folder if wanted"));
            }
        }
        return sources;
    }

    /**
     * The engine.
     *
     * @throws SettingException a file that is named cannot be read
     * @throws weir.sflow.StructureException a row of {@code sflow.structures} is wrong
     */
    static EngineConfiguration engine(Settings settings) {
        int shards =
                settings.text("workers.number").map(Integer::parseInt).orElseGet(EngineConfiguration::defaultShards);
        return new EngineConfiguration(
                input(settings),
                shards,
                settings.integer("workers.maxqueue"),
                settings.integer("agents.max"),
                structures(settings),
                names(settings),
                new LogSizes(settings.integer("events.max"), settings.integer("flows.max")),
                settings.integer("flow.cache.max"),
                settings.integer("ipfix.port"),
                limits(settings),
                settings.integer("sflow.recent.bytes"));
    }

    /** Apps that are installed. */
    static AppFolder apps(Settings settings) {
        return AppFolder.read(settings.place("app.folder").orElseThrow());
    }

    /**
     * Installs the topology that was kept, and has others kept, if a file is named for it.
     *
     * @throws SettingException the file cannot be read, or holds no topology
     */
    static void topology(Settings settings, TopologyService service) {
        if (settings.text("topology.file").isEmpty()) {
            return;
        }
        Path place = settings.place("topology.file").orElseThrow();
        TopologyFile file = new TopologyFile(place);
        try {
            file.read().ifPresent(service::install);
        } catch (InvalidRequestException e) {
            throw new SettingException(List.of("topology.file, " + place + ": " + e.getMessage()));
        } catch (IOException e) {
            throw new SettingException(List.of("topology.file cannot be read: " + e.getMessage()));
        }
        service.keep(file::keep);
    }

    /**
     * Flow definitions to begin with.
     *
     * @throws SettingException the file that is named cannot be read, or one of them is wrong
     */
    static List<FlowDefinition> flows(Settings settings) {
        return definitions(settings, "flow.file", FlowDefinition::of);
    }

    /**
     * Thresholds to begin with.
     *
     * @throws SettingException the file that is named cannot be read, or one of them is wrong
     */
    static List<Threshold> thresholds(Settings settings) {
        return definitions(settings, "threshold.file", Threshold::of);
    }

    private static <T> List<T> definitions(
            Settings settings, String property, BiFunction<String, Map<String, Object>, T> reader) {
        Optional<Path> file = settings.file(property);
        try {
            return file.isEmpty() ? List.of() : DefinitionFile.read(file.get(), reader);
        } catch (InvalidRequestException e) {
            throw new SettingException(List.of(property + ": " + e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new SettingException(List.of(property + " cannot be read: " + e.getMessage()));
        }
    }

    /** Scripts. */
    static ScriptConfiguration scripts(Settings settings, AppFolder apps) {
        List<ScriptSource> sources = new ArrayList<>();
        for (String name : settings.list("script.file")) {
            Path named = Path.of(name);
            sources.add(ScriptSource.of(
                    Files.exists(named) ? named : settings.home().resolve(name)));
        }
        for (AppScript script : apps.scripts()) {
            String folder = "app/" + script.app() + "/scripts";
            sources.add(new ScriptSource(script.name(), script.logName(), folder, script.file()));
        }
        Limits standard = Limits.standard();
        int queue = settings.integer("script.queue.max");
        Limits limits = new Limits(
                settings.integer("script.limit.time"),
                settings.text("script.limit.memory")
                        .map(megabytes -> Long.parseLong(megabytes) << MEGABYTE_BITS)
                        .orElse(standard.callbackBytes()),
                queue,
                queue,
                settings.integer("script.requests.max"),
                standard.callbacks());
        return new ScriptConfiguration(sources, limits, settings.yes("script.reload"));
    }

    private static MetricLimits limits(Settings settings) {
        MetricLimits usual = MetricLimits.DEFAULT;
        return new MetricLimits(
                usual.agents(),
                settings.integer("agents.subagents.max"),
                settings.integer("agents.sources.max"),
                settings.integer("agents.metrics.max"),
                settings.integer("agents.text.max"),
                usual.listLength(),
                usual.blocks());
    }

    private static Input input(Settings settings) {
        int port = settings.integer("sflow.port");
        Optional<Path> capture = settings.file("sflow.file");
        if (capture.isPresent()) {
            String speed = settings.text("sflow.file.speed").orElseThrow();
            return new CaptureInput(
                    capture.get(),
                    port,
                    ReplaySpeed.parse(speed).orElseThrow(),
                    settings.yes("sflow.file.loop"),
                    settings.yes("sflow.file.hold"),
                    settings.integer("sflow.file.head") * EngineClock.SECOND);
        }
        @Nullable
        InetAddress address = settings.text("sflow.hostname")
                .map(name -> address("sflow.hostname", name))
                .orElse(null);
        int buffer = settings.integer("sflow.rcvpktsbuffer") * UdpInput.BYTES_PER_PACKET;
        return new UdpInput(address, port, settings.integer("sflow.sockets"), buffer);
    }

    private static NameSources names(Settings settings) {
        List<String> servers = settings.list("dns.servers");
        DnsConfiguration dns = new DnsConfiguration(
                servers,
                settings.home(),
                settings.integer("dns.cache.max"),
                seconds(settings, "dns.cache.timeout"),
                seconds(settings, "dns.timeout"));
        return new NameSources(
                settings.place("geo.country"),
                settings.place("geo.asn"),
                settings.place("oui.names"),
                Optional.of(dns).filter(any -> !servers.isEmpty()));
    }

    private static Duration seconds(Settings settings, String property) {
        return Duration.ofMillis((long) (settings.number(property) * 1000));
    }

    private static StructureTable structures(Settings settings) {
        Optional<Path> file = settings.file("sflow.structures");
        if (file.isEmpty()) {
            return StructureTable.standard();
        }
        try {
            List<String> rows = Files.readAllLines(file.get(), StandardCharsets.UTF_8);
            return StructureTable.with(rows, file.get().toString());
        } catch (IOException e) {
            throw new SettingException(List.of("sflow.structures cannot be read: " + e.getMessage()));
        }
    }

    private static InetAddress address(String property, String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new SettingException(List.of(property + " is no address and no known name: " + name));
        }
    }
}
