package weir.rest;

import java.util.Map;
import weir.request.InvalidRequestException;
import weir.service.Evidence;
import weir.service.EvidenceService;

/**
 * Calls about what events rest on.
 *
 * <p>Thread: any.
 */
public final class EvidenceCalls {

    /** Content type of capture files. */
    static final String PCAP = "application/vnd.tcpdump.pcap";

    private final EvidenceService service;

    /** Calls of a service. */
    public EvidenceCalls(EvidenceService service) {
        this.service = service;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of(
                "evidence",
                this::evidence,
                "eventPackets",
                request -> new Answer.File(PCAP, service.capture(id(request))));
    }

    private Answer evidence(RestRequest request) {
        Evidence evidence = service.of(id(request));
        return new Answer.Json(out -> out.tree(evidence.members()));
    }

    private static long id(RestRequest request) {
        String text = request.path("event");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidRequestException("event must be a number, not '" + text + "'");
        }
    }
}
