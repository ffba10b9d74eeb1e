package weir.rest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;
import weir.request.UnavailableException;

/**
 * Answers the operations of the route table. What is no operation is left to the next handler.
 *
 * <p>Runs on a virtual thread of its own for each request, so that it may wait for a slow client.
 */
final class RestHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(RestHandler.class);
    private static final Set<String> CHANGING = Set.of("PUT", "POST", "DELETE");

    private final RestConfiguration configuration;
    private final RouteTable routes;
    private final Turns turns;
    private final SharedAnswers shared;
    private final BodyReader bodies;
    private final HeldRequests held;
    private final HttpTraffic traffic;

    RestHandler(
            RestConfiguration configuration,
            RouteTable routes,
            SharedAnswers shared,
            HeldRequests held,
            HttpTraffic traffic) {
        this.configuration = configuration;
        this.routes = routes;
        this.shared = shared;
        this.held = held;
        this.traffic = traffic;
        RestConfiguration.Limits limits = configuration.limits();
        turns = new Turns(limits);
        bodies = new BodyReader(limits.body(), limits.bodies());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            List<String> path = RequestPath.segments(request.getHttpURI().getPath());
            Optional<RouteTable.Match> match = routes.find(path);
            if (match.isEmpty()) {
                return false;
            }
            serve(match.get(), request, response, callback);
        } catch (InvalidRequestException e) {
            fail(response, callback, 400, e);
        } catch (NotFoundException e) {
            fail(response, callback, 404, e);
        } catch (UnavailableException e) {
            fail(response, callback, 503, e);
        } catch (RefusedException e) {
            fail(response, callback, e.status(), e);
        } catch (IOException e) {
            LOG.debug("{} {}: {}", request.getMethod(), request.getHttpURI().getPath(), e.getMessage());
            callback.failed(e);
        } catch (RuntimeException e) {
            failed(request, response, callback, e);
        } catch (OutOfMemoryError e) {
            outOfMemory(request, response, callback, e);
        }
        return true;
    }

    private void serve(RouteTable.Match match, Request request, Response response, Callback callback)
            throws IOException {
        String method = request.getMethod();
        Map<String, Route> methods = match.resource().routes();
        Route route = methods.get(
                switch (method) {
                    case "HEAD" -> "GET";
                    case "POST" -> "PUT";
                    default -> method;
                });
        if (route == null) {
            response.getHeaders().put(HttpHeader.ALLOW, allowed(methods.keySet()));
            if (method.equals("OPTIONS")) {
                Replies.empty(response, callback, 200);
            } else {
                Replies.sentence(response, callback, 405, "this resource does not support " + method);
            }
            return;
        }
        boolean changing = CHANGING.contains(method);
        if (changing && configuration.readonly()) {
            throw new RefusedException(403, "the engine is read-only (http.readonly=yes)");
        }
        RestRequest asked = new RestRequest(
                match.parameters(), QueryString.parse(request.getHttpURI().getQuery()), () -> bodies.read(request));
        boolean large = route.large() && !method.equals("HEAD");
        long age = method.equals("GET") ? SharedAnswers.age(request) : 0;
        if (age > 0 && route.answer() == Route.Kind.JSON) {
            share(route, asked, age, request, response, callback);
            return;
        }
        try (Turns.Turn turn = large ? turns.large() : turns.small()) {
            Answer answer = routes.call(route).answer(asked);
            if (answer instanceof Answer.Held later) {
                held.hold(new HeldRequest(request, response, callback, later.poll()), later.nanos());
                return;
            }
            render(answer, method.equals("HEAD") && route.large(), turn, response, callback);
        }
    }

    /** Answers a client that takes an answer of some age, together with others who ask the same meanwhile. */
    private void share(Route route, RestRequest asked, long age, Request request, Response response, Callback callback)
            throws IOException {
        String question = request.getHttpURI().getPathQuery();
        SharedAnswers.Shared known = shared.find(question, age);
        if (known == null) {
            ReentrantLock lock = shared.lock(question);
            lock.lock();
            try {
                known = shared.find(question, age);
                if (known == null) {
                    known = make(route, asked, question, lock, request, response, callback);
                }
            } finally {
                release(lock);
            }
        }
        if (known != null) {
            try (Turns.Turn turn = turns.small()) {
                head(response, Replies.JSON);
                response.getHeaders().put(HttpHeader.AGE, Long.toString(known.seconds()));
                AnswerStream stream =
                        new AnswerStream(response, configuration.buffers().response(), turn);
                stream.write(known.content());
                stream.finish();
                callback.succeeded();
            }
        }
    }

    /** Makes an answer that others may share. Absent: null when it is none to be shared, and was given to this client. */
    private SharedAnswers.@Nullable Shared make(
            Route route,
            RestRequest asked,
            String question,
            ReentrantLock lock,
            Request request,
            Response response,
            Callback callback)
            throws IOException {
        try (Turns.Turn turn = route.large() ? turns.large() : turns.small()) {
            long begun = System.nanoTime();
            Object definitions = shared.definitions();
            Answer answer = routes.call(route).answer(asked);
            if (answer instanceof Answer.Held later) {
                held.hold(new HeldRequest(request, response, callback, later.poll()), later.nanos());
                return null;
            }
            if (!(answer instanceof Answer.Json json) || answer.status() != 200) {
                release(lock);
                render(answer, false, turn, response, callback);
                return null;
            }
            AnswerStream stream =
                    new AnswerStream(response, configuration.buffers().response(), turn);
            GatheredAnswer gathering = new GatheredAnswer(stream, SharedAnswers.LARGEST, () -> {
                head(response, Replies.JSON);
                release(lock);
            });
            JsonOut out = new JsonOut(gathering, configuration.jsonIndent());
            json.content().accept(out);
            out.finish();
            if (gathering.isWhole()) {
                var made = new SharedAnswers.Shared(gathering.content(), begun, definitions);
                shared.keep(question, made);
                return made;
            }
            stream.finish();
            callback.succeeded();
            return null;
        }
    }

    private static void release(ReentrantLock lock) {
        if (lock.isHeldByCurrentThread()) {
            lock.unlock();
        }
    }

    private static void head(Response response, String type) {
        response.setStatus(200);
        Replies.dynamic(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    }

    private void render(Answer answer, boolean headOnly, Turns.Turn turn, Response response, Callback callback)
            throws IOException {
        response.setStatus(answer.status());
        if (answer instanceof Answer.Done) {
            Replies.empty(response, callback, answer.status());
            return;
        }
        Replies.dynamic(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type(answer));
        if (headOnly) {
            callback.succeeded();
            return;
        }
        AnswerStream stream = new AnswerStream(response, configuration.buffers().response(), turn);
        switch (answer) {
            case Answer.Json json -> {
                JsonOut out = new JsonOut(stream, configuration.jsonIndent());
                json.content().accept(out);
                out.finish();
            }
            case Answer.Text text -> {
                Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
                text.content().write(out);
                out.flush();
            }
            case Answer.File file -> stream.write(file.content());
            case Answer.Done done -> throw new IllegalStateException("has no content");
            case Answer.Held later -> throw new IllegalStateException("is not there yet");
        }
        stream.finish();
        callback.succeeded();
    }

    private static String type(Answer answer) {
        return switch (answer) {
            case Answer.Json json -> Replies.JSON;
            case Answer.File file -> file.type();
            default -> Replies.TEXT;
        };
    }

    private static void fail(Response response, Callback callback, int status, RuntimeException mistake) {
        String message = mistake.getMessage();
        Replies.sentence(response, callback, status, message == null ? "" : message);
    }

    private static void failed(Request request, Response response, Callback callback, RuntimeException e) {
        if (clientHasGone(e)) {
            LOG.debug("{} {}: {}", request.getMethod(), request.getHttpURI().getPath(), e.getMessage());
            callback.failed(e);
            return;
        }
        LOG.error("HTTP {} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
        if (response.isCommitted()) {
            callback.failed(e);
        } else {
            response.reset();
            Replies.sentence(response, callback, 500, "internal error, see the log");
        }
    }

    /** Told once: where memory is short, each request would say so again. */
    private void outOfMemory(Request request, Response response, Callback callback, OutOfMemoryError e) {
        if (traffic.outOfMemory()) {
            LOG.error(
                    "HTTP {} {} ran out of memory; further ones are only counted",
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    e);
        }
        if (response.isCommitted()) {
            callback.failed(e);
        } else {
            response.reset();
            Replies.sentence(response, callback, 503, "memory does not suffice for the answer; ask for less, or again");
        }
    }

    /** The JSON writer wraps what its stream throws. */
    private static boolean clientHasGone(@Nullable Throwable thrown) {
        return thrown != null && (thrown instanceof IOException || clientHasGone(thrown.getCause()));
    }

    private static String allowed(Set<String> methods) {
        Set<String> allowed = new TreeSet<>(methods);
        allowed.add("OPTIONS");
        if (methods.contains("GET")) {
            allowed.add("HEAD");
        }
        if (methods.contains("PUT")) {
            allowed.add("POST");
        }
        return String.join(", ", allowed);
    }
}
