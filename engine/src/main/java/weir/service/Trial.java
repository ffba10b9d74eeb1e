package weir.service;

import java.util.List;
import weir.event.Event;

/**
 * What a threshold would have said of the datagrams that are held.
 *
 * <p>Thread: any; immutable.
 *
 * @param since engine time of the first datagram that was tried, ms since the epoch; 0 when none is held
 * @param until engine time of the last one
 * @param datagrams how many
 * @param count events that it would have made
 * @param events the newest of them, newest first
 */
public record Trial(long since, long until, long datagrams, long count, List<Event> events) {

    /** Copies the list. */
    public Trial {
        events = List.copyOf(events);
    }
}
