package weir.rest;

import java.util.List;
import java.util.Optional;

/**
 * How the HTTP server behaves; the settings {@code http.*}.
 *
 * <p>Thread: any; immutable.
 *
 * @param hostname address to listen on; empty for all
 * @param port TCP port; 0 takes any free one
 * @param log whether each request is logged
 * @param html whether the pages are served
 * @param htmlRedirect where {@code /} leads
 * @param rest whether the core resources are served although the pages are not
 * @param readonly whether requests that change something are refused
 * @param jsonIndent spaces of indent
 * @param hosts names that browsers may use; empty for the rule without names
 * @param pages what pages of apps may do
 * @param buffers sizes of the server's buffers
 * @param limits bounds of what clients can take
 */
public record RestConfiguration(
        Optional<String> hostname,
        int port,
        boolean log,
        boolean html,
        String htmlRedirect,
        boolean rest,
        boolean readonly,
        int jsonIndent,
        List<String> hosts,
        PagePolicy pages,
        Buffers buffers,
        Limits limits) {

    /** The defaults, on a port. */
    public static RestConfiguration onPort(int port) {
        return new RestConfiguration(
                Optional.empty(),
                port,
                false,
                true,
                "./html/index.html",
                true,
                false,
                1,
                List.of(),
                PagePolicy.STRICT,
                new Buffers(32768, 8192, 8192, 32768),
                Limits.standard());
    }

    /**
     * Sizes of buffers, in bytes.
     *
     * @param requestHeader longest request line and headers
     * @param responseHeader longest headers of an answer
     * @param request content of requests is read through this
     * @param response answers are written through this
     */
    public record Buffers(int requestHeader, int responseHeader, int request, int response) {}

    /**
     * Bounds of what clients can take.
     *
     * @param connections open at a time; more wait to be accepted
     * @param rendering large answers rendered at a time
     * @param open large answers begun and not ended
     * @param slow other answers that wait for slow clients
     * @param waitMillis how long a large answer waits for its turn
     * @param body bytes of one request's body
     * @param bodies bytes of all bodies that are being read
     * @param held requests that wait for something to happen
     * @param idleMillis how long a connection may be silent that waits for nothing
     */
    public record Limits(
            int connections,
            int rendering,
            int open,
            int slow,
            long waitMillis,
            int body,
            long bodies,
            int held,
            long idleMillis) {

        /** One large answer for each two processors; bodies that fit into the usual heap. */
        public static Limits standard() {
            int rendering = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            return new Limits(10_000, rendering, 4 + 4 * rendering, 100, 5000, 4 << 20, 16 << 20, 8_000, 30_000);
        }
    }
}
