package weir.rest;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a line for each request. */
final class RequestLines implements RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLines.class);

    @Override
    public void log(Request request, Response response) {
        LOG.info(
                "HTTP {}, client: {}, status: {}, path: {}",
                request.getMethod(),
                Request.getRemoteAddr(request),
                response.getStatus(),
                request.getHttpURI().getPath());
    }
}
