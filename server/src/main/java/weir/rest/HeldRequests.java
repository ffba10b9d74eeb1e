package weir.rest;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.service.LogReader;

/**
 * Requests that wait for something to happen, without a thread for each.
 *
 * <p>One thread holds all of them: it looks at those that wait for what has just been logged, at those whose time is over,
 * and at those whose client says something or has gone. Requests with the same question share one answer. Writing never waits
 * for a client: what it does not take at once is left to the server's own threads.
 *
 * <p>Bound: the number given; a request beyond it is refused with 503. Thread: any for {@link #hold} and {@link #close}.
 */
final class HeldRequests implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldRequests.class);

    private final int most;
    private final int indent;
    private final AtomicInteger held = new AtomicInteger();
    private final ScheduledThreadPoolExecutor thread;
    private final Map<LogReader<?>, Waiting> byLog = new ConcurrentHashMap<>();

    /** Those that wait for one log. */
    private final class Waiting {
        /** By the name of the entries that are waited for, under an empty one for any; the thread's only. */
        private final Map<String, Set<HeldRequest>> byName = new HashMap<>();

        private final Set<String> news = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean told = new AtomicBoolean();

        private <T> void listenTo(LogReader<T> log) {
            log.listen(entry -> {
                // A request counts before it looks at the log for the last time, so none is missed.
                if (held.get() > 0) {
                    news.add(log.name(entry.entry()));
                    if (told.compareAndSet(false, true)) {
                        run(this::deliver);
                    }
                }
            });
        }

        private void deliver() {
            told.set(false);
            Set<HeldRequest> concerned = new LinkedHashSet<>(byName.getOrDefault("", Set.of()));
            for (String name : Set.copyOf(news)) {
                news.remove(name);
                concerned.addAll(byName.getOrDefault(name, Set.of()));
            }
            Map<Object, byte[]> answers = new HashMap<>();
            for (HeldRequest request : concerned) {
                LogPoll<?> poll = request.poll();
                byte[] known = answers.get(poll.question());
                if (known == null) {
                    known = poll.answer().map(answer -> answer.bytes(indent)).orElse(null);
                }
                if (known != null) {
                    answers.put(poll.question(), known);
                    complete(request, known);
                }
            }
        }

        private void add(HeldRequest request) {
            byName.computeIfAbsent(request.poll().name(), name -> new HashSet<>())
                    .add(request);
        }

        private boolean remove(HeldRequest request) {
            Set<HeldRequest> named = byName.getOrDefault(request.poll().name(), Set.of());
            boolean removed = named.remove(request);
            if (removed && named.isEmpty()) {
                byName.remove(request.poll().name());
            }
            return removed;
        }
    }

    /**
     * None yet.
     *
     * @param most requests held at a time
     * @param indent spaces of indent of answers
     */
    HeldRequests(int most, int indent) {
        this.most = most;
        this.indent = indent;
        thread = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().name("http-held").daemon().unstarted(task));
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Requests that are held now. */
    int count() {
        return held.get();
    }

    /**
     * Holds a request until its poll has an answer or its time is over.
     *
     * @throws RefusedException too many are held: status 503
     */
    void hold(HeldRequest request, long nanos) {
        if (held.incrementAndGet() > most) {
            held.decrementAndGet();
            throw new RefusedException(503, "too many requests wait for something to happen; try again");
        }
        LogReader<?> log = request.poll().log();
        Waiting waiting = byLog.computeIfAbsent(log, first -> {
            Waiting made = new Waiting();
            made.listenTo(first);
            return made;
        });
        if (!run(() -> begin(request, waiting, nanos))) {
            held.decrementAndGet();
            throw new RefusedException(503, "the engine ends");
        }
    }

    private boolean run(Runnable task) {
        try {
            thread.execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // The thread serves everybody; one failure must not end it.
            LOG.error("A held request failed", e);
        }
    }

    private void begin(HeldRequest request, Waiting waiting, long nanos) {
        waiting.add(request);
        var answer = request.poll().answer();
        if (answer.isPresent()) {
            complete(request, answer.get().bytes(indent));
            return;
        }
        request.expiry(thread.schedule(() -> guarded(() -> expire(request)), nanos, TimeUnit.NANOSECONDS));
        request.watch(
                task -> run(() -> {
                    if (isHeld(request)) {
                        task.run();
                    }
                }),
                () -> expire(request));
        request.onFailure(failure -> run(() -> {
            if (release(request)) {
                request.callback().failed(failure);
            }
        }));
    }

    private boolean isHeld(HeldRequest request) {
        Waiting waiting = byLog.get(request.poll().log());
        return waiting != null
                && waiting.byName.getOrDefault(request.poll().name(), Set.of()).contains(request);
    }

    private void expire(HeldRequest request) {
        complete(request, request.poll().nothing().bytes(indent));
    }

    private void complete(HeldRequest request, byte[] body) {
        if (release(request)) {
            Replies.dynamic(request.response().getHeaders());
            request.response().setStatus(200);
            request.response().getHeaders().put(HttpHeader.CONTENT_TYPE, Replies.JSON);
            request.response().write(true, ByteBuffer.wrap(body), request.callback());
        }
    }

    /** Holds a request no longer. Answers false when it was not held. */
    private boolean release(HeldRequest request) {
        Waiting waiting = byLog.get(request.poll().log());
        if (waiting == null || !waiting.remove(request)) {
            return false;
        }
        held.decrementAndGet();
        request.unwatch();
        return true;
    }

    /** Ends the thread; what is held is left to the server, which closes its connections. */
    @Override
    public void close() {
        List<Runnable> left = thread.shutdownNow();
        LOG.debug("{} tasks of held requests are left", left.size());
    }
}
