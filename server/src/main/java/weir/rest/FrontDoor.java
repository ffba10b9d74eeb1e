package weir.rest;

import java.util.Optional;
import java.util.Set;
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

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

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
                !READING.contains(request.getMethod()),
                request.getHeaders().get(HttpHeader.HOST),
                request.getHeaders().get(HttpHeader.ORIGIN));
        if (objection.isPresent()) {
            Replies.sentence(response, callback, 403, objection.get());
            return true;
        }
        String path = request.getHttpURI().getPath();
        boolean page = path.equals("/") || path.equals("/html") || path.startsWith("/html/");
        boolean app = path.startsWith("/app/");
        boolean hidden = !configuration.html() && (page || !configuration.rest()) && !app;
        if (!hidden) {
            Optional<String> elsewhere = elsewhere(path);
            if (elsewhere.isPresent()) {
                Replies.redirect(response, callback, elsewhere.get());
                return true;
            }
            if (super.handle(request, response, callback)) {
                return true;
            }
        }
        Replies.sentence(response, callback, 404, "nothing is at " + path);
        return true;
    }

    private Optional<String> elsewhere(String path) {
        return switch (path) {
            case "/" -> Optional.of(configuration.htmlRedirect());
            case "/html" -> Optional.of("./html/index.html");
            case "/api" -> Optional.of("./api/index.html");
            // Articles still send their readers there.
            case "/agents/html" -> Optional.of("../html/index.html");
            default -> Optional.empty();
        };
    }
}
