package weir.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.request.NotFoundException;
import weir.script.call.ScriptServices;
import weir.script.call.Sharing;
import weir.service.Engine;

/**
 * All scripts: starts them, loads edited ones again, hands requests on, and says what became of them.
 *
 * <p>Thread: any; {@link #start()} once.
 */
public final class ScriptHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScriptHost.class);
    private static final long LOOK_MILLIS = 500;
    /** The limit is one of processor time; on a busy machine that takes longer. */
    private static final long START_SECONDS = 60;

    /** A script by its source, and what was seen of its file. */
    private static final class Place {
        private final ScriptSource source;
        private volatile Script current;
        private final AtomicInteger loads = new AtomicInteger(1);

        private volatile Optional<String> reloadError = Optional.empty();
        private final EditedFile file;

        private Place(ScriptSource source, Script first) {
            this.source = source;
            current = first;
            file = new EditedFile(source.file());
        }
    }

    private final ScriptConfiguration configuration;
    private final ScriptServices services;
    private final boolean live;
    private final Sharing sharing = new Sharing();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Place> started = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService watcher;
    private @Nullable Future<?> looking;

    /** Scripts that do not run yet. */
    public ScriptHost(ScriptConfiguration configuration, ScriptServices services) {
        this.configuration = configuration;
        this.services = services;
        live = isLive(services.engine());
        for (ScriptSource source : configuration.sources()) {
            Place before = places.put(source.name(), new Place(source, script(source, null)));
            if (before != null) {
                LOG.warn("{} and {} have one name; the first does not run", before.source.file(), source.file());
            }
        }
    }

    private static boolean isLive(Engine engine) {
        try {
            engine.replay().status();
            return false;
        } catch (NotFoundException e) {
            return true;
        }
    }

    private Script script(ScriptSource source, @Nullable Script before) {
        return new Script(source, services, configuration.limits(), sharing, before, live);
    }

    /** Starts all scripts and waits until their top levels have ended, but not for ever. */
    public void start() {
        places.forEach((name, place) -> {
            LOG.info("{} started", place.source.shown());
            place.current.start();
            started.put(name, place);
        });
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
            for (Place place : places.values()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (!place.current.awaitReady(Math.max(0, left))) {
                    LOG.warn("{} has not ended its top level; it goes on, and so does the start", place.source.shown());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!places.isEmpty()) {
            watcher = Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().name("script-watch").daemon().unstarted(task));
            looking = watcher.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        for (Place place : places.values()) {
            place.current.giveUpIfStuck();
            if (configuration.reload() && place.file.isDue()) {
                reload(place);
            }
        }
    }

    /** Runs the new text beside the old script, which goes on if the new one fails. */
    private void reload(Place place) {
        LOG.info("{} has changed and is loaded again", place.source.shown());
        Script next = script(place.source, place.current);
        next.start();
        try {
            if (!next.awaitReady(TimeUnit.SECONDS.toMillis(START_SECONDS)) || !next.isEstablished()) {
                next.stop();
                place.reloadError = next.error().or(() -> Optional.of("the edited script did not start in time"));
                LOG.warn("{} goes on as it was", place.source.shown());
                return;
            }
            place.current = next;
            place.loads.incrementAndGet();
            place.reloadError = Optional.empty();
            LOG.info("{} started", place.source.shown());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What became of each script, by name. */
    public SortedMap<String, ScriptStatus> statuses() {
        SortedMap<String, ScriptStatus> statuses = new TreeMap<>();
        started.forEach(
                (name, place) -> statuses.put(name, place.current.status(place.loads.get(), place.reloadError)));
        return statuses;
    }

    /** Whether no script has failed. */
    public boolean isWell() {
        return statuses().values().stream().noneMatch(ScriptStatus::failed);
    }

    /** Has a script answer a request and waits for the answer; status 503 when there is none of the name, or none in time. */
    public ScriptReply ask(String name, ScriptRequest request) {
        Place place = started.get(name);
        return place == null ? ScriptReply.UNAVAILABLE : place.current.ask(request);
    }

    /** Ends all scripts. */
    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(true);
        }
        if (watcher != null) {
            watcher.shutdownNow();
        }
        started.values().forEach(place -> place.current.stop());
        started.values().forEach(place -> place.current.join());
    }
}
