package weir.relay;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

/**
 * A wish to have datagrams relayed unchanged.
 *
 * <p>Thread: any; immutable. Source: REST {@code /forwarding/json}.
 *
 * @param address host that gets them, as given
 * @param port UDP port there
 * @param agents whose datagrams; empty for all
 */
public record Forwarding(String address, int port, List<IpAddress> agents) {

    private static final int MOST_AGENTS = 10_000;

    /** Copies the list. */
    public Forwarding {
        agents = List.copyOf(agents);
    }

    /**
     * Reads a definition.
     *
     * @param members parsed JSON
     * @throws InvalidRequestException a member is missing or wrong; the message names it
     */
    public static Forwarding of(Map<String, ?> members) {
        List<IpAddress> agents = new ArrayList<>();
        for (String text : RelayFields.texts("agents", members.get("agents"))) {
            agents.add(IpAddress.parse(text)
                    .orElseThrow(() -> new InvalidRequestException("agents: '" + text + "' is no address")));
        }
        if (agents.size() > MOST_AGENTS) {
            throw new InvalidRequestException("agents: more than " + MOST_AGENTS);
        }
        return new Forwarding(RelayFields.host(members, "address"), RelayFields.port(members, "port"), agents);
    }

    /**
     * Where that is.
     *
     * @throws InvalidRequestException the name is not known
     */
    public InetSocketAddress resolve() {
        return RelayFields.resolve("address", address, port);
    }
}
