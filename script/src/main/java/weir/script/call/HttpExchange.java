package weir.script.call;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import weir.request.InvalidRequestException;

/**
 * A request of a script to an HTTP server, and what came of it.
 *
 * <p>Bounds: {@value #CONNECT_SECONDS} s to connect, {@value #SECONDS} s for all of it, {@value #LARGEST} bytes of answer.
 * Thread: any.
 *
 * @param uri address
 * @param method of HTTP
 * @param headers by name
 * @param body what is sent; empty for nothing
 */
record HttpExchange(URI uri, String method, Map<String, String> headers, Optional<String> body) {

    private static final int CONNECT_SECONDS = 10;
    private static final int SECONDS = 30;
    private static final int LARGEST = 16 << 20;
    private static final int FIRST_ERROR = 400;
    private static final List<String> OPERATIONS = List.of("GET", "PUT", "POST", "DELETE");

    /** One client for all scripts, made when the first needs it. */
    private static final class Client {
        private static final HttpClient SHARED = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** An exchange did not end well; the status is 0 when there was no answer. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        FailedException(String message, int status) {
            super(message, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }

        /** The sentence. */
        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /** What the server answered. */
    record Reply(int status, String body, String url, Map<String, List<String>> headers) {

        /** As scripts see it. */
        Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("status", status);
            members.put("body", body);
            members.put("url", url);
            members.put("headers", headers);
            return members;
        }
    }

    /**
     * A request.
     *
     * @param operation {@code get}, {@code put}, {@code post} or {@code delete}, in any case
     * @throws InvalidRequestException the address or the operation is wrong
     */
    static HttpExchange of(String url, String operation, Map<String, String> headers, Optional<String> body) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("'" + url + "' is not a URL");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
            throw new InvalidRequestException("'" + url + "' is not an http or https URL");
        }
        String method = operation.toUpperCase(Locale.ROOT);
        if (!OPERATIONS.contains(method)) {
            throw new InvalidRequestException("operation '" + operation + "' is none of get, put, post, delete");
        }
        return new HttpExchange(uri, method, headers, body);
    }

    /** The same with user and password. */
    HttpExchange as(Optional<String> user, Optional<String> password) {
        if (user.isEmpty()) {
            return this;
        }
        String pair = user.get() + ":" + password.orElse("");
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        return new HttpExchange(uri, method, all, body);
    }

    /** Begins it. Is completed with the reply, or exceptionally with a {@link FailedException}. */
    CompletableFuture<Reply> begin() {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(SECONDS));
        try {
            headers.forEach(request::setHeader);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("headers: " + e.getMessage());
        }
        boolean sends = method.equals("PUT") || method.equals("POST") || body.isPresent();
        request.method(method, sends ? BodyPublishers.ofString(body.orElse("")) : BodyPublishers.noBody());
        return Client.SHARED
                .sendAsync(request.build(), BoundedBody.handler(LARGEST))
                .orTimeout(SECONDS + CONNECT_SECONDS, TimeUnit.SECONDS)
                .handle(this::ended);
    }

    private Reply ended(@Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
        if (failure != null || answer == null) {
            throw new CompletionException(new FailedException(reason(failure), 0));
        }
        if (answer.statusCode() >= FIRST_ERROR) {
            throw new CompletionException(
                    new FailedException(uri + ": status " + answer.statusCode(), answer.statusCode()));
        }
        return reply(answer);
    }

    private static Reply reply(HttpResponse<String> answer) {
        return new Reply(
                answer.statusCode(),
                answer.body(),
                answer.uri().toString(),
                answer.headers().map());
    }

    private String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return uri + ": no answer";
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return uri + ": " + (cause instanceof TimeoutException ? "no answer in time" : what);
    }

    /** Does it and waits. */
    Reply await() throws FailedException {
        try {
            return begin().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FailedException failed) {
                throw failed;
            }
            throw new IllegalStateException("an exchange fails in one way", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException(uri + ": interrupted", 0);
        }
    }

    /** Reads the body of an answer, up to a number of bytes. */
    private static final class BoundedBody {

        static HttpResponse.BodyHandler<String> handler(int most) {
            return info -> HttpResponse.BodySubscribers.mapping(
                    HttpResponse.BodySubscribers.limiting(HttpResponse.BodySubscribers.ofByteArray(), most),
                    bytes -> new String(bytes, charset(info)));
        }

        private static java.nio.charset.Charset charset(HttpResponse.ResponseInfo info) {
            String type = info.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            return type.contains("charset=iso-8859-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        }
    }
}
