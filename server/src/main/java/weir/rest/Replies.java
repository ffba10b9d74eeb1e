package weir.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Short replies, and the headers that every reply has which is not a file. */
final class Replies {

    static final String TEXT = "text/plain;charset=utf-8";
    static final String JSON = "application/json";

    private static final PreEncodedHttpField CACHE_CONTROL =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache, no-store, must-revalidate");
    private static final PreEncodedHttpField PRAGMA = new PreEncodedHttpField(HttpHeader.PRAGMA, "no-cache");
    private static final PreEncodedHttpField EXPIRES = new PreEncodedHttpField(HttpHeader.EXPIRES, "0");
    /** A sentence that repeats what a client sent is never taken for a page. */
    private static final PreEncodedHttpField NO_SNIFF = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");

    private Replies() {}

    /** Headers of whatever changes from one request to the next. */
    static void dynamic(HttpFields.Mutable headers) {
        headers.put(CACHE_CONTROL);
        headers.put(PRAGMA);
        headers.put(EXPIRES);
        headers.put(NO_SNIFF);
    }

    /** A sentence on a line of its own. */
    static void sentence(Response response, Callback callback, int status, String sentence) {
        response.setStatus(status);
        dynamic(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TEXT);
        byte[] text = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(text), callback);
    }

    /** A status and nothing else. */
    static void empty(Response response, Callback callback, int status) {
        response.setStatus(status);
        dynamic(response.getHeaders());
        response.write(true, ByteBuffer.allocate(0), callback);
    }

    /** Leads the client elsewhere, by the address as written. */
    static void redirect(Response response, Callback callback, String location) {
        response.getHeaders().put(HttpHeader.LOCATION, location);
        empty(response, callback, 302);
    }
}
