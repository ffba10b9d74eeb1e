package weir.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Datagrams that the kernel dropped because the receive buffer of a socket was full. Source: {@code /proc/net/udp}. */
final class SocketDrops {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int DROPS = 12;

    private SocketDrops() {}

    /** Drops of all sockets on a port so far. */
    static long ofPort(int port) {
        return in(rows(), port);
    }

    /** Whether there is a socket on a port. */
    static boolean isOpen(int port) {
        return sockets(rows(), port).findAny().isPresent();
    }

    static long in(List<String> rows, int port) {
        return sockets(rows, port)
                .mapToLong(cells -> Long.parseLong(cells[DROPS]))
                .sum();
    }

    private static Stream<String[]> sockets(List<String> rows, int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        return rows.stream()
                .map(row -> row.strip().split("\\s+"))
                .filter(cells -> cells.length > DROPS && cells[LOCAL_ADDRESS].endsWith(end));
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        try {
            for (Path table : TABLES) {
                if (Files.exists(table)) {
                    rows.addAll(Files.readAllLines(table, StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
