package weir.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.bgp.trial.Makeup;
import weir.event.Event;
import weir.event.EventLatency;
import weir.event.Numbered;

/**
 * What an event rests on: the samples of the seconds before it, taken when it happened, so that they do not age.
 *
 * <p>Thread: any; immutable. Units: times in ms since the epoch on the engine's clock; frames and bytes are totals that the
 * samples stand for.
 *
 * @param event the event
 * @param since begin of the time that was looked at
 * @param complete whether all datagrams of that time were there
 * @param samples samples of the flow at the event's data source; of a metric that is no flow all that the data source sampled
 * @param first arrival of the first of them; 0 when there is none
 * @param frames packets
 * @param bytes bytes on the wire
 * @param makeup what they consist of
 * @param headers the latest of their headers, oldest first, at most {@value #MOST_HEADERS}
 */
public record Evidence(
        Numbered<Event> event,
        long since,
        boolean complete,
        long samples,
        long first,
        double frames,
        double bytes,
        Makeup makeup,
        List<PacketHeader> headers) {

    /** Headers that are kept of an event. */
    public static final int MOST_HEADERS = 100;

    /** Copies the list. */
    public Evidence {
        headers = List.copyOf(headers);
    }

    /** The members that clients see; how long things took only where the engine is live. */
    public Map<String, Object> members() {
        Event told = event.entry();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("eventID", event.id());
        members.put("since", since);
        members.put("until", told.timestamp());
        members.put("complete", complete);
        members.put("value", told.value());
        told.estimate().ifPresent(estimate -> members.put("error", estimate.error()));
        members.put("samples", samples);
        members.put("frames", frames);
        members.put("bytes", bytes);
        members.putAll(makeup.members());
        members.put("headers", headers.size());
        Optional<EventLatency> latency = told.latency();
        if (latency.isPresent() && first > 0) {
            Map<String, Object> chain = new LinkedHashMap<>();
            chain.put("firstSample", first);
            chain.put("reached", told.timestamp());
            chain.put("detected", told.timestamp() + latency.get().detected());
            chain.put("logged", told.timestamp() + latency.get().logged());
            members.put("chain", chain);
        }
        return members;
    }
}
