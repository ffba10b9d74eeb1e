package weir.script.call;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.service.Engine;
import weir.service.HostLocation;
import weir.service.LocationService;
import weir.topology.KnownHost;
import weir.topology.SeenHost;

/** Functions that say who and where the host behind an address is. Source: script API reference, sections 2 and 7.3. */
final class LocationFunctions {

    private final Engine engine;
    private final LocationService locations;

    LocationFunctions(Engine engine) {
        this.engine = engine;
        locations = engine.locations();
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("hostForMAC", arguments -> host(mac(arguments).flatMap(locations::hostWithMac)));
        calls.put("hostForIP", arguments -> host(address(arguments).flatMap(locations::hostWithAddress)));
        calls.put("hostForIP6", arguments -> host(address(arguments).flatMap(locations::hostWithAddress)));
        calls.put(
                "topologyLocatedHostMacs",
                arguments -> arguments.isMissing(0)
                        ? locations.locatedMacs(Optional.empty(), Optional.empty())
                        : InterfaceFunctions.agent(engine, arguments, 0)
                                .map(agent -> locations.locatedMacs(
                                        Optional.of(agent), InterfaceFunctions.ifIndex(arguments, 1)))
                                .orElse(List.of()));
        calls.put("topologyLocateHostMac", arguments -> found(mac(arguments).map(locations::locateMac)));
        calls.put("topologyLocateHostIP", arguments -> found(address(arguments).map(locations::locateAddress)));
        calls.put("topologyLocateHostIP6", arguments -> found(address(arguments).map(locations::locateAddress)));
        calls.put(
                "topologyLocateHostAgent",
                arguments ->
                        found(InterfaceFunctions.agent(engine, arguments, 0).map(locations::locateAgent)));
        calls.put("topologyLocateHostUUID", arguments -> found(arguments.text(0).map(locations::locateUuid)));
        return calls;
    }

    private static Optional<Long> mac(Arguments arguments) {
        return arguments.text(0).flatMap(LocationService::mac);
    }

    private static Optional<IpAddress> address(Arguments arguments) {
        return arguments.text(0).flatMap(IpAddress::parse);
    }

    private static @Nullable Object host(Optional<KnownHost> host) {
        if (host.isEmpty()) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("agent", host.get().agent().toString());
        members.put("dataSource", host.get().dataSource().toString());
        return members;
    }

    private static List<Object> found(Optional<List<HostLocation>> hosts) {
        return hosts.orElse(List.of()).stream().map(LocationFunctions::location).toList();
    }

    private static Object location(HostLocation location) {
        SeenHost host = location.host();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("agent", host.agent().toString());
        members.put("ifindex", Long.toString(host.ifIndex()));
        members.put("mac", host.macText());
        members.put("ipaddress", host.ipv4().map(Object::toString));
        members.put("ip6address", host.ipv6().map(Object::toString));
        members.put("node", location.node());
        members.put("port", location.port());
        if (host.vlan() > 0) {
            members.put("vlan", Integer.toString(host.vlan()));
        }
        members.put("ouiname", location.vendor());
        location.aggregation().forEach(members::put);
        return members;
    }
}
