package weir.rest;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Errors that the HTTP server finds itself, such as a malformed request, as a plain sentence. */
final class PlainErrors extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        // What went wrong inside is for the log, not for the client.
        String sentence =
                message == null || code >= HttpStatus.INTERNAL_SERVER_ERROR_500 ? HttpStatus.getMessage(code) : message;
        Replies.sentence(response, callback, code, sentence);
    }
}
