package weir.rest;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * First to see a request: refuses what browsers are made to send, hides what the operator switched off, answers {@code /}
 * and the addresses that moved, and says 404 to what nobody else answers.
 */
final class FrontDoor extends Handler.Wrapper {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> CHANGING = Set.of("DELETE", "POST", "PUT");
    private static final String LOOPING_BACK = "TRACE";

    private final RestConfiguration configuration;
    private final BrowserGuard guard;

    FrontDoor(RestConfiguration configuration, Handler next) {
        super(next);
        this.configuration = configuration;
        guard = new BrowserGuard(configuration.hosts());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<String> objection = guard.objection(
                !READING.contains(request.getMethod()) && !request.getMethod().equals(LOOPING_BACK),
                request.getHeaders().get(HttpHeader.HOST),
                request.getHeaders().get(HttpHeader.ORIGIN));
        if (objection.isPresent()) {
            Replies.sentence(response, callback, 403, objection.get());
            return true;
        }
        String path = request.getHttpURI().getPath();
        if (path.equals("*")) {
            allowing(Stream.concat(READING.stream(), CHANGING.stream()), request, response, callback);
            return true;
        }
        boolean page = path.equals("/") || path.equals("/html") || path.startsWith("/html/");
        boolean app = path.startsWith("/app/");
        boolean hidden = !configuration.html() && (page || !configuration.rest()) && !app;
        if (!hidden) {
            Optional<String> elsewhere = elsewhere(path);
            if (elsewhere.isPresent()) {
                if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
                    Replies.redirect(response, callback, elsewhere.get());
                } else {
                    allowing(READING.stream(), request, response, callback);
                }
                return true;
            }
            if (super.handle(request, response, callback)) {
                return true;
            }
        }
        Replies.sentence(response, callback, 404, "nothing is at " + path);
        return true;
    }

    /** Tells what can be done; anything else that was asked for cannot. */
    private static void allowing(Stream<String> methods, Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.ALLOW, methods.sorted().collect(Collectors.joining(", ")));
        if (request.getMethod().equals("OPTIONS")) {
            Replies.empty(response, callback, 200);
        } else {
            Replies.sentence(response, callback, 405, "this address does not support " + request.getMethod());
        }
    }

    private Optional<String> elsewhere(String path) {
        return switch (path) {
            case "/" -> Optional.of(configuration.htmlRedirect());
            case "/html" -> Optional.of("./html/index.html");
            case "/api" -> Optional.of("./api/index.html");
            // Articles still send their readers there.
            case "/agents/html" -> Optional.of("../html/agents.html");
            default -> Optional.empty();
        };
    }
}
