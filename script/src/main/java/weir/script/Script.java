package weir.script;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.request.InvalidRequestException;
import weir.script.ScriptQueue.Kind;
import weir.script.call.Definitions;
import weir.script.call.FunctionTable;
import weir.script.call.ScriptServices;
import weir.script.call.Sharing;
import weir.script.js.Budget;
import weir.script.js.JavaScript;
import weir.script.js.Limits;
import weir.script.js.ScriptFailure;
import weir.service.Engine;

/**
 * A script that runs: its thread, its engine, what it waits for.
 *
 * <p>Its top level runs once; then its functions are called one at a time for what was queued, until it ends: when nothing can
 * call it any more, when the engine finds an error, when a limit is exceeded, or when it is told to.
 *
 * <p>Thread: any.
 */
final class Script {

    private static final Logger LOG = LoggerFactory.getLogger(Script.class);

    /** Deep enough for what people write; each call of JavaScript takes some hundred bytes. */
    private static final long STACK = 2L << 20;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ScriptSource source;
    private final ScriptServices services;
    private final Limits limits;
    private final Sharing sharing;
    private final @Nullable Script before;
    private final Definitions definitions;
    private final Budget budget;
    private final ScriptQueue queue;
    private final ScriptHandlers handlers;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread;
    private volatile HeadComments head = HeadComments.of("");
    private volatile boolean stopped;
    private volatile boolean ended;
    private volatile boolean established;
    private volatile @Nullable String error;

    /**
     * A script that does not run yet.
     *
     * @param before the one that it is to take the place of when its top level has ended well; null for none
     * @param live whether the engine's clock is the wall clock
     */
    Script(
            ScriptSource source,
            ScriptServices services,
            Limits limits,
            Sharing sharing,
            @Nullable Script before,
            boolean live) {
        this.source = source;
        this.services = services;
        this.limits = limits;
        this.sharing = sharing;
        this.before = before;
        Engine parts = services.engine();
        definitions = new Definitions(parts, before != null);
        queue = new ScriptQueue(limits);
        handlers = new ScriptHandlers(source, parts, limits, queue, live);
        thread = new Thread(null, this::body, "script " + source.name(), STACK);
        thread.setDaemon(true);
        budget = new Budget(limits, thread);
    }

    /** Starts it. */
    void start() {
        thread.start();
    }

    /** Waits until the top level has ended. Answers false when it has not in time. */
    boolean awaitReady(long millis) throws InterruptedException {
        return ready.await(millis, TimeUnit.MILLISECONDS);
    }

    ScriptSource source() {
        return source;
    }

    private void body() {
        try (JavaScript made =
                new JavaScript(budget, () -> services.engine().clock().now() / NANOS_PER_MILLI)) {
            handlers.engine(made);
            topLevel(made);
            established = true;
            ready.countDown();
            loop(made);
        } catch (ScriptFailure failure) {
            fail(failure);
        } catch (InvalidRequestException e) {
            error = source.shown() + " " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", source.shown(), e);
            error = source.shown() + " internal error, see the log: " + e;
        } finally {
            end();
        }
    }

    private void topLevel(JavaScript made) {
        String text = ScriptFiles.read(source.file(), source.shown());
        head = HeadComments.of(text);
        var functions = FunctionTable.of(handlers, services, definitions, sharing);
        head.wrap().ifPresentOrElse(name -> made.defineIn(name, functions), () -> made.define(functions));
        made.run(text, source.shown());
        if (before != null) {
            before.stop();
            before.join();
            definitions.replace(before.definitions);
        }
        handlers.open();
    }

    private void loop(JavaScript made) throws InterruptedException {
        Timers timers = handlers.timers();
        while (!stopped && !handlers.isIdle()) {
            Function interval = timers.dueInterval();
            if (interval != null) {
                made.call(interval, timers.tick());
            }
            Timers.Timeout timeout = timers.dueTimeout();
            if (timeout != null) {
                made.call(timeout.handler(), timeout.arguments());
            }
            boolean again = timers.dueInterval() != null || stopped || handlers.isIdle();
            ScriptQueue.Work work = queue.take(again ? 0 : timers.untilNext(System.nanoTime()));
            if (work != null) {
                work.run();
            }
        }
    }

    private void fail(ScriptFailure failure) {
        if (stopped) {
            return;
        }
        if (failure.isFault()) {
            LOG.error("{} failed", source.shown(), failure.getCause());
        }
        error = source.shown() + " " + failure.sentence();
    }

    /**
     * Gives up a script that is in a single operation which nothing can interrupt: to everybody it has ended, and it does end
     * when the operation has.
     */
    void giveUpIfStuck() {
        if (ended || !budget.overrun()) {
            return;
        }
        error = source.shown() + " a single operation takes more than twice " + limits.callbackMillis()
                + " ms (script.limit.time) and cannot be interrupted; the script gets nothing any more";
        stop();
        close();
        LOG.warn("{}", error);
    }

    private void close() {
        ended = true;
        handlers.requests().giveUp();
        queue.close();
        ready.countDown();
        definitions.end();
    }

    private void end() {
        handlers.close();
        boolean given = ended;
        close();
        if (given) {
            LOG.info("{} stopped", source.shown());
            return;
        }
        if (error != null) {
            LOG.warn("{}", error);
        }
        if (established || before == null) {
            LOG.info("{} stopped", source.shown());
        }
    }

    /** Ends it soon. */
    void stop() {
        stopped = true;
        budget.close();
        queue.wake();
    }

    /** Waits until it has ended, or as long as an honest callback may take. */
    void join() {
        try {
            thread.join(limits.callbackMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether its top level has ended well, so that it counts. */
    boolean isEstablished() {
        return established;
    }

    /** What ended it. Absent: empty. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /**
     * What became of it.
     *
     * @param loads how often the file was loaded
     * @param further what went wrong elsewhere
     */
    ScriptStatus status(int loads, Optional<String> further) {
        return new ScriptStatus(
                !ended,
                ended && error == null,
                error().or(() -> further),
                budget.cpuMillis(),
                budget.slowestMillis(),
                budget.mostBytes(),
                limits,
                count(Kind.FLOW),
                count(Kind.EVENT),
                count(Kind.REQUEST),
                loads,
                head.shown());
    }

    private ScriptStatus.Count count(Kind kind) {
        return new ScriptStatus.Count(queue.received(kind), queue.lost(kind), queue.waiting(kind), queue.bound(kind));
    }

    /** Has it answer a request, and waits for the answer as long as one may wait. */
    ScriptReply ask(ScriptRequest request) {
        return handlers.requests().ask(request);
    }
}
