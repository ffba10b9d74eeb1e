package weir.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what {@code dns.servers} says: {@code 192.0.2.1}, {@code 192.0.2.1:5353}, {@code 2001:db8::1},
 * {@code [2001:db8::1]:5353}, {@code resolv.conf}, or the name of another file in the form of resolv.conf.
 */
final class DnsServers {

    private static final Logger LOG = LoggerFactory.getLogger(DnsServers.class);
    private static final String SYSTEM = "resolv.conf";
    private static final Path SYSTEM_FILE = Path.of("/etc/resolv.conf");
    private static final int PORT = 53;
    private static final int MOST_PORTS = 65_535;
    private static final int MOST_SERVERS = 16;

    private DnsServers() {}

    /** The servers, in their order; what is neither a server nor a readable file is told and left out. */
    static List<InetSocketAddress> read(DnsConfiguration configuration) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String item : configuration.servers()) {
            Optional<InetSocketAddress> server = server(item);
            if (server.isPresent()) {
                servers.add(server.get());
            } else {
                servers.addAll(ofFile(item, configuration.home()));
            }
        }
        return servers.stream().distinct().limit(MOST_SERVERS).toList();
    }

    /** The files that name servers, where they can be read now or else where they are looked for first. */
    static List<Path> files(DnsConfiguration configuration) {
        return configuration.servers().stream()
                .filter(item -> server(item).isEmpty())
                .map(item -> places(item, configuration.home()).stream()
                        .filter(DnsServers::isReadable)
                        .findFirst()
                        .orElse(item.equals(SYSTEM) ? SYSTEM_FILE : Path.of(item)))
                .toList();
    }

    private static List<Path> places(String item, Path home) {
        return List.of(Path.of(item), home.resolve(item), item.equals(SYSTEM) ? SYSTEM_FILE : Path.of(item));
    }

    private static boolean isReadable(Path file) {
        return Files.isReadable(file) && !Files.isDirectory(file);
    }

    /** An address with or without a port. Absent: empty when it is something else. */
    static Optional<InetSocketAddress> server(String item) {
        int colon = item.lastIndexOf(':');
        boolean bracketed = item.startsWith("[");
        boolean withPort = bracketed ? colon > item.indexOf(']') : colon >= 0 && colon == item.indexOf(':');
        String address = withPort ? item.substring(0, colon) : item;
        int port = withPort ? port(item.substring(colon + 1)) : PORT;
        if (bracketed) {
            if (!address.endsWith("]")) {
                return Optional.empty();
            }
            address = address.substring(1, address.length() - 1);
        }
        try {
            return port < 0
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(InetAddress.ofLiteral(address), port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int port(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : -1;
        return port > 0 && port <= MOST_PORTS ? port : -1;
    }

    private static List<InetSocketAddress> ofFile(String item, Path home) {
        for (Path file : places(item, home)) {
            if (isReadable(file)) {
                try {
                    return ofLines(Files.readString(file, StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    LOG.warn("dns.servers: {} cannot be read: {}", file, e.getMessage());
                    return List.of();
                }
            }
        }
        LOG.warn("dns.servers: '{}' is no address, and no file of that name can be read", item);
        return List.of();
    }

    /** The servers that a resolver file names. */
    static List<InetSocketAddress> ofLines(String text) {
        return text.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                .flatMap(words -> server(words[1]).stream())
                .toList();
    }
}
