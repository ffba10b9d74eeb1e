package weir.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import weir.request.InvalidRequestException;
import weir.script.ScriptReply;
import weir.script.ScriptRequest;

/**
 * Hands requests below {@code /script/FILE/} and {@code /app/APP/scripts/FILE/} to scripts.
 *
 * <p>Runs on a virtual thread of its own for each request, which waits for the script. Source: REST API reference, section
 * 10.
 */
final class ScriptHandler extends Handler.Abstract {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ALLOWED = "DELETE, GET, HEAD, OPTIONS, POST, PUT";

    private final BodyReader bodies;
    private final BiFunction<String, ScriptRequest, ScriptReply> scripts;

    ScriptHandler(RestConfiguration.Limits limits, BiFunction<String, ScriptRequest, ScriptReply> scripts) {
        bodies = new BodyReader(limits.body(), limits.bodies());
        this.scripts = scripts;
    }

    /** Where a path leads: a script, and what follows. */
    private record Target(String script, List<String> rest) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            Optional<Target> target =
                    target(RequestPath.segments(request.getHttpURI().getPath()));
            if (target.isEmpty()) {
                return false;
            }
            serve(target.get(), request, response, callback);
        } catch (InvalidRequestException e) {
            Replies.sentence(response, callback, 400, String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            Replies.sentence(response, callback, e.status(), String.valueOf(e.getMessage()));
        }
        return true;
    }

    private static Optional<Target> target(List<String> path) {
        if (path.size() >= 3 && path.getFirst().equals("script")) {
            return Optional.of(new Target(path.get(1), path.subList(2, path.size())));
        }
        if (path.size() >= 5 && path.getFirst().equals("app") && path.get(2).equals("scripts")) {
            return Optional.of(new Target(path.get(1) + "~" + path.get(3), path.subList(4, path.size())));
        }
        return Optional.empty();
    }

    private void serve(Target target, Request request, Response response, Callback callback) {
        String format = target.rest.getLast();
        if (!format.equals("json") && !format.equals("txt")) {
            Replies.sentence(response, callback, 404, "an address of a script ends in /json or /txt");
            return;
        }
        String method = request.getMethod();
        switch (method) {
            case "GET", "HEAD", "PUT", "POST", "DELETE" -> {}
            case "OPTIONS" -> {
                response.getHeaders().put(HttpHeader.ALLOW, ALLOWED);
                Replies.empty(response, callback, 200);
                return;
            }
            default -> {
                Replies.sentence(response, callback, 501, "scripts are not called for " + method);
                return;
            }
        }
        boolean json = format.equals("json");
        Map<String, List<String>> query =
                new LinkedHashMap<>(QueryString.parse(request.getHttpURI().getQuery()));
        Optional<String> body = Optional.empty();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            String text = new String(bodies.read(request), StandardCharsets.UTF_8);
            if (isForm(request)) {
                QueryString.parse(text).forEach((name, values) -> query.merge(name, values, ScriptHandler::joined));
            } else if (!text.isEmpty()) {
                body = Optional.of(text);
            }
        }
        String asked = method.equals("HEAD") ? "GET" : method;
        List<String> path = target.rest.subList(0, target.rest.size() - 1);
        ScriptReply reply = scripts.apply(target.script, new ScriptRequest(asked, path, json, query, body));
        if (reply.status() != 200) {
            Replies.empty(response, callback, reply.status());
            return;
        }
        response.setStatus(200);
        Replies.dynamic(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, json ? Replies.JSON : Replies.TEXT);
        response.write(true, ByteBuffer.wrap(reply.body().getBytes(StandardCharsets.UTF_8)), callback);
    }

    private static boolean isForm(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
