package weir.script.call;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.mozilla.javascript.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.script.js.JsValues;

/** HTTP requests of scripts. Source: script API reference, section 10.3. */
final class HttpFunctions {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFunctions.class);

    private final OwnScript script;
    private final boolean network;

    HttpFunctions(OwnScript script, boolean network) {
        this.script = script;
        this.network = network;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("http", this::http);
        calls.put("http2", arguments -> await(options(arguments)).members());
        calls.put("httpAsync", this::httpAsync);
        return calls;
    }

    private static HttpExchange.Reply await(HttpExchange exchange) {
        try {
            return exchange.await();
        } catch (HttpExchange.FailedException e) {
            throw new InvalidRequestException(e.sentence());
        }
    }

    /** Two forms: {@code url, 'get', user, password, accept}, and {@code url, operation, type, body, user, password}. */
    private Object http(Arguments arguments) {
        OutputFunctions.requireNetwork(network);
        String url = arguments.needed(0, "url");
        String operation = arguments.text(1).orElse("get");
        Map<String, String> headers = new LinkedHashMap<>();
        if (operation.equalsIgnoreCase("get")) {
            arguments.text(4).ifPresent(accept -> headers.put("Accept", accept));
            HttpExchange exchange = HttpExchange.of(url, operation, headers, Optional.empty());
            return await(exchange.as(arguments.text(2), arguments.text(3))).body();
        }
        arguments.text(2).ifPresent(type -> headers.put("Content-Type", type));
        HttpExchange exchange = HttpExchange.of(url, operation, headers, arguments.text(3));
        return await(exchange.as(arguments.text(4), arguments.text(5))).body();
    }

    private HttpExchange options(Arguments arguments) {
        OutputFunctions.requireNetwork(network);
        Map<String, Object> options =
                arguments.object(0).orElseThrow(() -> new InvalidRequestException("an object of options is needed"));
        Map<String, String> headers = new LinkedHashMap<>();
        if (options.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put((String) name, String.valueOf(value)));
        }
        String url = text(options, "url").orElseThrow(() -> new InvalidRequestException("url is missing"));
        return HttpExchange.of(url, text(options, "operation").orElse("get"), headers, text(options, "body"))
                .as(text(options, "user"), text(options, "password"));
    }

    private static Optional<String> text(Map<String, Object> options, String name) {
        return Optional.ofNullable(options.get(name)).map(String::valueOf);
    }

    private Object httpAsync(Arguments arguments) {
        HttpExchange exchange = options(arguments);
        Optional<Function> success = arguments.function(0, "success");
        Optional<Function> error = arguments.function(0, "error");
        OwnScript.Later later = script.begin();
        CompletableFuture<HttpExchange.Reply> ended = exchange.begin().whenComplete((reply, failure) -> {
            if (failure == null) {
                later.done(success, reply::members);
            } else {
                later.done(error, () -> failed(exchange, failure));
            }
        });
        LOG.trace("{} begun: {}", exchange.uri(), ended);
        return JsValues.undefined();
    }

    /** An error whose text is the message, with status and address. */
    private Object failed(HttpExchange exchange, Throwable failure) {
        Throwable cause = failure.getCause() instanceof HttpExchange.FailedException inner ? inner : failure;
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("url", exchange.uri().toString());
        members.put("status", cause instanceof HttpExchange.FailedException failed ? failed.status() : 0);
        return script.values().errorObject(String.valueOf(cause.getMessage()), members);
    }
}
