package weir.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.request.InvalidRequestException;

/** Reads members of forwardings and tenants from parsed JSON. */
final class RelayFields {

    static final int DEFAULT_PORT = 6343;
    private static final int MOST_PORTS = 65_535;

    private RelayFields() {}

    /** A required text that names a host. */
    static String host(Map<String, ?> members, String name) {
        Object value = members.get(name);
        if (!(value instanceof String text) || text.isBlank()) {
            throw new InvalidRequestException(name + " is missing");
        }
        return text.strip();
    }

    static int port(Map<String, ?> members, String name) {
        Object value = members.get(name);
        if (value == null) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(value.toString());
            if (port > 0 && port <= MOST_PORTS) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new InvalidRequestException(name + " must be a whole number from 1 to " + MOST_PORTS);
    }

    /** An array of texts. Absent: an empty list. */
    static List<String> texts(String name, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new InvalidRequestException(name + " must be an array");
        }
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof String text)) {
                throw new InvalidRequestException(name + ": '" + element + "' is not a text");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    /** Where a host and a port are, now; a name is looked up once. */
    static InetSocketAddress resolve(String member, String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new InvalidRequestException(member + " is no address and no known name: " + host);
        }
    }
}
