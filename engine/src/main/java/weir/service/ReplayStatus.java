package weir.service;

import java.util.Locale;
import weir.ingest.ReplaySpeed;

/**
 * Where a replay stands.
 *
 * <p>Thread: any; immutable. Source: REST {@code /replay/json}.
 *
 * @param file the capture, as it was named
 * @param state held, running or ended
 * @param speed how fast
 * @param loop whether it starts over at the end
 * @param timeMillis replay clock, milliseconds since the epoch
 * @param datagrams datagrams handed over so far, all passes together
 */
public record ReplayStatus(String file, State state, ReplaySpeed speed, boolean loop, long timeMillis, long datagrams) {

    /** States of a replay, in their order. */
    public enum State {
        /** Waits at the first datagram. */
        HELD,
        /** Hands over datagrams. */
        RUNNING,
        /** Everything is applied and the clock stands. */
        ENDED;

        /** As REST writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
