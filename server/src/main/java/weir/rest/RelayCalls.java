package weir.rest;

import java.util.Map;
import java.util.SortedMap;
import weir.net.IpAddress;
import weir.relay.Forwarding;
import weir.relay.Tenant;
import weir.service.RelayService;

/**
 * Calls about collectors that datagrams are relayed to. Source: REST API reference, section 8.
 *
 * <p>Thread: any.
 */
public final class RelayCalls {

    private static final String NAME = "name";

    private final RelayService service;

    /** Calls about what a service relays. */
    public RelayCalls(RelayService service) {
        this.service = service;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of(
                "forwardings", request -> forwardings(),
                "forwarding", this::forwarding,
                "defineForwarding", this::defineForwarding,
                "removeForwarding", this::removeForwarding,
                "tenants", request -> tenants(),
                "tenant", this::tenant,
                "defineTenant", this::defineTenant,
                "removeTenant", this::removeTenant);
    }

    private Answer forwardings() {
        SortedMap<String, Forwarding> all = service.forwardings();
        return new Answer.Json(out -> {
            out.startObject();
            all.forEach((name, forwarding) -> write(out.startObject(name), forwarding));
            out.endObject();
        });
    }

    private Answer forwarding(RestRequest request) {
        Forwarding forwarding = service.forwarding(request.path(NAME));
        return new Answer.Json(out -> write(out.startObject(), forwarding));
    }

    private static void write(JsonOut out, Forwarding forwarding) {
        out.member("address", forwarding.address()).member("port", (long) forwarding.port());
        if (!forwarding.agents().isEmpty()) {
            out.startArray("agents");
            forwarding.agents().stream().map(IpAddress::toString).forEach(out::value);
            out.endArray();
        }
        out.endObject();
    }

    private Answer defineForwarding(RestRequest request) {
        service.defineForwarding(request.path(NAME), request.body().members());
        return new Answer.Done();
    }

    private Answer removeForwarding(RestRequest request) {
        service.removeForwarding(request.path(NAME));
        return new Answer.Done();
    }

    private Answer tenants() {
        SortedMap<String, Long> all = service.tenants();
        return new Answer.Json(out -> {
            out.startObject();
            all.forEach(out::member);
            out.endObject();
        });
    }

    private Answer tenant(RestRequest request) {
        Tenant tenant = service.tenant(request.path(NAME));
        return new Answer.Json(out -> {
            out.startObject().member("collectorAddress", tenant.collectorAddress());
            out.member("collectorPort", (long) tenant.collectorPort()).startObject("filters");
            tenant.filters().forEach((kind, elements) -> {
                out.startArray(kind);
                elements.forEach(out::value);
                out.endArray();
            });
            out.endObject().endObject();
        });
    }

    private Answer defineTenant(RestRequest request) {
        service.defineTenant(request.path(NAME), request.body().members());
        return new Answer.Done();
    }

    private Answer removeTenant(RestRequest request) {
        service.removeTenant(request.path(NAME));
        return new Answer.Done();
    }
}
