package weir.script;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import weir.event.Event;
import weir.event.FlowRecord;
import weir.request.InvalidRequestException;
import weir.script.ScriptQueue.Kind;
import weir.script.call.OwnScript;
import weir.script.js.JavaScript;
import weir.script.js.JsValues;
import weir.script.js.Limits;
import weir.service.Engine;

/**
 * What of a script is to be called, and when, as its functions set it.
 *
 * <p>Thread: that of the script, but for {@link #requests()} and work that is done elsewhere.
 */
final class ScriptHandlers implements OwnScript {

    /** What scripts log, under a name of its own. */
    private static final Logger LINES = LoggerFactory.getLogger("weir.script.log");

    private final ScriptSource source;
    private final ScriptQueue queue;
    private final int mostUnderWay;
    private final Timers timers;
    private final ScriptRequests requests;
    private final Subscription<Event> events;
    private final Subscription<FlowRecord> flows;
    private @Nullable JavaScript engine;
    private int underWay;
    private boolean watching;

    /**
     * Nothing is to be called.
     *
     * @param live whether the engine's clock is the wall clock
     */
    ScriptHandlers(ScriptSource source, Engine parts, Limits limits, ScriptQueue queue, boolean live) {
        this.source = source;
        this.queue = queue;
        mostUnderWay = limits.callbacks();
        requests = new ScriptRequests(queue, this::engine);
        timers = new Timers(parts.clock()::now, live, limits.callbacks());
        events = new Subscription<>(
                parts.events().events(),
                entry -> queue.offer(Kind.EVENT, () -> call(this.eventHandler(), EventValues.event(entry))));
        flows = new Subscription<>(
                parts.events().flows(),
                entry -> queue.offer(Kind.FLOW, () -> call(this.flowHandler(), EventValues.record(entry))));
    }

    /** The engine of the script. */
    void engine(JavaScript made) {
        engine = made;
    }

    private JavaScript engine() {
        if (engine == null) {
            throw new IllegalStateException("the script does not run");
        }
        return engine;
    }

    private @Nullable Function eventHandler() {
        return events.handler();
    }

    private @Nullable Function flowHandler() {
        return flows.handler();
    }

    private void call(@Nullable Function handler, Object argument) {
        if (handler != null) {
            engine().call(handler, argument);
        }
    }

    private void answer(Function handler, Supplier<? extends @Nullable Object> argument) {
        Object made = argument.get();
        engine().call(handler, made == null ? JsValues.undefined() : made);
    }

    /** Events and flow records may come. */
    void open() {
        events.open();
        flows.open();
    }

    /** None come any more. */
    void close() {
        events.clear();
        flows.clear();
    }

    Timers timers() {
        return timers;
    }

    ScriptRequests requests() {
        return requests;
    }

    /** Whether nothing is to be called any more. */
    boolean isIdle() {
        return timers.isIdle()
                && underWay == 0
                && !watching
                && events.handler() == null
                && flows.handler() == null
                && !requests.isHandled()
                && queue.isEmpty();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String folder() {
        return source.folder();
    }

    @Override
    public JsValues values() {
        return engine().values();
    }

    @Override
    public void include(String path) {
        engine().include(ScriptFiles.read(ScriptFiles.find(source, path), path), path);
    }

    @Override
    public void log(Level level, String text) {
        LINES.atLevel(level).log(text);
    }

    @Override
    public void onInterval(Function handler, double seconds) {
        timers.setInterval(handler, seconds);
    }

    @Override
    public void onEvent(Function handler, Optional<Set<String>> names) {
        events.set(handler, names);
    }

    @Override
    public void onFlow(Function handler, Optional<Set<String>> names) {
        flows.set(handler, names);
    }

    @Override
    public void onRequest(Function handler) {
        requests.set(handler);
    }

    @Override
    public void clearInterval() {
        timers.clearInterval();
    }

    @Override
    public void clearEvents() {
        events.clear();
    }

    @Override
    public void clearFlows() {
        flows.clear();
    }

    @Override
    public void clearRequests() {
        requests.set(null);
    }

    @Override
    public int later(Function handler, long millis, @Nullable Object[] arguments) {
        return timers.later(handler, millis, arguments);
    }

    @Override
    public void cancel(int number) {
        timers.cancel(number);
    }

    @Override
    public Later begin() {
        if (underWay >= mostUnderWay) {
            throw new InvalidRequestException(mostUnderWay + " calls are under way already");
        }
        underWay++;
        return (handler, argument) -> queue.offer(Kind.CALLBACK, () -> {
            underWay--;
            handler.ifPresent(function -> answer(function, argument));
        });
    }

    @Override
    public Later watch() {
        watching = true;
        return (handler, argument) ->
                queue.offer(Kind.CALLBACK, () -> handler.ifPresent(function -> answer(function, argument)));
    }
}
