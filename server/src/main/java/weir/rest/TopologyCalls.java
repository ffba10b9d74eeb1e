package weir.rest;

import java.util.Map;
import weir.service.TopologyService;
import weir.topology.Topology;

/**
 * Calls about the topology. Source: REST API reference, section 7.
 *
 * <p>Thread: any.
 */
public final class TopologyCalls {

    private final TopologyService service;

    /** Calls of a service. */
    public TopologyCalls(TopologyService service) {
        this.service = service;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of("topology", request -> topology(), "installTopology", this::install);
    }

    private Answer install(RestRequest request) {
        service.install(request.body().members());
        return new Answer.Done();
    }

    private Answer topology() {
        Topology topology = service.topology();
        return new Answer.Json(out -> TopologyJson.write(out, topology));
    }
}
